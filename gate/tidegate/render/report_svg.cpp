#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include <tidegate/render/markup.hpp>
#include <tidegate/render/quantity_text.hpp>
#include <tidegate/render/report_svg.hpp>
#include <tidegate/render/svg_picture.hpp>
#include <tidegate/render/text_table.hpp>
#include <tidegate/render/verdict_table.hpp>

namespace tidegate::render {
namespace {

constexpr std::size_t most_lines = 40;
constexpr double words = 16;
constexpr double values = 148;  // behind the longest verdict
constexpr double left = 536;    // of the axis of changes
constexpr double right = 736;
constexpr double line_height = 40;

/// Rules beside those of every picture: what a person has to look at, and what is fine.
constexpr std::string_view own_style =
    "<style>\n"
    ".bad { fill: #b3151f; font-weight: 600; }\n"
    ".good { fill: #116329; font-weight: 600; }\n"
    ".open { fill: #7a4e00; font-weight: 600; }\n"
    ".zero { stroke: currentColor; opacity: 0.6; }\n"
    ".span { stroke: currentColor; stroke-width: 2; }\n"
    "@media (prefers-color-scheme: dark) {\n"
    ".bad { fill: #ff8f86; }\n"
    ".good { fill: #56d364; }\n"
    ".open { fill: #e3b341; }\n"
    "}\n"
    "</style>\n";

struct Look {
  std::string_view kind;
  std::string_view sign;
};

Look look_of(const VerdictRow& row) {
  if (row.failing || judge::severity(row.verdict) == judge::Severity::broke) return {"bad", "✗"};
  switch (row.verdict) {
    case judge::Verdict::same:
    case judge::Verdict::faster:
    case judge::Verdict::recovered:
      return {"good", "✓"};
    default:
      return {"open", "?"};
  }
}

/// Changes as excesses, 0 for equal.
Range changes_of(const std::vector<const judge::GateLine*>& lines) {
  constexpr double widest = 0.5;  // one row ten times slower must not squeeze the others
  Range range;
  range.include(0.0);
  for (const judge::GateLine* line : lines) {
    if (!line->min) continue;
    for (const std::optional<double>& ratio :
         {std::optional(line->min->ratio), line->min->low, line->min->high}) {
      if (ratio && std::isfinite(*ratio)) range.include(std::clamp(*ratio - 1, -widest, widest));
    }
  }
  range.low = std::min(range.low, -0.01);
  range.high = std::max(range.high, 0.01);
  range.widen(0.08);
  return range;
}

std::string axis(const Scale& x, double top, double bottom) {
  std::string out;
  const double step = tick_step((x.high - x.low) * 100);
  for (const double tick : ticks(x.low * 100, x.high * 100, step)) {
    const double at = x.at(tick / 100);
    out += line_between(tick == 0 ? "zero" : "grid", at, top, at, bottom);
    out += text_at(at, bottom + 16, "small", "middle",
                   fmt::format("{}{} %", tick > 0 ? "+" : "", tick_text(tick, step)));
  }
  return out;
}

/// The change as a dot on its interval; beyond the axis it stands at the edge as an arrow.
std::string change_mark(const judge::GateLine& line, const Scale& x, double y) {
  if (!line.min || !std::isfinite(line.min->ratio)) return {};
  const auto place = [&x](double ratio) { return std::clamp(x.at(ratio - 1), left, right); };
  std::string out;
  if (line.min->low && line.min->high) {
    const double low = std::isfinite(*line.min->low) ? place(*line.min->low) : left;
    const double high = std::isfinite(*line.min->high) ? place(*line.min->high) : right;
    out += line_between("span", low, y, high, y);
  }
  const double at = x.at(line.min->ratio - 1);
  if (at > right) return out + text_at(right, y + 4, "bad", "end", "→");
  if (at < left) return out + text_at(left, y + 4, "good", "start", "←");
  return out + dot_at("dot", at, y, 4);
}

/// `+5.0 % [+4.7, +5.2] % · 8.438 µs → 8.867 µs · blind below 0.2 %`; how a row without numbers
/// came to its verdict.
std::string numbers_of(const VerdictRow& row) {
  std::string text;
  const auto add = [&text](const std::string& part) {
    if (!part.empty()) text += (text.empty() ? "" : " · ") + part;
  };
  add(row.change + (row.interval.empty() ? "" : " " + row.interval));
  if (!row.baseline.empty() && !row.candidate.empty()) {
    add(row.baseline + " → " + row.candidate);
  }
  if (!row.detectable.empty()) add("blind below " + row.detectable);
  return text.empty() ? row.method : text;
}

std::string shortened(const std::string& text, std::size_t most) {
  std::string out;
  for (const char c : text) {
    const bool begins = (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    if (begins && display_width(out) + 1 >= most) return out + "…";
    out += c;
  }
  return out;
}

std::string line_text(const VerdictRow& row, double y) {
  constexpr std::size_t most = 66;
  const Look look = look_of(row);
  return text_at(words, y, "side", "start", shortened(row.key, most)) +
         text_at(words, y + 16, look.kind, "start", fmt::format("{} {}", look.sign, row.word)) +
         text_at(values, y + 16, "small", "start", shortened(numbers_of(row), most));
}

}  // namespace

std::string render_report_svg(const judge::GateReport& report) {
  const VerdictTable table = verdict_table(report);
  const std::vector<const judge::GateLine*> lines = shown_lines(report);
  const std::size_t shown = std::min(most_lines, std::min(lines.size(), table.rows.size()));
  std::string body{own_style};
  double y = 46;
  for (const std::string& part : wrapped(table.sentence, 110)) {
    body += text_at(words, y, "text", "start", part);
    y += 17;
  }
  for (const ReportFact& fact : table.facts) {
    body += text_at(words, y, "small", "start", fact.label) +
            text_at(values, y, "small", "start", shortened(fact.value, 110));
    y += 15;
  }
  const double top = y + 6;
  const double bottom = top + line_height * static_cast<double>(shown);
  const Range range =
      changes_of({lines.begin(), lines.begin() + static_cast<std::ptrdiff_t>(shown)});
  const Scale x{range.low, range.high, left, right};
  if (shown > 0) body += axis(x, top, bottom);
  for (std::size_t i = 0; i < shown; ++i) {
    const double at = top + line_height * static_cast<double>(i);
    body += line_between("grid", words, at, right, at) + line_text(table.rows[i], at + 16) +
            change_mark(*lines[i], x, at + line_height / 2);
  }
  body += text_at(words, bottom + 16, "small", "start",
                  lines.size() > shown
                      ? fmt::format("and {} more lines", count_text(lines.size() - shown))
                      : "dot: change of the time per call · bar: its interval");
  return picture(bottom + 30, "tidegate: " + table.headline,
                 "Each row's verdict, with its change and the interval of it.", body);
}

}  // namespace tidegate::render
