#include <boost/math/distributions/normal.hpp>

#include <tidegate/stats/normal.hpp>

namespace tidegate::stats {

double upper_normal_quantile(double level) {
  return boost::math::quantile(boost::math::complement(boost::math::normal{}, level));
}

}  // namespace tidegate::stats
