/// Drives one pair of workers, baseline and candidate, through one alternating randomised sequence.
/// Decides: every draw (core, launch order, sample order, environment size) from one seed.
/// Refuses to know: what the numbers mean; run never judges.
#pragma once

#include <cstdint>
#include <variant>
#include <vector>

#include <tidegate/row/attempt_row.hpp>
#include <tidegate/run/worker.hpp>

namespace tidegate::run {

/// All draws of one pair; the same seed and pair number give the same draws on every machine.
struct PairDraws {
  int cpu = -1;  ///< both sides are pinned to it; -1: not pinned
  bool candidate_launched_first = false;
  std::vector<bool> candidate_first;  ///< one a round: which side samples first
  std::uint32_t baseline_padding = 0;
  std::uint32_t candidate_padding = 0;
};

/// `cpus` are the processors this process may use (empty: pinning is not possible).
PairDraws draw_pair(std::uint64_t seed, std::uint32_t pair, std::uint32_t rounds,
                    const std::vector<int>& cpus);

struct PairMeasured {
  std::vector<double> baseline;  ///< s per call, in round order
  std::vector<double> candidate;
  AttemptRow baseline_row;
  AttemptRow candidate_row;
};

/// A side that failed, with its row. The other side was stopped.
struct PairFailed {
  enum class Side { baseline, candidate } side;
  AttemptRow row;
  bool started = false;  ///< it was ready, and failed afterwards
};

/// Both workers are launched, warmed and then sampled alternately `spec.samples` times. `baseline`
/// is reported as failed only where the candidate, run once more alone, went through: which side
/// was drawn to go first must not decide whose failure is seen. An interrupt (a `skipped` row) is
/// reported as it came.
std::variant<PairMeasured, PairFailed> measure_pair(Worker& baseline, Worker& candidate,
                                                    const AttemptSpec& spec, const PairDraws& draws,
                                                    double limit_s);

}  // namespace tidegate::run
