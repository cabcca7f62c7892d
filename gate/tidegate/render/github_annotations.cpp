#include <algorithm>

#include <fmt/format.h>

#include <tidegate/render/attention.hpp>
#include <tidegate/render/github_annotations.hpp>
#include <tidegate/render/quantity_text.hpp>
#include <tidegate/render/verdict_table.hpp>

namespace tidegate::render {
namespace {

/// Actions shows so many of a level beside a step; the rest stands in its log alone.
constexpr std::size_t shown_by_github = 10;

/// A percent sign starts an escape; in a property a colon or comma would end it.
std::string escaped(std::string_view text, bool property) {
  std::string out;
  for (const char c : text) {
    const bool special = c == '%' || c == '\r' || c == '\n' || (property && (c == ':' || c == ','));
    out += special ? fmt::format("%{:02X}", static_cast<unsigned char>(c)) : std::string(1, c);
  }
  return out;
}

std::string command(std::string_view level, std::string_view title, std::string_view message,
                    const SourcePlace& source = {}) {
  const std::string place =
      source.known()
          ? fmt::format("file={},line={},", escaped(source.file.str(), true), source.line)
          : std::string{};
  return fmt::format("::{} {}title={}::{}\n", level, place, escaped(title, true),
                     escaped(message, false));
}

std::string message_of(const VerdictRow& row) {
  std::string message = row.reason;
  if (!row.change.empty()) message += fmt::format(" Change: {}", row.change);
  if (!row.interval.empty()) message += fmt::format(", interval {}", row.interval);
  if (!row.next_step.empty()) message += fmt::format("\nNext: {}", row.next_step);
  if (!row.next_command.empty()) message += fmt::format("\nRun: {}", row.next_command);
  return message;
}

std::string annotation(const VerdictRow& row) {
  const Attention attention = attention_of(row);
  if (attention == Attention::none) return {};
  const std::string_view waived = attention == Attention::waived ? " (waived)" : "";
  return command(attention == Attention::error ? "error" : "warning",
                 fmt::format("{}{}: {} {}", row.word, waived, row.key, row.metric), message_of(row),
                 row.source);
}

struct Annotations {
  std::string text;
  std::size_t errors = 0;
  std::size_t warnings = 0;
};

void add_problems(const std::vector<std::string>& problems, Annotations& all) {
  for (const std::string& problem : problems) all.text += command("error", "tidegate", problem);
  all.errors += problems.size();
}

void add_all_of(const judge::GateReport& report, Annotations& all) {
  const VerdictTable table = verdict_table(report);
  add_problems(table.problems, all);
  for (const VerdictRow& row : table.rows) {
    const Attention attention = attention_of(row);
    if (attention == Attention::none) continue;
    ++(attention == Attention::error ? all.errors : all.warnings);
    all.text += annotation(row);
  }
}

/// The verdict, and how much of what stands above Actions will not show beside it.
std::string closing_notice(std::string sentence, const Annotations& all) {
  if (std::max(all.errors, all.warnings) > shown_by_github) {
    sentence += fmt::format(
        "\nGitHub shows {} annotations of a kind; the log and the job summary have all: {}, {}.",
        shown_by_github, counted(all.errors, "error"), counted(all.warnings, "warning"));
  }
  return command("notice", "tidegate", sentence);
}

}  // namespace

std::string render_github_annotations(const judge::GateReport& report) {
  Annotations all;
  add_all_of(report, all);
  return all.text + closing_notice(verdict_table(report).sentence, all);
}

std::string render_github_annotations(const Several& several) {
  Annotations all;
  add_problems(several.problems, all);
  for (const judge::GateReport* report : worst_first(several.reports)) add_all_of(*report, all);
  return all.text + closing_notice(sentence_of(several), all);
}

}  // namespace tidegate::render
