#include <cmath>
#include <set>
#include <vector>

#include <tidegate/stats/linear_fit.hpp>
#include <tidegate/stats/power_law.hpp>

namespace tidegate::stats {

double PowerLaw::at(double x) const { return factor * std::pow(x, exponent); }

std::optional<PowerLaw> power_law(std::span<const double> x, std::span<const double> y) {
  if (x.size() != y.size()) return std::nullopt;
  std::vector<double> log_x;
  std::vector<double> log_y;
  for (std::size_t i = 0; i < x.size(); ++i) {
    log_x.push_back(std::log(x[i]));
    log_y.push_back(std::log(y[i]));
    if (!std::isfinite(log_x.back()) || !std::isfinite(log_y.back())) return std::nullopt;
  }
  if (std::set<double>(x.begin(), x.end()).size() < sizes_for_law) return std::nullopt;
  const LinearFit line = linear_fit(log_x, log_y);
  return PowerLaw{line.slope, std::exp(line.intercept), line.r2};
}

}  // namespace tidegate::stats
