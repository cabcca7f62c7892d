/// A suite of rows measured in lockstep until each has a verdict.
/// Decides: the visiting order (a pair each, in random order, until all are settled), so that only
/// undecided rows cost more. Refuses to know: how a pair is measured (run) and judged (judge).
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <tidegate/base/error.hpp>
#include <tidegate/judge/gate_report.hpp>
#include <tidegate/run/plan.hpp>
#include <tidegate/run/worker.hpp>

namespace tidegate::command {

struct LockstepSuite {
  run::Worker* baseline;
  run::Worker* candidate;
  std::vector<run::Planned> rows;
  judge::LockstepPolicy policy;
  std::uint64_t seed = 0;  ///< every draw of the suite follows from it
  double limit_s = 600;    ///< of one worker process
};

/// Told before each pair: settled rows, all rows, the row and its pair number.
using PairHook = std::function<void(std::size_t, std::size_t, const Key&, std::uint32_t)>;

/// What the pairs say of one side as a whole.
struct MeasuredSide {
  std::string machine_class;
  std::shared_ptr<const Provenance> provenance;  ///< of the first row; null when nothing ran
};

struct SuiteJudged {
  std::vector<judge::GateLine> lines;  ///< one per row, in the order of the suite's rows
  std::vector<AttemptRow> processes;   ///< of both sides and all pairs, with their samples
  MeasuredSide baseline;
  MeasuredSide candidate;
};

/// One line per row, in the order of `rows`. An interrupt ends it with an error: half a suite has
/// spent its error budget and says nothing.
Outcome<SuiteJudged> judge_suite(const LockstepSuite& suite, const PairHook& hook);

}  // namespace tidegate::command
