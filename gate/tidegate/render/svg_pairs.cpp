#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include <tidegate/render/quantity_text.hpp>
#include <tidegate/render/svg_pairs.hpp>
#include <tidegate/render/svg_picture.hpp>

namespace tidegate::render {
namespace {

constexpr double left = plot_left;
constexpr double right = plot_right;

std::string pairs_axis(const Scale& y, std::size_t pairs, double top, double bottom) {
  std::string out;
  const double step = tick_step((y.high - y.low) * 100);
  for (const double tick : ticks((y.low - 1) * 100, (y.high - 1) * 100, step)) {
    const double at = y.at(1 + tick / 100);
    const std::string label = tick_text(tick, step);
    out += line_between("grid", left, at, right, at);
    out += text_at(left - 8, at + 4, "small", "end",
                   fmt::format("{}{} %", tick > 0 && label != "0" ? "+" : "", label));
  }
  out += line_between("axis", left, top, left, bottom);
  out += text_at(left, bottom + 16, "small", "middle", "1");
  if (pairs > 1) out += text_at(right, bottom + 16, "small", "middle", count_text(pairs));
  return out + text_at((left + right) / 2, bottom + 16, "small", "middle", "pair, in order taken");
}

std::string pairs_lines(const PairsPlot& plot, const Scale& y) {
  std::string out;
  if (plot.low && plot.high && std::isfinite(*plot.low) && std::isfinite(*plot.high)) {
    out += box_at("band", left, y.at(*plot.high), right - left, y.at(*plot.low) - y.at(*plot.high));
  }
  out += line_between("axis", left, y.at(1), right, y.at(1));
  if (plot.limit) {
    out += line_between("limit", left, y.at(*plot.limit), right, y.at(*plot.limit));
  }
  if (plot.estimate) {
    out += line_between("estimate", left, y.at(*plot.estimate), right, y.at(*plot.estimate));
  }
  return out;
}

std::string pairs_numbers(const PairsPlot& plot, std::size_t pairs) {
  std::string out = text_at(16, 60, "side", "start", counted(pairs, "pair"));
  double y = 78;
  const auto row = [&](const std::string& text) {
    out += text_at(16, y, "small", "start", text);
    y += 15;
  };
  if (plot.estimate) {
    row(fmt::format("estimate {}", plot.limit ? change_text(*plot.estimate, *plot.limit)
                                              : change_text(*plot.estimate)));
  }
  if (plot.low && plot.high) {
    row(plot.limit ? interval_text(*plot.low, *plot.high, *plot.limit)
                   : interval_text(*plot.low, *plot.high));
  }
  if (plot.limit) row(fmt::format("limit {}", change_text(*plot.limit)));
  return out;
}

Range pairs_range(const PairsPlot& plot, const std::vector<double>& ratios) {
  Range range;
  for (const double ratio : ratios) range.include(ratio);
  for (const std::optional<double>& mark : {plot.estimate, plot.low, plot.high, plot.limit}) {
    range.include(mark);
  }
  range.include(1.0);
  range.widen(0.08);
  return range;
}

}  // namespace

std::string pairs_svg(const PairsPlot& plot) {
  constexpr double top = 44;
  constexpr double bottom = 244;
  const std::vector<double> ratios = finite_only(plot.ratios);
  const Range range = pairs_range(plot, ratios);
  const Scale y{range.low, range.high, bottom, top};
  const Scale x{1, std::max(2.0, static_cast<double>(ratios.size())), left, right};
  std::string body = pairs_axis(y, ratios.size(), top, bottom) + pairs_lines(plot, y) +
                     pairs_numbers(plot, ratios.size());
  for (std::size_t i = 0; i < ratios.size(); ++i) {
    body += dot_at("dot", x.at(static_cast<double>(i + 1)), y.at(ratios[i]), 3.5);
  }
  body += text_at(left, bottom + 34, "small", "start",
                  "each dot one pair, candidate / baseline · line estimate · band its interval · "
                  "dashed limit");
  return picture(bottom + 46, plot.title, "Change of each interleaved pair, with the limit.", body);
}

}  // namespace tidegate::render
