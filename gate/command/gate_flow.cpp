#include "gate_flow.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include <tidegate/base/duration.hpp>
#include <tidegate/judge/compare.hpp>
#include <tidegate/judge/lockstep_line.hpp>
#include <tidegate/row/machine_class.hpp>

#include "console.hpp"
#include "lockstep_suite.hpp"
#include "read_rows.hpp"
#include "reference.hpp"

namespace tidegate::command {
namespace {

using judge::GateLine;
using judge::GateReport;
using judge::Verdict;

/// Fields that do not depend on how the verdicts were reached.
void fill_frame(GateReport& report, const GateSettings& settings, const GateInputs& inputs) {
  report.run_id = settings.spec.run_id;
  if (!inputs.current.empty()) report.run_id = inputs.current.front().run_id;
  report.timestamp = iso_time(now());
  report.filter = settings.selection.text();
  report.policy = settings.policy;
  report.reproduce = settings.command_line;
  report.notes.insert(report.notes.end(), inputs.notes.begin(), inputs.notes.end());
  report.candidate.run_id = report.run_id;
  if (!inputs.current.empty()) {
    report.candidate.machine_class = inputs.machine_class;
    report.candidate.provenance = inputs.current.front().provenance;
  }
}

judge::Side side_of(const ResultRow& row) {
  judge::Side side;
  side.run_id = row.run_id;
  side.machine_class = row.machine_class;
  side.provenance = row.provenance;
  if (row.provenance) side.commit = (*row.provenance)[Fact::commit].value_or("");
  return side;
}

GateReport screen_report(const GateSettings& settings, const GateInputs& inputs) {
  judge::ScreenInput input;
  input.baseline = inputs.stored;
  input.candidate = inputs.current;
  input.expected = inputs.expected;
  input.expected_declared = !inputs.expected.empty();
  GateReport report = judge::screen(input, settings.policy);
  if (!inputs.stored.empty()) report.baseline = side_of(inputs.stored.front());
  return report;
}

/// Whether a baseline of this machine class exists for any current row.
bool comparable(const GateInputs& inputs) {
  return std::any_of(inputs.stored.begin(), inputs.stored.end(), [&](const ResultRow& row) {
    return row.machine_class == inputs.machine_class;
  });
}

const ResultRow* current_row(const GateInputs& inputs, const Key& key) {
  const auto found = std::find_if(inputs.current.begin(), inputs.current.end(),
                                  [&](const ResultRow& row) { return row.key == key; });
  return found == inputs.current.end() ? nullptr : &*found;
}

/// Splits a plan into rows that the reference can measure too, and rows that are new.
Outcome<void> split_by_reference(const std::vector<run::Planned>& plan, run::Worker& reference,
                                 const GateInputs& inputs, std::vector<run::Planned>& shared,
                                 std::vector<GateLine>& fresh) {
  const auto listed = reference.list();
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
  return {};
}

Outcome<SuiteJudged> lockstep_lines(const GateSettings& settings, const GateInputs& inputs,
                                    Reference& reference, const std::vector<run::Planned>& plan) {
  std::vector<run::Planned> shared;
  std::vector<GateLine> lines;  // of rows that the reference does not have
  if (const auto split = split_by_reference(plan, *reference.worker, inputs, shared, lines);
      !split) {
    return pass_on(split);
  }
  LockstepSuite suite;
  suite.baseline = reference.worker.get();
  suite.candidate = inputs.worker.get();
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
  judged->lines.insert(judged->lines.end(), std::make_move_iterator(lines.begin()),
                       std::make_move_iterator(lines.end()));
  return judged;
}

std::vector<run::Planned> measurable(const GateInputs& inputs) {
  std::vector<run::Planned> plan = inputs.plan;
  std::erase_if(plan,
                [](const run::Planned& planned) { return !planned.listing.skip_reason.empty(); });
  return plan;
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
    report.lines.push_back(judge::failed_line(planned.listing.key, skipped, true));
  }
  for (const Key& key : expected) {
    if (listed.count(key.canonical()) == 0) report.lines.push_back(judge::missing_line(key));
  }
}

/// Lockstep for every row of the plan.
Outcome<GateReport> lockstep_report(const GateSettings& settings, const GateInputs& inputs,
                                    Reference& reference) {
  GateReport report;
  const std::vector<run::Planned> plan = measurable(inputs);
  auto judged = lockstep_lines(settings, inputs, reference, plan);
  if (!judged) return pass_on(judged);
  fill_frame(report, settings, inputs);
  set_sides(report, reference, *judged);
  report.lines = std::move(judged->lines);
  add_missing(report, inputs.plan, inputs.expected);
  report.expected = report.lines.size();
  report.compared = static_cast<std::uint64_t>(
      std::count_if(report.lines.begin(), report.lines.end(),
                    [](const GateLine& line) { return line.lockstep.has_value(); }));
  report.first_run =
      std::all_of(report.lines.begin(), report.lines.end(),
                  [](const GateLine& line) { return line.verdict == Verdict::no_baseline; });
  return report;
}

/// What the screen suspects is measured again, in lockstep, and that verdict wins.
Outcome<void> confirm(const GateSettings& settings, const GateInputs& inputs, GateReport& report) {
  std::set<std::string> suspects;
  for (const GateLine& line : report.lines) {
    if (judge::is_crossing(line.verdict) && line.metric == warm_time) {
      suspects.insert(line.key.canonical());
    }
  }
  if (suspects.empty()) return {};
  const auto unconfirmed = [&](const std::string& why) {
    for (GateLine& line : report.lines) {
      if (suspects.count(line.key.canonical()) != 0) line.method = judge::Method::unconfirmed;
    }
    report.notes.push_back("suspected rows are unconfirmed: " + why);
  };
  if (settings.mode == Mode::screen || !inputs.worker) {
    unconfirmed(inputs.worker ? "--mode screen was asked for"
                              : "no --worker was given to measure with");
    return {};
  }
  auto found = find_reference(settings);
  if (!found) {
    unconfirmed(found.error().what + " " + found.error().hint);
    return {};
  }
  if (const auto* none = std::get_if<NoReference>(&*found)) {
    unconfirmed(none->why);
    return {};
  }
  auto& reference = std::get<Reference>(*found);
  std::vector<run::Planned> plan = measurable(inputs);
  std::erase_if(plan, [&](const run::Planned& planned) {
    return suspects.count(planned.listing.key.canonical()) == 0;
  });
  const auto judged = lockstep_lines(settings, inputs, reference, plan);
  if (!judged) return pass_on(judged);
  const std::vector<GateLine>& lines = judged->lines;
  for (GateLine& line : report.lines) {
    const auto better = std::find_if(lines.begin(), lines.end(), [&](const GateLine& candidate) {
      return candidate.key == line.key && candidate.metric == line.metric &&
             candidate.lockstep.has_value();
    });
    if (better != lines.end()) {
      line = *better;
    } else if (suspects.count(line.key.canonical()) != 0) {
      line.method = judge::Method::unconfirmed;
    }
  }
  report.notes.push_back(fmt::format("{} suspected rows were measured in lockstep against {}",
                                     lines.size(), reference.ref));
  return {};
}

/// Nothing to compare with, and nothing broken: every measured row is new.
GateReport first_run_report(const GateSettings& settings, const GateInputs& inputs,
                            const std::string& why) {
  GateReport report = screen_report(settings, inputs);
  // "Nothing was compared" is the point of a first run, not a problem of it.
  const bool broke = std::any_of(
      report.lines.begin(), report.lines.end(),
      [](const GateLine& line) { return judge::severity(line.verdict) == judge::Severity::broke; });
  if (!broke) report.problems.clear();
  report.first_run = !broke;
  report.notes.push_back("nothing to compare with yet: " + why);
  fill_frame(report, settings, inputs);
  return report;
}

}  // namespace

Outcome<GateReport> gate_flow(const GateSettings& settings, GateInputs& inputs) {
  if (settings.mode != Mode::ab &&
      (comparable(inputs) || settings.mode == Mode::screen || !inputs.worker)) {
    GateReport report = screen_report(settings, inputs);
    fill_frame(report, settings, inputs);
    if (const auto confirmed = confirm(settings, inputs, report); !confirmed) {
      return pass_on(confirmed);
    }
    return report;
  }
  auto found = find_reference(settings);
  if (!found) return pass_on(found);
  if (const auto* none = std::get_if<NoReference>(&*found)) {
    return first_run_report(settings, inputs, none->why);
  }
  return lockstep_report(settings, inputs, std::get<Reference>(*found));
}

}  // namespace tidegate::command
