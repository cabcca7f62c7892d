/// The vector exponential and the streaming sum of exponentials, element by element.
#include <cmath>
#include <limits>

#include <common/lanes.hpp>
#include <gtest/gtest.h>
#include <semiring_matmul/accumulator.hpp>

namespace {

using semiring_matmul::Accumulator;
using semiring_matmul::Log;

template <class T>
class LaneExponential : public testing::Test {};
using Scalars = testing::Types<float, double>;
TYPED_TEST_SUITE(LaneExponential, Scalars);

template <class T>
T exponential(T x) {
  return kernels::exponential<T>(kernels::broadcast(x))[0];
}

TYPED_TEST(LaneExponential, StaysWithinFourUnitsInTheLastPlace) {
  using C = kernels::ExponentialConstants<TypeParam>;
  constexpr int steps = 100000;
  for (int i = 0; i <= steps; ++i) {
    const TypeParam x = C::lowest + (C::highest - C::lowest) * TypeParam(i) / steps;
    const long double exact = std::exp(static_cast<long double>(x));
    const long double unit = std::numeric_limits<TypeParam>::epsilon() * exact;
    ASSERT_LE(std::abs(static_cast<long double>(exponential(x)) - exact), 4 * unit) << x;
  }
}

TYPED_TEST(LaneExponential, KnowsTheEdges) {
  constexpr TypeParam infinity = std::numeric_limits<TypeParam>::infinity();
  EXPECT_EQ(exponential(TypeParam(0)), TypeParam(1));
  EXPECT_EQ(exponential(-infinity), TypeParam(0));
  EXPECT_EQ(exponential(infinity), infinity);
  EXPECT_EQ(exponential(TypeParam(-1e30)), TypeParam(0));
  EXPECT_EQ(exponential(TypeParam(1e30)), infinity);
  EXPECT_TRUE(std::isnan(exponential(std::numeric_limits<TypeParam>::quiet_NaN())));
}

TYPED_TEST(LaneExponential, MergedSumsAreTheStreamedSum) {
  const TypeParam terms[] = {1, -3, 8, 8, -100, 2.5, 0};
  Accumulator<Log, TypeParam> streamed;
  Accumulator<Log, TypeParam> first;
  Accumulator<Log, TypeParam> second;
  for (int i = 0; i < 7; ++i) {
    streamed.add(terms[i]);
    (i < 3 ? first : second).add(terms[i]);
  }
  // ln(2 e^8 + e^2.5 + e + 1 + e^-3): worked out with 40 digits.
  const TypeParam expected = TypeParam(8.695819016890577);
  const TypeParam near = std::numeric_limits<TypeParam>::epsilon() * 16;
  EXPECT_NEAR(streamed.value(), expected, near);
  Accumulator<Log, TypeParam> forward = first;
  forward.merge(second);
  second.merge(first);
  EXPECT_NEAR(forward.value(), expected, near);
  EXPECT_NEAR(second.value(), expected, near);
}

TYPED_TEST(LaneExponential, AnEmptySumIsNeutral) {
  Accumulator<Log, TypeParam> empty;
  EXPECT_EQ(empty.value(), -std::numeric_limits<TypeParam>::infinity());
  empty.merge(Accumulator<Log, TypeParam>{});
  EXPECT_EQ(empty.value(), -std::numeric_limits<TypeParam>::infinity());
  Accumulator<Log, TypeParam> one;
  one.add(TypeParam(4));
  one.merge(empty);
  EXPECT_EQ(one.value(), TypeParam(4));
}

}  // namespace
