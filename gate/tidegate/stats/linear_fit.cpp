#include <tidegate/stats/dispersion.hpp>
#include <tidegate/stats/linear_fit.hpp>

namespace tidegate::stats {

LinearFit linear_fit(std::span<const double> values) {
  LinearFit fit;
  if (values.empty()) return fit;
  const double middle = (static_cast<double>(values.size()) - 1) / 2;
  const double level = mean(values);
  double across = 0;
  double spread = 0;
  double total = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const double x = static_cast<double>(i) - middle;
    const double y = values[i] - level;
    across += x * y;
    spread += x * x;
    total += y * y;
  }
  fit.slope = spread > 0 ? across / spread : 0;
  fit.intercept = level - fit.slope * middle;
  if (total > 0) fit.r2 = fit.slope * across / total;
  return fit;
}

}  // namespace tidegate::stats
