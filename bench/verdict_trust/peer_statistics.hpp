/// The tests that usual rules are made of.
/// Decides: formulas, as the tools that use them have them. Refuses to know: limits and launches.
#pragma once

#include <span>

namespace verdict_trust {

/// Two-sided p of the Mann-Whitney U test: normal approximation with tie and continuity correction
/// (Mann and Whitney, Annals of Mathematical Statistics 18 (1947) 50-60; what SciPy and so
/// google-benchmark's compare.py use for 10 values a side). 1 when either side is empty or all
/// values are equal.
double u_test_p(std::span<const double> a, std::span<const double> b);

/// Two-sided p of Student's t test that the mean of these differences is 0. 1 for fewer than two
/// values; 0 or 1 when they do not scatter at all.
double paired_t_p(std::span<const double> differences);

/// Upper end of the interval that holds one further value with chance `level` on both sides
/// together: mean + t * s * sqrt(1 + 1/n), n-1 degrees of freedom. At least two values.
double prediction_upper(std::span<const double> values, double level);

/// Lower end of the two-sided 95 % percentile bootstrap interval (Efron 1979) of the median, 1000
/// resamples drawn from a fixed seed: the same values always give the same answer. NaN for no
/// values.
double bootstrap_median_lower(std::span<const double> values);

}  // namespace verdict_trust
