/// One commit's build against the good one's, in lockstep, until its side of the cut is known.
/// Decides: which failure means that the commit cannot be tested, and which that nothing can be.
/// Refuses to know: git, and how the builds came to be.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include <tidegate/base/error.hpp>
#include <tidegate/bisect/answer.hpp>
#include <tidegate/judge/cut_test.hpp>
#include <tidegate/row/attempt_row.hpp>
#include <tidegate/row/protocol.hpp>
#include <tidegate/run/worker.hpp>

namespace tidegate::bisect {

/// The chance that one answer is wrong is the policy's family error over this: so many answers
/// find one of 65,536 commits in a row. A search says how many it took.
inline constexpr double answers_planned = 16;

struct StepOrder {
  run::Worker* good;
  run::Worker* candidate;
  AttemptSpec spec;  ///< of the row that is searched for; `samples` is asked for in each pair
  judge::CutPolicy policy;
  std::uint64_t seed = 0;  ///< every draw follows from it
  double limit_s = 600;    ///< of one worker process
  std::function<bool()> interrupted;
  std::function<void(std::uint32_t)> starting_pair;  ///< told its number, from 1
};

struct StepMeasured {
  Step step;                     ///< commit and tree are left to the caller
  std::vector<AttemptRow> rows;  ///< of both sides and all pairs, with their samples
};

/// A commit whose worker lacks the row, fails, or is unfaithful cannot be tested, whatever its
/// time. Errors: `interrupted`; `process` when it is the good side that fails: then no commit can
/// be.
Outcome<StepMeasured> measure_step(const StepOrder& order);

}  // namespace tidegate::bisect
