/// Powers that can be worked out in the head.
#include <cmath>
#include <limits>

#include <gtest/gtest.h>

#include <tidegate/stats/linear_fit.hpp>
#include <tidegate/stats/power_law.hpp>

namespace tidegate::stats {
namespace {

TEST(PowerLaw, FindsASquareExactly) {
  const double x[] = {1, 2, 4, 8};
  const double y[] = {3, 12, 48, 192};  // 3 x^2
  const auto law = power_law(x, y);
  ASSERT_TRUE(law);
  EXPECT_NEAR(law->exponent, 2, 1e-12);
  EXPECT_NEAR(law->factor, 3, 1e-12);
  EXPECT_NEAR(law->r2, 1, 1e-12);
  EXPECT_NEAR(law->at(10), 300, 1e-9);
}

// ln x = 0, 1, 2 and ln y = 0, 2, 1: slope 1/2, intercept 1/2, r2 = 1/4.
TEST(PowerLaw, IsTheLeastSquaresLineOfTheLogarithms) {
  const double e = std::exp(1);
  const double x[] = {1, e, e * e};
  const double y[] = {1, e * e, e};
  const auto law = power_law(x, y);
  ASSERT_TRUE(law);
  EXPECT_NEAR(law->exponent, 0.5, 1e-12);
  EXPECT_NEAR(law->factor, std::exp(0.5), 1e-12);
  EXPECT_NEAR(law->r2, 0.25, 1e-12);
}

TEST(PowerLaw, TakesThreeDifferentSizes) {
  const double two[] = {1, 2};
  EXPECT_FALSE(power_law(two, two));
  const double again[] = {1, 2, 2, 1};
  EXPECT_FALSE(power_law(again, again));
  const double three[] = {1, 2, 3};
  EXPECT_TRUE(power_law(three, three));
  EXPECT_FALSE(power_law(three, two));
  EXPECT_FALSE(power_law({}, {}));
}

TEST(PowerLaw, HasNoAnswerWhereThereIsNoLogarithm) {
  const double x[] = {1, 2, 3};
  for (const double odd : {0.0, -1.0, std::numeric_limits<double>::infinity(),
                           std::numeric_limits<double>::quiet_NaN()}) {
    const double y[] = {1, odd, 3};
    EXPECT_FALSE(power_law(x, y)) << odd;
    EXPECT_FALSE(power_law(y, x)) << odd;
  }
}

// (1, 2), (2, 3), (6, 4): means 3 and 3, sum of products 5, of squares 14.
TEST(LinearFit, AtGivenPlaces) {
  const double x[] = {1, 2, 6};
  const double y[] = {2, 3, 4};
  const LinearFit fit = linear_fit(x, y);
  EXPECT_NEAR(fit.slope, 5.0 / 14, 1e-12);
  EXPECT_NEAR(fit.intercept, 3 - 15.0 / 14, 1e-12);
  EXPECT_NEAR(fit.r2, 25.0 / 14 / 2, 1e-12);
  const double level[] = {5, 5, 5};
  EXPECT_EQ(linear_fit(level, y).slope, 0);
}

}  // namespace
}  // namespace tidegate::stats
