/// Order statistics of a sample. The input is never reordered: every function works on a copy.
/// Decides: which of the many definitions of a quantile is used where.
/// Refuses to know: units, rows, and which samples were taken when.
///
/// Two rules, and where each is used:
///  - type 7 (Hyndman and Fan 1996; the default of R and NumPy), interpolating between neighbours:
///    median, quartiles, interquartile range and the p95 of a reported row;
///  - the sample at the sorted index floor(N*percent/100), computed in whole numbers so that no
///    rounding of 0.35*40 moves an index: the low band and the tail of lockstep pairs.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace tidegate::stats {

/// The values in increasing order.
std::vector<double> sorted(std::span<const double> values);

/// Type 7: position (N-1)*q of the sorted values, linear between neighbours. q in [0, 1].
/// NaN for no values.
double quantile(std::span<const double> values, double q);

/// quantile 0.5: the mean of the two middle values when N is even.
double median(std::span<const double> values);

/// quantile 0.75 minus quantile 0.25.
double iqr(std::span<const double> values);

/// floor(count*percent/100), at most count-1. `count` at least 1, percent in [0, 100].
std::size_t index_at(std::size_t count, unsigned percent);

}  // namespace tidegate::stats
