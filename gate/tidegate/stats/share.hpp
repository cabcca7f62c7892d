/// How certain a counted share is.
/// Decides: the exact interval of Clopper and Pearson, Biometrika 26 (1934) 404-413: never narrower
/// than it claims, and honest about zero of n. Refuses to know: what was counted.
#pragma once

#include <cstdint>

namespace tidegate::stats {

struct ShareInterval {
  double low = 0;
  double high = 1;
};

/// Bounds on the chance behind `hits` of `trials`, both sides together at 1 - `level`: the lower
/// one solves P(X >= hits) = level/2, the upper one P(X <= hits) = level/2. [0, 1] without trials.
/// `hits` at most `trials`, `level` in (0, 1).
ShareInterval clopper_pearson(std::uint64_t hits, std::uint64_t trials, double level = 0.05);

}  // namespace tidegate::stats
