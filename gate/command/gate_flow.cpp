#include "gate_flow.hpp"

#include <algorithm>
#include <optional>
#include <set>

#include <fmt/format.h>

#include <tidegate/base/duration.hpp>
#include <tidegate/judge/compare.hpp>
#include <tidegate/judge/lockstep_line.hpp>
#include <tidegate/row/machine_class.hpp>

#include "console.hpp"
#include "lockstep_report.hpp"
#include "note_age.hpp"
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
  if (settings.gates > 1) {
    report.notes.push_back(
        fmt::format("{} comparisons share one family error; this one may spend {:.2g} %",
                    settings.gates, 100 * settings.policy.lockstep.family_error));
  }
  report.candidate.run_id = report.run_id;
  if (!inputs.current.empty() && !report.candidate.provenance) {
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

/// The first stored row of the current rows' machine class, or nullptr.
const ResultRow* comparable(const GateInputs& inputs) {
  for (const ResultRow& row : inputs.stored) {
    if (row.machine_class == inputs.machine_class) return &row;
  }
  return nullptr;
}

GateReport screen_report(const GateSettings& settings, const GateInputs& inputs) {
  judge::ScreenInput input;
  input.baseline = inputs.stored;
  input.candidate = inputs.current;
  input.expected = inputs.expected;
  input.expected_declared = !inputs.expected.empty();
  input.noise = inputs.noise;
  GateReport report = judge::screen(input, settings.policy);
  if (const ResultRow* row = comparable(inputs)) {
    report.baseline = side_of(*row);
  } else if (!inputs.stored.empty()) {
    report.baseline = side_of(inputs.stored.front());
  }
  return report;
}

/// The one commit that the suspects' stored rows come from; nothing when it is unknown or they
/// disagree. Confirming against any later commit would forgive a regression one commit after it.
std::optional<std::string> baseline_commit(const GateInputs& inputs,
                                           const std::set<std::string>& suspects) {
  std::set<std::string> commits;
  for (const ResultRow& row : inputs.stored) {
    if (row.machine_class != inputs.machine_class) continue;
    if (suspects.count(row.key.canonical()) == 0) continue;
    const bool clean = row.provenance && (*row.provenance)[Fact::dirty].value_or("true") == "false";
    commits.insert(clean ? (*row.provenance)[Fact::commit].value_or("") : "");
  }
  if (commits.size() != 1 || commits.begin()->empty()) return std::nullopt;
  return *commits.begin();
}

using Suspects = std::set<std::string>;  // canonical keys

/// The rows whose warm time has a verdict that `wanted` names.
template <class Wanted>
Suspects rows_with(const GateReport& report, Wanted wanted) {
  Suspects found;
  for (const GateLine& line : report.lines) {
    if (line.metric == warm_time && wanted(line)) found.insert(line.key.canonical());
  }
  return found;
}

/// Puts the lockstep lines of these rows in the place of the screen's. Answers why that could not
/// be done, in one sentence, or nothing; an interrupt alone is an error.
Outcome<std::string> measure_again(const GateSettings& against, const GateInputs& inputs,
                                   const Suspects& suspects, GateReport& report) {
  const auto why_not = [](const Error& error) { return error.what + " " + error.hint; };
  auto found = find_reference(against);
  if (!found && found.error().kind == ErrorKind::interrupted) return pass_on(found);
  if (!found) return why_not(found.error());
  if (const auto* none = std::get_if<NoReference>(&*found)) return none->why;
  auto& reference = std::get<Reference>(*found);
  std::vector<run::Planned> plan = measurable(inputs);
  std::erase_if(plan, [&](const run::Planned& planned) {
    return suspects.count(planned.listing.key.canonical()) == 0;
  });
  const auto judged = lockstep_lines(against, inputs, reference, plan);
  if (!judged && judged.error().kind == ErrorKind::interrupted) return pass_on(judged);
  if (!judged) return why_not(judged.error());
  report.notes.insert(report.notes.end(), judged->notes.begin(), judged->notes.end());
  std::size_t replaced = 0;
  for (const GateLine& better : judged->judged.lines) {
    if (!better.lockstep) continue;
    for (GateLine& line : report.lines) {
      if (!(line.key == better.key) || line.metric != better.metric) continue;
      line = better;
      ++replaced;
    }
  }
  report.notes.push_back(fmt::format("{} of {} rows were measured in lockstep against {}", replaced,
                                     suspects.size(), reference.ref));
  return std::string();
}

/// What the screen suspects is measured again, in lockstep, and that verdict wins.
Outcome<void> confirm(const GateSettings& settings, const GateInputs& inputs,
                      const Suspects& suspects, GateReport& report) {
  if (suspects.empty()) return {};
  std::string why;
  GateSettings against = settings;
  against.confirming = true;
  const auto commit = baseline_commit(inputs, suspects);
  if (settings.mode == Mode::screen) {
    why = "--mode screen was asked for";
  } else if (!inputs.worker) {
    why = "no --worker was given to measure with";
  } else if (!commit && !settings.against && !settings.baseline_worker) {
    why = "the baseline rows do not name one commit to build; accept rows of a clean commit";
  } else {
    if (!settings.against && !settings.baseline_worker) against.against = commit;
    auto measured = measure_again(against, inputs, suspects, report);
    if (!measured) return pass_on(measured);
    why = std::move(*measured);
  }
  for (GateLine& line : report.lines) {
    if (!line.lockstep && suspects.count(line.key.canonical()) != 0) {
      line.method = judge::Method::unconfirmed;
    }
  }
  if (!why.empty()) report.notes.push_back("suspected rows are unconfirmed: " + why);
  return {};
}

/// A row that no stored baseline of this machine class has is measured in lockstep against an
/// earlier build: to accept one row must not open the gate for all others.
Outcome<void> cover(const GateSettings& settings, const GateInputs& inputs, const Suspects& bare,
                    GateReport& report) {
  if (bare.empty() || settings.mode == Mode::screen || !inputs.worker) return {};
  const auto measured = measure_again(settings, inputs, bare, report);
  if (!measured) return pass_on(measured);
  if (!measured->empty()) {
    report.notes.push_back("rows without a baseline were compared with nothing: " + *measured);
  }
  report.compared = static_cast<std::uint64_t>(
      std::count_if(report.lines.begin(), report.lines.end(),
                    [](const GateLine& line) { return line.min.has_value(); }));
  return {};
}

/// Lockstep for the rows that the screen cannot settle.
Outcome<void> settle_in_lockstep(GateSettings settings, const GateInputs& inputs,
                                 GateReport& report) {
  const Suspects suspects =
      rows_with(report, [](const GateLine& line) { return judge::is_crossing(line.verdict); });
  const Suspects bare = rows_with(report, [](const GateLine& line) {
    return line.verdict == Verdict::no_baseline || line.verdict == Verdict::not_comparable;
  });
  // Two suites share the error that one gate may spend.
  if (!suspects.empty() && !bare.empty()) settings.policy.lockstep.family_error /= 2;
  if (auto confirmed = confirm(settings, inputs, suspects, report); !confirmed) return confirmed;
  return cover(settings, inputs, bare, report);
}

/// The report of a plan of which nothing was measured, since lockstep alone was to measure it.
GateReport planned_report(const GateInputs& inputs, const std::string& why) {
  GateReport report;
  for (const run::Planned& planned : inputs.plan) {
    report.lines.push_back(judge::new_line(planned.listing.key, nullptr, why));
  }
  report.expected = report.lines.size();
  return report;
}

/// Nothing to compare with, and nothing broken: every measured row is new.
GateReport first_run_report(const GateSettings& settings, const GateInputs& inputs,
                            const NoReference& none) {
  GateReport report = settings.mode == Mode::ab && inputs.current.empty()
                          ? planned_report(inputs, none.why)
                          : screen_report(settings, inputs);
  // "Nothing was compared" is the point of a first run, not a problem of it.
  const bool broke = std::any_of(
      report.lines.begin(), report.lines.end(),
      [](const GateLine& line) { return judge::severity(line.verdict) == judge::Severity::broke; });
  if (!broke) report.problems.clear();
  report.first_run = !broke;
  report.notes.push_back("nothing to compare with yet: " + none.why);
  // Accepting is no step on the way: a stored time is judged by wider limits than pairs are.
  for (GateLine& line : report.lines) {
    if (line.verdict != Verdict::no_baseline) continue;
    line.next_step =
        none.next.empty() ? "Nothing: the next commit is compared with this one." : none.next;
  }
  fill_frame(report, settings, inputs);
  return report;
}

}  // namespace

Outcome<GateReport> gate_flow(const GateSettings& settings, GateInputs& inputs) {
  if (settings.mode != Mode::ab &&
      (comparable(inputs) != nullptr || settings.mode == Mode::screen || !inputs.worker)) {
    GateReport report = screen_report(settings, inputs);
    fill_frame(report, settings, inputs);
    note_age(settings, inputs, report);
    if (const auto settled = settle_in_lockstep(settings, inputs, report); !settled) {
      return pass_on(settled);
    }
    return report;
  }
  auto found = find_reference(settings);
  if (!found) return pass_on(found);
  if (const auto* none = std::get_if<NoReference>(&*found)) {
    return first_run_report(settings, inputs, *none);
  }
  auto report = lockstep_report(settings, inputs, std::get<Reference>(*found));
  if (report) fill_frame(*report, settings, inputs);
  return report;
}

}  // namespace tidegate::command
