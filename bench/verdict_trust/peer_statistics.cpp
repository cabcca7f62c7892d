#include "peer_statistics.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <vector>

#include <boost/math/distributions/students_t.hpp>

#include <tidegate/stats/dispersion.hpp>
#include <tidegate/stats/quantile.hpp>

#include "over_suites.hpp"

namespace verdict_trust {
namespace {

struct Counted {
  double below = 0;  // how many of the others are smaller, ties as a half
  double ties = 0;   // sum of t^3 - t over groups of equal values of both sides
};

double values_below(double value, std::span<const double> others) {
  double below = 0;
  for (const double other : others) below += other < value ? 1.0 : other == value ? 0.5 : 0.0;
  return below;
}

double tie_sum(std::vector<double> all) {
  std::sort(all.begin(), all.end());
  double sum = 0;
  for (auto first = all.begin(); first != all.end();) {
    const auto end = std::upper_bound(first, all.end(), *first);
    const auto ties = static_cast<double>(end - first);
    sum += ties * ties * ties - ties;
    first = end;
  }
  return sum;
}

double two_sided_normal_p(double z) { return std::min(1.0, std::erfc(std::abs(z) / std::sqrt(2))); }

}  // namespace

double u_test_p(std::span<const double> a, std::span<const double> b) {
  if (a.empty() || b.empty()) return 1;
  double u = 0;
  for (const double value : a) u += values_below(value, b);

  std::vector<double> all(a.begin(), a.end());
  all.insert(all.end(), b.begin(), b.end());
  const auto n = static_cast<double>(all.size());
  const auto pairs = static_cast<double>(a.size() * b.size());
  const double variance = pairs / 12 * (n + 1 - tie_sum(all) / (n * (n - 1)));
  if (variance <= 0) return 1;
  const double distance = std::max(0.0, std::abs(u - pairs / 2) - 0.5);
  return two_sided_normal_p(distance / std::sqrt(variance));
}

double paired_t_p(std::span<const double> differences) {
  if (differences.size() < 2) return 1;
  const auto n = static_cast<double>(differences.size());
  const double mean = tidegate::stats::mean(differences);
  const double scatter = tidegate::stats::stddev(differences);
  if (scatter <= 0) return mean == 0 ? 1 : 0;
  const double t = std::abs(mean) / (scatter / std::sqrt(n));
  return 2 * boost::math::cdf(boost::math::complement(boost::math::students_t(n - 1), t));
}

double prediction_upper(std::span<const double> values, double level) {
  const auto n = static_cast<double>(values.size());
  const double t = boost::math::quantile(boost::math::students_t(n - 1), (1 + level) / 2);
  return tidegate::stats::mean(values) + t * tidegate::stats::stddev(values) * std::sqrt(1 + 1 / n);
}

double bootstrap_median_lower(std::span<const double> values) {
  constexpr int resamples = 1000;
  constexpr double lower = 0.025;
  if (values.empty()) return std::numeric_limits<double>::quiet_NaN();
  SuiteDraw draw(1, 0, 0);
  std::vector<double> medians;
  std::vector<double> resample(values.size());
  for (int i = 0; i < resamples; ++i) {
    for (double& value : resample) value = values[draw.below(values.size())];
    medians.push_back(tidegate::stats::median(resample));
  }
  return tidegate::stats::quantile(medians, lower);
}

}  // namespace verdict_trust
