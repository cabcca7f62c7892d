#include <algorithm>
#include <cmath>

#include <tidegate/stats/sequential_test.hpp>

namespace tidegate::stats {

std::uint32_t smallest_n_for(double share) {
  return static_cast<std::uint32_t>(std::max(1.0, std::ceil(-std::log2(share))));
}

std::vector<std::uint32_t> plan_looks(std::uint32_t first, std::uint32_t last,
                                      std::uint32_t count) {
  if (first >= last || count <= 1) return {last};
  const double growth = static_cast<double>(last) / first;
  std::vector<std::uint32_t> looks;
  for (std::uint32_t look = 0; look < count; ++look) {
    const double n = first * std::pow(growth, static_cast<double>(look) / (count - 1));
    const auto rounded = std::min(static_cast<std::uint32_t>(std::lround(n)), last);
    if (looks.empty() || rounded > looks.back()) looks.push_back(rounded);
  }
  return looks;
}

double share_of_look(double family_error, std::uint32_t rows, std::uint32_t looks) {
  return family_error / (static_cast<double>(rows) * looks);
}

}  // namespace tidegate::stats
