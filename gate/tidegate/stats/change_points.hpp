/// Where a series changed for good: E-divisive, a distribution-free search for change points.
/// Decides: the statistic, which splits are looked at, and that every p is of a permutation test
/// whose draws can be repeated. Refuses to know: commits, units, and whether a change is bad.
///
/// Source: Matteson and James, Journal of the American Statistical Association 109 (2014) 334-345,
/// with the exponent alpha = 1; p as in Phipson and Smyth, Statistical Applications in Genetics and
/// Molecular Biology 9 (2010) 39.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace tidegate::stats {

/// The longest series that is looked at. The work grows with the square: 1000 values take 8 MB, and
/// about 3 s for each change that is found, 200 values 0.1 s; a series without changes a tenth.
inline constexpr std::size_t longest_series = 1000;

struct ChangeSearch {
  /// At least so many values on each side: one odd value at the end of a series is no change yet.
  /// Permutations of 5 and 5 give no p below 2/252: the shortest series with a change has some 11.
  std::size_t min_side = 5;
  double level = 0.01;               ///< chance that a series without any change shows one
  std::uint32_t permutations = 999;  ///< (1+k)/(1+n) reaches 0.001
  std::uint64_t seed = 1;            ///< of the permutations: the same series gives the same answer
};

struct ChangePoint {
  std::size_t at = 0;  ///< index of the first value after the change
  double p = 1;        ///< (1+k)/(1+n): k of n permutations within the stretches did as well
};

/// The scaled energy distance of two samples, n m / (n + m) times
/// 2 mean|x-y| - mean|x-x'| - mean|y-y'|, the last two over distinct pairs (equation 7 of the
/// source). 0 when either has less than two values.
double energy_statistic(std::span<const double> left, std::span<const double> right);

/// The change points in the order of the series. The series is split where the statistic between
/// the stretch before and any stretch after is largest, the parts again, until the best split is no
/// better than in permutations of each part (the hierarchical search of the source): a chance of
/// `level` for the whole series. None for a series too short or constant. Nothing at all when a
/// value is not finite or there are more than longest_series: whoever has more chooses which count.
std::optional<std::vector<ChangePoint>> change_points(std::span<const double> values,
                                                      const ChangeSearch& search = {});

}  // namespace tidegate::stats
