#include <algorithm>
#include <cstddef>
#include <vector>

#include <tidegate/stats/dispersion.hpp>
#include <tidegate/stats/linear_fit.hpp>

namespace tidegate::stats {

LinearFit linear_fit(std::span<const double> values) {
  std::vector<double> places(values.size());
  for (std::size_t i = 0; i < places.size(); ++i) places[i] = static_cast<double>(i);
  return linear_fit(places, values);
}

LinearFit linear_fit(std::span<const double> x, std::span<const double> y) {
  LinearFit fit;
  const std::size_t n = std::min(x.size(), y.size());
  if (n == 0) return fit;
  const double middle = mean(x.first(n));
  const double level = mean(y.first(n));
  double across = 0;
  double spread = 0;
  double total = 0;
  for (std::size_t i = 0; i < n; ++i) {
    const double dx = x[i] - middle;
    const double dy = y[i] - level;
    across += dx * dy;
    spread += dx * dx;
    total += dy * dy;
  }
  fit.slope = spread > 0 ? across / spread : 0;
  fit.intercept = level - fit.slope * middle;
  if (total > 0) fit.r2 = fit.slope * across / total;
  return fit;
}

}  // namespace tidegate::stats
