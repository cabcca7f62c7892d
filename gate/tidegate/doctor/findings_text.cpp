#include <algorithm>

#include <fmt/format.h>

#include <tidegate/doctor/checks.hpp>
#include <tidegate/doctor/findings_text.hpp>

namespace tidegate::doctor {
namespace {

using render::Align;
using render::Style;

constexpr std::size_t line_width = 76;  // beside the other columns a line stays below 110

Style style_of(Severity severity) {
  switch (severity) {
    case Severity::good:
      return Style::green;
    case Severity::absent:
      return Style::dim;
    case Severity::note:
      return Style::plain;
    case Severity::warning:
      break;
  }
  return Style::yellow;
}

/// The id itself for a finding of a newer table.
std::string title_of(const std::string& id) {
  for (const Check& check : all_checks()) {
    if (check.id == id) return std::string(check.title);
  }
  return id;
}

/// `a; b` as two lines, each wrapped.
std::vector<std::string> lines_of(const std::string& seen) {
  std::vector<std::string> lines;
  std::size_t at = 0;
  while (at < seen.size()) {
    const std::size_t end = std::min(seen.find("; ", at), seen.size());
    for (auto& line : render::wrapped(seen.substr(at, end - at), line_width)) {
      lines.push_back(std::move(line));
    }
    at = end + 2;
  }
  return lines;
}

void add(render::TextTable& table, const Finding& finding) {
  const std::vector<std::string> seen = lines_of(finding.seen);
  table.add({{title_of(finding.check)},
             {std::string(severity_name(finding.severity)), style_of(finding.severity)},
             {seen.empty() ? "" : seen.front()}});
  for (std::size_t line = 1; line < seen.size(); ++line) table.add({{}, {}, {seen[line]}});
  bool first = true;
  for (const std::string& line : render::wrapped(finding.advice, line_width - 3)) {
    if (line.empty()) continue;
    table.add({{}, {}, {(first ? "-> " : "   ") + line}});
    first = false;
  }
}

std::size_t count(const std::vector<Finding>& findings, Severity severity) {
  return static_cast<std::size_t>(
      std::count_if(findings.begin(), findings.end(),
                    [severity](const Finding& finding) { return finding.severity == severity; }));
}

}  // namespace

std::string to_text(const std::vector<Finding>& findings, render::Colour colour) {
  render::TextTable table({{"looked at", Align::left}, {"", Align::left}, {"seen", Align::left}});
  for (const Finding& finding : findings) add(table, finding);
  std::string text;
  for (const std::string& line : table.lines(colour)) text += line + "\n";
  return text + fmt::format("\n{} warned of, {} noted, {} good, {} not told or not asked.\n",
                            count(findings, Severity::warning), count(findings, Severity::note),
                            count(findings, Severity::good), count(findings, Severity::absent));
}

}  // namespace tidegate::doctor
