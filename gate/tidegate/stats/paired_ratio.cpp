#include <algorithm>
#include <cmath>
#include <limits>

#include <tidegate/stats/dispersion.hpp>
#include <tidegate/stats/paired_ratio.hpp>
#include <tidegate/stats/quantile.hpp>

#if defined(__FAST_MATH__) || (defined(__FINITE_MATH_ONLY__) && __FINITE_MATH_ONLY__)
#error \
    "A verdict hangs on NaN and infinity: leave -ffast-math and the like out of tidegate's own flags."
#endif

namespace tidegate::stats {

double low_band(std::span<const double> samples) {
  if (samples.empty()) return std::numeric_limits<double>::quiet_NaN();
  const std::vector<double> ordered = sorted(samples);
  const std::size_t first = index_at(ordered.size(), 5);
  const std::size_t end = std::max(first + 1, index_at(ordered.size(), 35));
  return mean(std::span(ordered).subspan(first, end - first));
}

double upper_tail(std::span<const double> samples) {
  if (samples.empty()) return std::numeric_limits<double>::quiet_NaN();
  return sorted(samples)[index_at(samples.size(), 95)];
}

double log_ratio(double baseline, double candidate) { return std::log(candidate / baseline); }

}  // namespace tidegate::stats
