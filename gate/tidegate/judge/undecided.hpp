/// What an undecided row still lacks.
/// Decides: how many pairs would settle it at the noise it showed, and the sentence about it.
/// Refuses to know: which command measures them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include <tidegate/judge/policy.hpp>

namespace tidegate::judge {

/// A row's pairs so far, in logs of candidate/baseline.
struct PairsSoFar {
  std::uint32_t pairs = 0;
  std::uint32_t rows = 1;  ///< of the suite, which share the family error
  double estimate = 0;     ///< Hodges-Lehmann, of the low bands
  double low = 0;          ///< its interval, one-sided level `pass_error` each
  double high = 0;
  double tail_estimate = 0;
};

/// No gate spends more on one row: the exact test costs the third power of the pairs.
inline constexpr std::uint32_t most_pairs = 200;

/// Pairs at which this row would be expected to settle if its estimate stood as it is. The width of
/// an interval falls with the square root of the pairs, so n (half width / what is left between
/// estimate and limit)^2: towards a pass that is ln(1 + pass_excludes) - estimate; towards `slower`
/// the estimate itself, with a half width that belongs to a look's share of the error instead
/// (normal approximation: Lehmann, Nonparametrics, 2006, 3.3). Nothing when the tail is what holds
/// it up: more pairs do not foretell when a tail calms down.
std::optional<std::uint32_t> pairs_to_settle(const LockstepPolicy& policy, const PairsSoFar& seen);

/// `60 pairs, the whole budget, put the change between -0.6 and +3.7 %: ...`
std::string undecided_reason(const LockstepPolicy& policy, const PairsSoFar& seen);

}  // namespace tidegate::judge
