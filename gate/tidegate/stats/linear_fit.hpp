/// A straight line through values at x = 0, 1, 2, ... or at places that are given.
/// Decides: least squares, and that values on one level are described perfectly.
/// Refuses to know: what the values are and when a slope counts as flat.
#pragma once

#include <span>

namespace tidegate::stats {

struct LinearFit {
  double slope = 0;      ///< per step, or per unit of x
  double intercept = 0;  ///< at x = 0
  double r2 = 1;         ///< share of the variance that the line explains; 1 when there is none
};

/// Ordinary least squares: slope = sum (x-mx)(y-my) / sum (x-mx)^2, r2 = 1 - residuals / total
/// (any textbook, e.g. Draper and Smith, Applied Regression Analysis, chapter 1). Fewer than two
/// values have slope 0.
LinearFit linear_fit(std::span<const double> values);

/// The same through (x[i], y[i]); of spans of two lengths the shorter counts. Without two different
/// x the slope is 0.
LinearFit linear_fit(std::span<const double> x, std::span<const double> y);

}  // namespace tidegate::stats
