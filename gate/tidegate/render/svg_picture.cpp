#include <algorithm>
#include <cmath>
#include <iterator>

#include <fmt/format.h>

#include <tidegate/render/markup.hpp>
#include <tidegate/render/quantity_text.hpp>
#include <tidegate/render/svg_picture.hpp>

namespace tidegate::render {
namespace {

std::string num(double value) { return coordinate_text(value); }

// Colours follow the reader's ground; nothing is said by colour alone.
constexpr std::string_view style_sheet =
    "svg { color: #1f2328; font: 12px ui-sans-serif, system-ui, sans-serif; }\n"
    "text { fill: currentColor; }\n"
    ".title { font-size: 14px; font-weight: 600; }\n"
    ".side { font-size: 13px; font-weight: 600; }\n"
    ".small { font-size: 11px; opacity: 0.75; }\n"
    ".axis { stroke: currentColor; opacity: 0.5; }\n"
    ".grid { stroke: currentColor; opacity: 0.12; }\n"
    ".mark { stroke: currentColor; stroke-width: 2; }\n"
    ".tail { stroke: currentColor; stroke-width: 1.5; stroke-dasharray: 3 3; }\n"
    ".floor { fill: currentColor; }\n"
    ".side0 { fill: #0969da; fill-opacity: 0.45; }\n"
    ".side1 { fill: #d4570a; fill-opacity: 0.45; }\n"
    ".dot { fill: #d4570a; }\n"
    ".band { fill: #d4570a; fill-opacity: 0.15; }\n"
    ".estimate { stroke: #d4570a; stroke-width: 1.5; }\n"
    ".limit { stroke: #cf222e; stroke-width: 1.5; stroke-dasharray: 6 4; }\n"
    "@media (prefers-color-scheme: dark) {\n"
    "svg { color: #e6edf3; }\n"
    ".side0 { fill: #58a6ff; }\n"
    ".side1, .dot, .band { fill: #f0883e; }\n"
    ".estimate { stroke: #f0883e; }\n"
    ".limit { stroke: #ff7b72; }\n"
    "}\n";

/// Puts `text` in the place of the first `part`, which picture() wrote before any foreign text.
void replace_first(std::string& document, std::string_view part, std::string_view text) {
  if (const std::size_t at = document.find(part); at != std::string::npos) {
    document.replace(at, part.size(), text);
  }
}

}  // namespace

double Scale::at(double value) const { return from + (value - low) / (high - low) * (to - from); }

double tick_step(double range) {
  const double raw = range / 5;
  const double power = std::pow(10, std::floor(std::log10(raw)));
  const double lead = raw / power;
  if (lead < 1.5) return power;
  if (lead < 3.5) return 2 * power;
  return lead < 7.5 ? 5 * power : 10 * power;
}

std::vector<double> ticks(double low, double high, double step) {
  std::vector<double> out;
  const double first = std::ceil(low / step - 1e-9);
  for (double i = first; i * step <= high + step * 1e-9 && out.size() < 20; ++i) {
    out.push_back(i * step);
  }
  return out;
}

std::string text_at(double x, double y, std::string_view kind, std::string_view anchor,
                    std::string_view text) {
  return fmt::format("<text class=\"{}\" x=\"{}\" y=\"{}\" text-anchor=\"{}\">{}</text>\n", kind,
                     num(x), num(y), anchor, xml_text(plain_line(text)));
}

std::string line_between(std::string_view kind, double x1, double y1, double x2, double y2) {
  return fmt::format("<line class=\"{}\" x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\"/>\n", kind,
                     num(x1), num(y1), num(x2), num(y2));
}

std::string dot_at(std::string_view kind, double x, double y, double radius) {
  return fmt::format("<circle class=\"{}\" cx=\"{}\" cy=\"{}\" r=\"{}\"/>\n", kind, num(x), num(y),
                     num(radius));
}

std::string box_at(std::string_view kind, double x, double y, double width, double height) {
  return fmt::format("<rect class=\"{}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>\n", kind,
                     num(x), num(y), num(width), num(height));
}

std::string pointer_at(std::string_view kind, double x, double y) {
  return fmt::format("<path class=\"{}\" d=\"M{} {}l-5 9h10z\"/>\n", kind, num(x), num(y));
}

std::string picture(double height, const std::string& title, const std::string& description,
                    const std::string& body) {
  std::string out = fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0} {1}\" width=\"{0}\" "
      "height=\"{1}\" role=\"img\" aria-labelledby=\"title desc\">\n"
      "<title id=\"title\">{2}</title>\n<desc id=\"desc\">{3}</desc>\n",
      num(picture_width), num(height), xml_text(plain_line(title)),
      xml_text(plain_line(description)));
  out += fmt::format("<style>\n{}</style>\n", style_sheet);
  return out + text_at(16, 24, "title", "start", title) + body + "</svg>\n";
}

std::string dots_at(std::string_view kind, const std::vector<std::pair<double, double>>& places) {
  if (places.empty()) return {};
  std::string path;
  for (const auto& [x, y] : places) path += fmt::format("M{} {}h4v4h-4z", num(x - 2), num(y - 2));
  return fmt::format("<path class=\"{}\" d=\"{}\"/>\n", kind, path);
}

std::string embedded(std::string document, std::string_view id) {
  // In HTML the namespace is known, and a page without any address is easy to check.
  replace_first(document, " xmlns=\"http://www.w3.org/2000/svg\"", "");
  replace_first(document, " aria-labelledby=\"title desc\"",
                fmt::format(" aria-labelledby=\"{0}-title {0}-desc\"", id));
  replace_first(document, "<title id=\"title\">", fmt::format("<title id=\"{}-title\">", id));
  replace_first(document, "<desc id=\"desc\">", fmt::format("<desc id=\"{}-desc\">", id));
  replace_first(document, fmt::format("<style>\n{}</style>\n", style_sheet), "");
  return document;
}

std::string_view picture_style() { return style_sheet; }

void Range::include(double value) {
  if (!std::isfinite(value)) return;
  low = found ? std::min(low, value) : value;
  high = found ? std::max(high, value) : value;
  found = true;
}

void Range::include(const std::optional<double>& value) {
  if (value) include(*value);
}

void Range::widen(double share) {
  double by = (high - low) * share;
  if (by <= 0) by = high != 0 ? std::abs(high) * 0.01 : 1;
  low -= by;
  high += by;
}

std::vector<double> finite_only(const std::vector<double>& values) {
  std::vector<double> out;
  std::copy_if(values.begin(), values.end(), std::back_inserter(out),
               [](double v) { return std::isfinite(v); });
  return out;
}

}  // namespace tidegate::render
