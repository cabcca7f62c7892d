#include "lockstep_report.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include <fmt/format.h>

#include <tidegate/judge/lockstep_line.hpp>

#include "console.hpp"
#include "instruction_witness.hpp"
#include "layout_sides.hpp"

namespace tidegate::command {
namespace {

using judge::GateLine;
using judge::GateReport;
using judge::Verdict;

const ResultRow* current_row(const GateInputs& inputs, const Key& key) {
  const auto found = std::find_if(inputs.current.begin(), inputs.current.end(),
                                  [&](const ResultRow& row) { return row.key == key; });
  return found == inputs.current.end() ? nullptr : &*found;
}

/// Splits a plan into rows that the reference can measure too, and rows that are new.
Outcome<void> split_by_reference(const std::vector<run::Planned>& plan, run::Worker& reference,
                                 const GateInputs& inputs, std::vector<CaseListing>& all,
                                 std::vector<run::Planned>& shared, std::vector<GateLine>& fresh) {
  auto listed = reference.list();
  if (!listed) return pass_on(listed);
  std::set<std::string> known;
  for (const CaseListing& listing : *listed) known.insert(listing.key.canonical());
  for (const run::Planned& planned : plan) {
    const Key& key = planned.listing.key;
    if (known.count(key.canonical()) != 0) {
      shared.push_back(planned);
    } else {
      fresh.push_back(
          judge::new_line(key, current_row(inputs, key), "the reference has no such row"));
    }
  }
  all = std::move(*listed);
  return {};
}

/// Both sides as the pairs saw them: what was measured now wins over what older rows say.
void set_sides(GateReport& report, const Reference& reference, const SuiteJudged& judged) {
  report.baseline = judge::Side{};
  report.baseline.ref = reference.ref;
  report.baseline.commit = reference.commit;
  report.baseline.machine_class = judged.baseline.machine_class;
  report.baseline.provenance = judged.baseline.provenance;
  if (!judged.candidate.provenance) return;
  report.candidate.machine_class = judged.candidate.machine_class;
  report.candidate.provenance = judged.candidate.provenance;
}

/// Declared rows that the worker does not list or cannot measure here: red, not forgotten.
void add_missing(GateReport& report, const std::vector<run::Planned>& plan,
                 const std::vector<Key>& expected) {
  std::set<std::string> listed;
  for (const run::Planned& planned : plan) {
    listed.insert(planned.listing.key.canonical());
    if (planned.listing.skip_reason.empty()) continue;
    AttemptRow skipped;
    skipped.status = Status::skipped;
    skipped.failure = Failure{"start", planned.listing.skip_reason, {}, {}, {}};
    report.lines.push_back(
        judge::failed_line(planned.listing.key, skipped, judge::FailedSide::candidate));
  }
  for (const Key& key : expected) {
    if (listed.count(key.canonical()) == 0) report.lines.push_back(judge::missing_line(key));
  }
}

/// Adds a line for each selected row of the reference that the candidate no longer lists.
std::size_t add_dropped(GateReport& report, const GateSettings& settings,
                        const std::vector<run::Planned>& plan,
                        const std::vector<CaseListing>& reference) {
  std::set<std::string> listed;
  for (const run::Planned& planned : plan) listed.insert(planned.listing.key.canonical());
  std::size_t dropped = 0;
  for (const CaseListing& listing : reference) {
    if (!settings.selection.matches(listing) || listed.count(listing.key.canonical()) != 0)
      continue;
    report.lines.push_back(judge::dropped_line(listing.key));
    ++dropped;
  }
  return dropped;
}

}  // namespace

std::vector<run::Planned> measurable(const GateInputs& inputs) {
  std::vector<run::Planned> plan = inputs.plan;
  std::erase_if(plan,
                [](const run::Planned& planned) { return !planned.listing.skip_reason.empty(); });
  return plan;
}

Outcome<LockstepLines> lockstep_lines(const GateSettings& settings, const GateInputs& inputs,
                                      Reference& reference, const std::vector<run::Planned>& plan) {
  std::vector<run::Planned> shared;
  std::vector<GateLine> lines;  // of rows that the reference does not have
  LockstepLines answer;
  if (const auto split =
          split_by_reference(plan, *reference.worker, inputs, answer.reference_keys, shared, lines);
      !split) {
    return pass_on(split);
  }
  LockstepSuite suite;
  auto sides = layout_sides(settings, reference);
  if (!sides) return pass_on(sides);
  suite.baseline = sides->baseline ? sides->baseline.get() : reference.worker.get();
  suite.candidate = sides->candidate ? sides->candidate.get() : inputs.worker.get();
  suite.rows = std::move(shared);
  suite.policy = settings.policy.lockstep;
  suite.seed = settings.seed;
  suite.limit_s = settings.limit_s;
  Progress progress;
  auto judged = judge_suite(
      suite, [&](std::size_t settled, std::size_t all, const Key& key, std::uint32_t pair) {
        progress.show(settled, all, fmt::format("settled; pair {} of {}", pair, key.text()));
      });
  if (!judged) return pass_on(judged);
  answer.judged = std::move(*judged);
  for (GateLine& line : answer.judged.lines) {
    if (!line.lockstep) continue;
    line.lockstep->reference =
        reference.commit.empty() ? reference.program.string() : reference.commit;
  }
  answer.notes = count_instructions(settings, reference, plan, answer.judged.lines);
  if (settings.layouts > 0) {
    answer.notes.push_back(fmt::format(
        "each process was one of {} shuffled links of its side: layout is part of the noise",
        settings.layouts));
  }
  answer.judged.lines.insert(answer.judged.lines.end(), std::make_move_iterator(lines.begin()),
                             std::make_move_iterator(lines.end()));
  return answer;
}

/// Lockstep for every row of the plan.
Outcome<GateReport> lockstep_report(const GateSettings& settings, const GateInputs& inputs,
                                    Reference& reference) {
  GateReport report;
  const std::vector<run::Planned> plan = measurable(inputs);
  auto judged = lockstep_lines(settings, inputs, reference, plan);
  if (!judged) return pass_on(judged);
  set_sides(report, reference, judged->judged);
  report.notes = std::move(judged->notes);
  report.lines = std::move(judged->judged.lines);
  add_missing(report, inputs.plan, inputs.expected);
  report.expected = report.lines.size();
  report.compared = static_cast<std::uint64_t>(
      std::count_if(report.lines.begin(), report.lines.end(),
                    [](const GateLine& line) { return line.lockstep.has_value(); }));
  // Rows that the reference has and the candidate lost: a renamed case is no first run.
  const std::size_t dropped = add_dropped(report, settings, inputs.plan, judged->reference_keys);
  report.first_run =
      dropped == 0 && report.compared == 0 &&
      std::all_of(report.lines.begin(), report.lines.end(),
                  [](const GateLine& line) { return line.verdict == Verdict::no_baseline; });
  if (report.compared == 0 && !report.first_run) {
    report.problems.push_back(
        "nothing was compared: no row was measured on both sides; mend what the lines below say, "
        "or "
        "name another reference with --against.");
  }
  return report;
}

}  // namespace tidegate::command
