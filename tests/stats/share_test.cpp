#include <cmath>

#include <gtest/gtest.h>

#include <tidegate/stats/share.hpp>

namespace tidegate::stats {
namespace {

TEST(ClopperPearson, NoneOfTenLeavesTheRuleOfThree) {
  // (1 - p)^10 = 0.025
  const ShareInterval interval = clopper_pearson(0, 10);
  EXPECT_EQ(interval.low, 0);
  EXPECT_NEAR(interval.high, 1 - std::pow(0.025, 0.1), 1e-12);
}

TEST(ClopperPearson, AllOfTenMirrorsNone) {
  const ShareInterval interval = clopper_pearson(10, 10);
  EXPECT_NEAR(interval.low, std::pow(0.025, 0.1), 1e-12);
  EXPECT_EQ(interval.high, 1);
}

TEST(ClopperPearson, OneOfTwo) {
  // P(X >= 1) = 1 - (1 - p)^2 = 0.025 below, P(X <= 1) = 1 - p^2 = 0.025 above
  const ShareInterval interval = clopper_pearson(1, 2);
  EXPECT_NEAR(interval.low, 1 - std::sqrt(0.975), 1e-12);
  EXPECT_NEAR(interval.high, std::sqrt(0.975), 1e-12);
}

TEST(ClopperPearson, FiveOfTenAsPublished) {
  const ShareInterval interval = clopper_pearson(5, 10);
  EXPECT_NEAR(interval.low, 0.1871, 5e-5);
  EXPECT_NEAR(interval.high, 0.8129, 5e-5);
}

TEST(ClopperPearson, WithoutTrialsNothingIsKnown) {
  EXPECT_EQ(clopper_pearson(0, 0).low, 0);
  EXPECT_EQ(clopper_pearson(0, 0).high, 1);
}

TEST(ClopperPearson, ALevelOfItsOwn) {
  // (1 - p)^3 = 0.05
  EXPECT_NEAR(clopper_pearson(0, 3, 0.1).high, 1 - std::cbrt(0.05), 1e-12);
}

}  // namespace
}  // namespace tidegate::stats
