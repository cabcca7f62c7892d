#include <fmt/format.h>

#include <tidegate/render/github_annotations.hpp>
#include <tidegate/render/verdict_table.hpp>

namespace tidegate::render {
namespace {

/// A percent sign starts an escape; in a property a colon or comma would end it.
std::string escaped(std::string_view text, bool property) {
  std::string out;
  for (const char c : text) {
    const bool special = c == '%' || c == '\r' || c == '\n' || (property && (c == ':' || c == ','));
    out += special ? fmt::format("%{:02X}", static_cast<unsigned char>(c)) : std::string(1, c);
  }
  return out;
}

std::string command(std::string_view level, std::string_view title, std::string_view message) {
  return fmt::format("::{} title={}::{}\n", level, escaped(title, true), escaped(message, false));
}

std::string_view level_of(const VerdictRow& row) {
  if (row.failing || judge::severity(row.verdict) == judge::Severity::broke) return "error";
  switch (row.verdict) {
    case judge::Verdict::undecided:
    case judge::Verdict::not_comparable:
    case judge::Verdict::dropped:
      return "warning";
    default:
      return "";
  }
}

std::string annotation(const VerdictRow& row) {
  const std::string_view level = level_of(row);
  if (level.empty()) return {};
  std::string message = row.reason;
  if (!row.change.empty()) message += fmt::format(" Change: {}", row.change);
  if (!row.interval.empty()) message += fmt::format(", interval {}", row.interval);
  if (!row.next_step.empty()) message += fmt::format("\nNext: {}", row.next_step);
  return command(level, fmt::format("{}: {} {}", row.word, row.key, row.metric), message);
}

}  // namespace

std::string render_github_annotations(const judge::GateReport& report) {
  const VerdictTable table = verdict_table(report);
  std::string out;
  for (const std::string& problem : table.problems) out += command("error", "tidegate", problem);
  for (const VerdictRow& row : table.rows) out += annotation(row);
  return out + command("notice", "tidegate", table.sentence);
}

}  // namespace tidegate::render
