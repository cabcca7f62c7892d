#include <cmath>
#include <limits>

#include <tidegate/stats/dispersion.hpp>

namespace tidegate::stats {

double mean(std::span<const double> values) {
  if (values.empty()) return std::numeric_limits<double>::quiet_NaN();
  const auto count = static_cast<double>(values.size());
  double sum = 0;
  for (const double value : values) sum += value;
  // One correction step: the rounding of a long sum would otherwise show in stddev.
  const double rough = sum / count;
  double rest = 0;
  for (const double value : values) rest += value - rough;
  return rough + rest / count;
}

double stddev(std::span<const double> values) {
  if (values.size() < 2) return 0;
  const double center = mean(values);
  double squares = 0;
  for (const double value : values) squares += (value - center) * (value - center);
  return std::sqrt(squares / static_cast<double>(values.size() - 1));
}

}  // namespace tidegate::stats
