/// Mean and spread of a sample.
/// Decides: the divisor N-1 and a summation that does not lose the small differences.
/// Refuses to know: whether the samples are independent (those of one process are not).
#pragma once

#include <span>

namespace tidegate::stats {

/// Arithmetic mean; NaN for no values.
double mean(std::span<const double> values);

/// Sample standard deviation, divisor N-1, in two passes; 0 for fewer than two values.
double stddev(std::span<const double> values);

}  // namespace tidegate::stats
