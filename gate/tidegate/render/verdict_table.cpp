#include <array>
#include <map>

#include <fmt/format.h>

#include <tidegate/render/found_text.hpp>
#include <tidegate/render/markup.hpp>
#include <tidegate/render/quantity_text.hpp>
#include <tidegate/render/verdict_table.hpp>
#include <tidegate/row/metric.hpp>

namespace tidegate::render {
namespace {

using judge::GateLine;
using judge::GateReport;
using judge::Verdict;

/// What asks for attention first.
constexpr std::array<Verdict, 12> tally_order{
    Verdict::slower,     Verdict::shape_changed, Verdict::broken,         Verdict::unfaithful,
    Verdict::suspicious, Verdict::undecided,     Verdict::not_comparable, Verdict::dropped,
    Verdict::faster,     Verdict::no_baseline,   Verdict::recovered,      Verdict::same};

bool undecided_fails(const GateReport& report) {
  return report.policy.on_undecided == judge::OnUndecided::fail;
}

void add_part(std::string& list, const std::string& part) {
  if (!list.empty()) list += ", ";
  list += part;
}

struct Count {
  std::size_t all = 0;
  std::size_t waived = 0;
};

/// What the bare number of lines does not say.
std::string remark(const Count& count, bool by_policy) {
  if (count.waived == count.all) return " (waived)";
  if (count.waived > 0) return fmt::format(" ({} waived)", count_text(count.waived));
  return by_policy ? " (failing by policy)" : "";
}

/// `1 slower, 1 problem, 3 same`
std::string tally(const GateReport& report) {
  std::map<Verdict, Count> counts;
  for (const GateLine& line : report.lines) {
    Count& count = counts[line.verdict];
    ++count.all;
    count.waived += line.waived.empty() ? 0 : 1;
  }
  std::string list;
  for (const Verdict verdict : tally_order) {
    const Count& count = counts[verdict];
    if (count.all == 0) continue;
    const bool by_policy = verdict == Verdict::undecided && undecided_fails(report);
    add_part(list, fmt::format("{} {}{}", count_text(count.all), judge::verdict_name(verdict),
                               remark(count, by_policy)));
  }
  if (!report.problems.empty()) add_part(list, counted(report.problems.size(), "problem"));
  return list.empty() ? "nothing was measured" : list;
}

std::string coverage_text(const GateReport& report) {
  return fmt::format("compared {} of {}", count_text(report.compared), count_text(report.expected));
}

std::string sample_counts(const GateLine& line) {
  const std::uint64_t before = line.baseline ? line.baseline->n : 0;
  const std::uint64_t after = line.candidate ? line.candidate->n : 0;
  if (before == after || before == 0) return fmt::format("n={}", count_text(after));
  if (after == 0) return fmt::format("n={}", count_text(before));
  return fmt::format("n={}/{}", count_text(before), count_text(after));
}

/// The key without its case name: what stands behind it in `Key::text()`.
std::string variant_of(const Key& key) {
  const std::string text = key.text();
  const bool prefixed = text.compare(0, key.case_name.size(), key.case_name) == 0;
  return plain_line(prefixed ? text.substr(key.case_name.size()) : text);
}

void fill_numbers(VerdictRow& row, const GateLine& line) {
  if (line.min) {
    row.change = change_of(*line.min);
    row.interval = interval_of(*line.min);
  }
  if (line.baseline) row.baseline = value_text(line.baseline->min, line.baseline->unit);
  if (line.candidate) row.candidate = value_text(line.candidate->min, line.candidate->unit);
  if (line.lockstep) {
    row.pairs = count_text(line.lockstep->pairs);
    if (line.lockstep->noise) row.noise = percent_text(*line.lockstep->noise);
    if (line.lockstep->detectable) row.detectable = percent_text(*line.lockstep->detectable);
  }
  row.tail = tail_text(line);
}

VerdictRow row_of(const GateReport& report, const GateLine& line) {
  VerdictRow row;
  row.verdict = line.verdict;
  row.failing = judge::is_failing(report, line);
  row.doubtful = judge::is_doubtful(report, line);
  row.source = line.source;
  row.case_name = plain_line(line.key.case_name);
  row.variant = variant_of(line.key);
  row.key = plain_line(line.key.text());
  row.metric = metric_title(line.metric);
  row.word = judge::verdict_name(line.verdict);
  row.method = judge::method_name(line.method);
  row.reason = plain_line(line.waived.empty() ? line.reason : line.reason + "; " + line.waived);
  row.waived = plain_line(line.waived);
  row.next_step = plain_line(line.next_step);
  row.next_command = plain_command(line.next_command);
  fill_numbers(row, line);
  return row;
}

std::string machines_text(const GateReport& report) {
  std::string before = plain_line(report.baseline.machine_class);
  std::string after = plain_line(report.candidate.machine_class);
  if (before == after || before.empty()) return after;
  return after.empty() ? before : fmt::format("{} (baseline: {})", after, before);
}

std::vector<ReportFact> facts_of(const GateReport& report) {
  std::vector<ReportFact> facts;
  const auto add = [&facts](std::string label, std::string value) {
    if (!value.empty()) facts.push_back({std::move(label), std::move(value)});
  };
  add("filter", plain_line(report.filter));
  add("baseline", side_text(report.baseline));
  add("candidate", side_text(report.candidate));
  add("machine class", machines_text(report));
  return facts;
}

std::vector<std::string> plain_lines(const std::vector<std::string>& texts) {
  std::vector<std::string> out;
  out.reserve(texts.size());
  for (const std::string& text : texts) out.push_back(plain_line(text));
  return out;
}

}  // namespace

std::string_view headline(ExitCode code) {
  switch (code) {
    case ExitCode::ok:
      return "PASS";
    case ExitCode::regression:
      return "REGRESSION";
    case ExitCode::first_run:
      return "FIRST RUN";
    case ExitCode::cannot_say:
    case ExitCode::usage:
    case ExitCode::cannot_test:
    case ExitCode::tool_failed:
    case ExitCode::interrupted:
      break;
  }
  return "COULD NOT SAY";
}

std::string metric_title(std::string_view id) {
  const std::optional<MetricInfo> info = metric_info(id);
  if (!info) return plain_line(id);
  // `counter evaluations`: names of members are their authors'.
  const std::string_view name = member_name(id);
  return name.empty() ? std::string{info->title} : fmt::format("{} {}", info->title, name);
}

std::string side_text(const judge::Side& side) {
  const std::string commit = plain_line(side.commit).substr(0, 12);
  std::string text = plain_line(side.ref);
  if (!commit.empty()) text += text.empty() ? commit : fmt::format(" ({})", commit);
  if (!side.run_id.empty()) {
    text += fmt::format("{}run {}", text.empty() ? "" : ", ", plain_line(side.run_id));
  }
  return text;
}

std::string tail_text(const judge::GateLine& line) {
  if (line.p95) {
    return fmt::format("{}, {}", tail_change_of(*line.p95, line.min), sample_counts(line));
  }
  const bool refused = (line.baseline && !line.baseline->p95 && line.candidate) ||
                       (line.candidate && !line.candidate->p95 && line.baseline);
  return refused ? fmt::format("n/a, {}", sample_counts(line)) : std::string{};
}

std::vector<const judge::GateLine*> shown_lines(const judge::GateReport& report) {
  std::vector<const judge::GateLine*> shown;
  const bool all = report.lines.size() <= all_shown;
  for (const judge::GateLine& line : report.lines) {
    if (all || line.verdict != Verdict::same) shown.push_back(&line);
  }
  return shown;
}

VerdictTable verdict_table(const judge::GateReport& report) {
  VerdictTable table;
  table.headline = headline(judge::exit_code(report));
  table.coverage = coverage_text(report);
  table.sentence = fmt::format("{}: {}; {}.", table.headline, tally(report), table.coverage);
  table.facts = facts_of(report);
  for (const GateLine* line : shown_lines(report)) table.rows.push_back(row_of(report, *line));
  table.unlisted = report.lines.size() - table.rows.size();
  table.problems = plain_lines(report.problems);
  table.notes = plain_lines(report.notes);
  if (table.unlisted > 0) {
    table.notes.push_back(fmt::format(
        "{} `same` {} not listed; verdict.json has {}", count_text(table.unlisted),
        table.unlisted == 1 ? "line is" : "lines are", table.unlisted == 1 ? "it" : "them"));
  }
  table.reproduce = plain_command(report.reproduce);
  return table;
}

}  // namespace tidegate::render
