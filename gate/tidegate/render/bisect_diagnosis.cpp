#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include <tidegate/render/bisect_diagnosis.hpp>
#include <tidegate/render/found_text.hpp>
#include <tidegate/render/markup.hpp>
#include <tidegate/render/quantity_text.hpp>
#include <tidegate/render/verdict_table.hpp>

namespace tidegate::render {
namespace {

/// The one line of the culprit against its parent; null when nothing was measured.
const judge::GateLine* confirmed_line(const BisectDiagnosis& diagnosis) {
  if (diagnosis.confirmation == nullptr || diagnosis.confirmation->lines.empty()) return nullptr;
  return &diagnosis.confirmation->lines.front();
}

std::string with_interval(const std::string& change, const std::string& interval) {
  return interval.empty() ? change : change + " " + interval;
}

std::string step_change(const DiagnosedStep& step, double cut) {
  if (!step.ratio) return {};
  return with_interval(
      change_text(*step.ratio, cut),
      step.low && step.high ? interval_text(*step.low, *step.high, cut) : std::string{});
}

/// `slower, +5.1 % [+4.8, +5.4] %, 10 pairs`
std::string finding_of(const judge::GateLine& line) {
  std::string text{judge::verdict_name(line.verdict)};
  if (line.min) text += ", " + with_interval(change_of(*line.min), interval_of(*line.min));
  if (line.lockstep) text += ", " + counted(line.lockstep->pairs, "pair");
  return text;
}

std::string result_of(const BisectDiagnosis& diagnosis) {
  if (diagnosis.suspects.size() > 1) {
    return fmt::format("{} cannot be told apart: those between them could not be tested.",
                       counted(diagnosis.suspects.size(), "suspect"));
  }
  const judge::GateLine* line = confirmed_line(diagnosis);
  if (line == nullptr) return "It was not measured against its parent.";
  const std::string finding = finding_of(*line);
  if (is_confirmed(diagnosis)) return fmt::format("New pairs against its parent: {}.", finding);
  return fmt::format("New pairs against its parent do not confirm it: {}.", finding);
}

/// Sides of the search and what it asked of each commit.
std::string question_of(const BisectDiagnosis& diagnosis) {
  const std::string whole = diagnosis.ratio
                                ? fmt::format("bad takes {} of good's time, the cut lies halfway",
                                              ratio_text(*diagnosis.ratio))
                                : std::string("the cut was given");
  return fmt::format("time over good's above {} ({})", ratio_text(diagnosis.cut), whole);
}

/// By a union bound over the answers that pairs gave; rounded up, since it is a bound.
std::string error_of(const BisectDiagnosis& diagnosis) {
  const auto answers = static_cast<std::uint64_t>(
      std::count_if(diagnosis.steps.begin(), diagnosis.steps.end(),
                    [](const DiagnosedStep& step) { return step.answer != "untestable"; }));
  const double error = static_cast<double>(answers) * diagnosis.answer_error;
  return fmt::format("{}; the chance that any of them is wrong is at most {}",
                     counted(answers, "answer"), percent_text(std::ceil(error * 1000) / 1000));
}

std::string optional_value(const std::optional<double>& value, const std::string& unit) {
  return value ? value_text(*value, unit) : std::string{"n/a"};
}

std::string samples_row(std::string_view side, const std::optional<MetricSummary>& summary) {
  if (!summary) return "";
  const MetricSummary& s = *summary;
  return fmt::format("| {} | {} | {} | {} | {} |\n", side, value_text(s.min, s.unit),
                     value_text(s.median, s.unit), optional_value(s.p95, s.unit), count_text(s.n));
}

std::string samples_of(const BisectDiagnosis& diagnosis) {
  const judge::GateLine* line = confirmed_line(diagnosis);
  if (line == nullptr || !line->candidate) return "";
  return "\n## Samples of both sides\n\n| | min | median | p95 | n "
         "|\n|:---|---:|---:|---:|---:|\n" +
         samples_row("parent", line->baseline) + samples_row("culprit", line->candidate);
}

std::string step_row(const DiagnosedStep& step, double cut) {
  return fmt::format("| {} | {} | {} | {} | {} |\n", markdown_text(step.commit), step.answer,
                     markdown_text(step_change(step, cut)),
                     step.pairs == 0 ? "" : count_text(step.pairs), markdown_text(step.why));
}

std::string commands_of(const BisectDiagnosis& diagnosis) {
  if (diagnosis.next.empty()) return "";
  std::string lines;
  for (const std::string& command : diagnosis.next) lines += command + "\n";
  return "\n## Next\n\n" + markdown_block("sh", lines);
}

}  // namespace

bool is_confirmed(const BisectDiagnosis& diagnosis) {
  const judge::GateLine* line = confirmed_line(diagnosis);
  return diagnosis.suspects.size() == 1 && line != nullptr &&
         line->verdict == judge::Verdict::slower;
}

std::string bisect_text(const BisectDiagnosis& diagnosis) {
  std::string text;
  for (const std::string& suspect : diagnosis.suspects) {
    text += fmt::format("{:<10}{}\n", diagnosis.suspects.size() == 1 ? "culprit" : "suspect",
                        plain_line(suspect));
  }
  if (!diagnosis.who.empty()) text += fmt::format("{:<10}{}\n", "by", plain_line(diagnosis.who));
  if (!diagnosis.against.empty()) {
    text += fmt::format("{:<10}{}\n", "parent", plain_line(diagnosis.against));
  }
  text += fmt::format("{:<10}{}\n", "row", plain_line(diagnosis.row));
  text += fmt::format("{:<10}{}\n", "asked", question_of(diagnosis));
  text += fmt::format("{:<10}{}\n", "measured", error_of(diagnosis));
  text += fmt::format("\n{}\n", result_of(diagnosis));
  if (!diagnosis.next.empty()) text += "\nnext:\n";
  for (const std::string& command : diagnosis.next) text += "  " + plain_command(command) + "\n";
  return text;
}

std::string bisect_markdown(const BisectDiagnosis& diagnosis) {
  const bool one = diagnosis.suspects.size() == 1;
  std::string text =
      one ? "# The commit that became slower\n\n" : "# Commits that may be slower\n\n";
  for (const std::string& suspect : diagnosis.suspects)
    text += fmt::format("- **{}**\n", markdown_text(suspect));
  text += fmt::format("\n{}\n\n", markdown_text(result_of(diagnosis)));
  if (!diagnosis.who.empty()) text += fmt::format("- by: {}\n", markdown_text(diagnosis.who));
  if (!diagnosis.against.empty()) {
    text += fmt::format("- parent: {}\n", markdown_text(diagnosis.against));
  }
  text += fmt::format("- row: {}\n- good: {}\n- bad: {}\n- asked: {}\n- measured: {}\n",
                      markdown_code(diagnosis.row), markdown_text(diagnosis.good),
                      markdown_text(diagnosis.bad), markdown_text(question_of(diagnosis)),
                      markdown_text(error_of(diagnosis)));
  text += samples_of(diagnosis);
  text +=
      "\n## Every commit that was asked about\n\n"
      "| Commit | Answer | Change against good | Pairs | Why |\n|:---|:---|---:|---:|:---|\n";
  for (const DiagnosedStep& step : diagnosis.steps) text += step_row(step, diagnosis.cut);
  return text + commands_of(diagnosis);
}

}  // namespace tidegate::render
