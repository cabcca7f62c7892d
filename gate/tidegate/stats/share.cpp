#include <boost/math/special_functions/beta.hpp>

#include <tidegate/stats/share.hpp>

namespace tidegate::stats {

ShareInterval clopper_pearson(std::uint64_t hits, std::uint64_t trials, double level) {
  if (trials == 0) return {};
  const auto k = static_cast<double>(hits);
  const auto n = static_cast<double>(trials);
  // A binomial tail is an incomplete beta function: its inverse is the bound.
  ShareInterval interval;
  if (hits > 0) interval.low = boost::math::ibeta_inv(k, n - k + 1, level / 2);
  if (hits < trials) interval.high = boost::math::ibeta_inv(k + 1, n - k, 1 - level / 2);
  return interval;
}

}  // namespace tidegate::stats
