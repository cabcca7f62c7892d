#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include <tidegate/stats/dispersion.hpp>

namespace tidegate::stats {
namespace {

TEST(Dispersion, MeanAndDeviationByHand) {
  const std::vector<double> values{2, 4, 4, 4, 5, 5, 7, 9};
  EXPECT_DOUBLE_EQ(mean(values), 5);
  EXPECT_DOUBLE_EQ(stddev(values), std::sqrt(32.0 / 7.0));
}

TEST(Dispersion, SmallDifferencesSurviveALargeOffset) {
  const std::vector<double> values{1e9 + 1, 1e9 + 2, 1e9 + 3};
  EXPECT_DOUBLE_EQ(mean(values), 1e9 + 2);
  EXPECT_DOUBLE_EQ(stddev(values), 1);
}

TEST(Dispersion, OneValueHasNoSpreadAndNoValuesHaveNoMean) {
  const std::vector<double> one{3};
  EXPECT_EQ(mean(one), 3);
  EXPECT_EQ(stddev(one), 0);
  EXPECT_EQ(stddev({}), 0);
  EXPECT_TRUE(std::isnan(mean({})));
}

}  // namespace
}  // namespace tidegate::stats
