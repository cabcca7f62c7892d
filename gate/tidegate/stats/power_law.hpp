/// y = factor * x^exponent through measured points: how a cost grows with size.
/// Decides: least squares in logarithms, and from how many sizes on there is a law at all.
/// Refuses to know: what grows with what.
#pragma once

#include <cstddef>
#include <optional>
#include <span>

namespace tidegate::stats {

/// Two sizes give a slope whatever they are; the third is the first that can contradict it.
inline constexpr std::size_t sizes_for_law = 3;

struct PowerLaw {
  double exponent = 0;
  double factor = 1;  ///< y at x = 1
  double r2 = 1;      ///< share of the variance of ln y that the law explains

  double at(double x) const;
};

/// The straight line through (ln x, ln y) by least squares; its slope is the exponent. Nothing
/// below sizes_for_law different x, and where a value has no logarithm (zero, negative, not
/// finite).
std::optional<PowerLaw> power_law(std::span<const double> x, std::span<const double> y);

}  // namespace tidegate::stats
