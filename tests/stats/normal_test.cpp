#include <gtest/gtest.h>

#include <tidegate/stats/normal.hpp>

namespace tidegate::stats {
namespace {

// Values of the printed tables.
TEST(UpperNormalQuantile, OfTheUsualLevels) {
  EXPECT_NEAR(upper_normal_quantile(0.025), 1.959964, 1e-6);
  EXPECT_NEAR(upper_normal_quantile(0.001), 3.090232, 1e-6);
  EXPECT_NEAR(upper_normal_quantile(0.5), 0, 1e-12);
  EXPECT_NEAR(upper_normal_quantile(0.975), -1.959964, 1e-6);
}

}  // namespace
}  // namespace tidegate::stats
