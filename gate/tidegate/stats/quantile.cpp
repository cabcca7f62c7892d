#include <algorithm>
#include <cmath>
#include <limits>

#include <tidegate/stats/quantile.hpp>

namespace tidegate::stats {
namespace {

double quantile_of_sorted(const std::vector<double>& values, double q) {
  if (values.empty()) return std::numeric_limits<double>::quiet_NaN();
  const double position = q * static_cast<double>(values.size() - 1);
  const auto below = static_cast<std::size_t>(std::floor(position));
  if (below + 1 >= values.size()) return values.back();
  const double weight = position - static_cast<double>(below);
  return values[below] + weight * (values[below + 1] - values[below]);
}

}  // namespace

std::vector<double> sorted(std::span<const double> values) {
  std::vector<double> copy(values.begin(), values.end());
  std::sort(copy.begin(), copy.end());
  return copy;
}

double quantile(std::span<const double> values, double q) {
  return quantile_of_sorted(sorted(values), q);
}

double median(std::span<const double> values) { return quantile(values, 0.5); }

double iqr(std::span<const double> values) {
  const std::vector<double> ordered = sorted(values);
  return quantile_of_sorted(ordered, 0.75) - quantile_of_sorted(ordered, 0.25);
}

std::size_t index_at(std::size_t count, unsigned percent) {
  return std::min(count * percent / 100, count - 1);
}

}  // namespace tidegate::stats
