/// Logarithm, root, maxima and the sum on the multipliers, element by element.
#include <cmath>
#include <limits>

#include <common/generator.hpp>
#include <common/lane_math.hpp>
#include <gtest/gtest.h>

namespace {

template <class T>
class LaneMath : public testing::Test {};
using Scalars = testing::Types<float, double>;
TYPED_TEST_SUITE(LaneMath, Scalars);

template <class T>
T logarithm(T x) {
  return kernels::logarithm<T>(kernels::broadcast(x))[0];
}

TYPED_TEST(LaneMath, LogarithmStaysWithinThreeUnitsInTheLastPlace) {
  using Limits = std::numeric_limits<TypeParam>;
  kernels::Generator generator(5);
  const double span = std::log(static_cast<double>(Limits::max())) - 1;
  for (int i = 0; i < 200000; ++i) {
    // Half of them over the whole range of normal numbers, half around 1, where log is near 0.
    const double power = (2 * generator.uniform() - 1) * (i % 2 == 0 ? span : 0.5);
    const TypeParam x = static_cast<TypeParam>(std::exp(power));
    if (x < Limits::min()) continue;
    const long double exact = std::log(static_cast<long double>(x));
    const long double unit = Limits::epsilon() * std::abs(exact);
    ASSERT_LE(std::abs(static_cast<long double>(logarithm(x)) - exact), 3 * unit) << x;
  }
}

TYPED_TEST(LaneMath, LogarithmKnowsTheEdges) {
  using Limits = std::numeric_limits<TypeParam>;
  constexpr TypeParam infinity = Limits::infinity();
  EXPECT_EQ(logarithm(TypeParam(1)), TypeParam(0));
  EXPECT_EQ(logarithm(TypeParam(0)), -infinity);
  EXPECT_EQ(logarithm(Limits::denorm_min()), -infinity);
  EXPECT_EQ(logarithm(infinity), infinity);
  EXPECT_TRUE(std::isnan(logarithm(TypeParam(-1))));
  EXPECT_TRUE(std::isnan(logarithm(Limits::quiet_NaN())));
  EXPECT_NEAR(logarithm(Limits::min()), std::log(Limits::min()), 2e-5);
  EXPECT_NEAR(logarithm(Limits::max()), std::log(Limits::max()), 2e-5);
}

TYPED_TEST(LaneMath, ExponentialsAddUpToTheRoundingOfOne) {
  using C = kernels::ExponentialConstants<TypeParam>;
  const auto sum = [](TypeParam total, TypeParam x) {
    kernels::Lanes<TypeParam> totals[] = {kernels::broadcast(total), kernels::broadcast(total)};
    const kernels::Lanes<TypeParam> terms[] = {kernels::broadcast(TypeParam(-1)),
                                               kernels::broadcast(x)};
    kernels::add_exponentials<TypeParam>(totals, terms);
    return TypeParam(totals[1][0]);
  };
  constexpr int steps = 100000;
  for (int i = 0; i <= steps; ++i) {
    const TypeParam x = C::lowest * TypeParam(i) / steps;
    const double exact = std::exp(static_cast<double>(x));
    const double near = std::numeric_limits<TypeParam>::epsilon() * 3 * exact;
    ASSERT_NEAR(sum(0, x), exact, near) << x;
  }
  constexpr TypeParam infinity = std::numeric_limits<TypeParam>::infinity();
  EXPECT_EQ(sum(3, TypeParam(0)), TypeParam(4));
  EXPECT_EQ(sum(1, -infinity), TypeParam(1));
  EXPECT_EQ(sum(1, TypeParam(-1e30)), TypeParam(1));
  EXPECT_EQ(sum(1, infinity), TypeParam(2));  // as 0: the caller knows
  EXPECT_TRUE(std::isnan(sum(1, std::numeric_limits<TypeParam>::quiet_NaN())));
}

TYPED_TEST(LaneMath, RootIsTheLibrarys) {
  kernels::Generator generator(6);
  for (int i = 0; i < 1000; ++i) {
    const TypeParam x = static_cast<TypeParam>(generator.uniform() * 1e6);
    EXPECT_EQ(kernels::square_root<TypeParam>(kernels::broadcast(x))[0], std::sqrt(x));
  }
  EXPECT_EQ(kernels::square_root<TypeParam>(kernels::broadcast(TypeParam(0)))[0], TypeParam(0));
}

TYPED_TEST(LaneMath, SumOnTheMultipliersIsTheSum) {
  constexpr TypeParam infinity = std::numeric_limits<TypeParam>::infinity();
  kernels::Generator generator(7);
  const auto sum = [](TypeParam x, TypeParam y) {
    return kernels::add_on_multiplier<TypeParam>(kernels::broadcast(x), kernels::broadcast(y))[0];
  };
  for (int i = 0; i < 1000; ++i) {
    const TypeParam x = static_cast<TypeParam>(generator.normal() * 1e3);
    const TypeParam y = static_cast<TypeParam>(generator.normal());
    EXPECT_EQ(sum(x, y), x + y);
  }
  EXPECT_EQ(sum(infinity, TypeParam(1)), infinity);
  EXPECT_TRUE(std::isnan(sum(infinity, -infinity)));
}

TYPED_TEST(LaneMath, NaNLosesAMaximumAndAMinimum) {
  const auto total = kernels::broadcast(TypeParam(3));
  const auto nan = kernels::broadcast(std::numeric_limits<TypeParam>::quiet_NaN());
  EXPECT_EQ(kernels::larger(total, nan)[0], TypeParam(3));
  EXPECT_EQ(kernels::smaller(total, nan)[0], TypeParam(3));
  EXPECT_EQ(kernels::larger(total, kernels::broadcast(TypeParam(4)))[0], TypeParam(4));
  EXPECT_EQ(kernels::smaller(total, kernels::broadcast(TypeParam(2)))[0], TypeParam(2));
}

}  // namespace
