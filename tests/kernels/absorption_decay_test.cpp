/// The vector decay and its complement, element by element.
#include <cmath>
#include <limits>

#include <detector_absorption/lane_decay.hpp>
#include <detector_absorption/plan.hpp>
#include <gtest/gtest.h>

namespace {

using detector_absorption::Pack;

template <class T>
class AbsorptionDecay : public testing::Test {};
using Scalars = testing::Types<float, double>;
TYPED_TEST_SUITE(AbsorptionDecay, Scalars);

template <class T>
struct Halved {
  T passed;
  T captured;
};

template <class T>
Halved<T> halved(T x) {
  const Pack<T, 1> pack{{kernels::broadcast(x)}};
  const auto decay = detector_absorption::decay(pack);
  return {decay.passed(0)[0], decay.captured(0)[0]};
}

TYPED_TEST(AbsorptionDecay, StaysWithinFourUnitsInTheLastPlace) {
  const double most = detector_absorption::most_exponent<TypeParam> / std::log(2.0);
  constexpr int steps = 100000;
  for (int i = 0; i <= steps; ++i) {
    const auto x = static_cast<TypeParam>(most * (2.0 * i / steps - 1.0));
    const long double exact = std::exp2(-static_cast<long double>(x));
    const long double unit = std::numeric_limits<TypeParam>::epsilon() * exact;
    ASSERT_LE(std::abs(halved(x).passed - exact), 4 * unit) << x;
  }
}

/// From a whole sheet down to layers that stop a millionth of a millionth.
TYPED_TEST(AbsorptionDecay, ComplementKeepsItsDigitsWhereItIsSmall) {
  for (int i = 0; i <= 40000; ++i) {
    const auto x = static_cast<TypeParam>(std::pow(10.0, -12.0 + 14.0 * i / 40000));
    if (x > detector_absorption::most_exponent<TypeParam>) break;
    for (const TypeParam signed_x : {x, -x}) {
      const long double exact = -std::expm1(-static_cast<long double>(signed_x) * std::log(2.0L));
      const long double unit = std::numeric_limits<TypeParam>::epsilon() * std::abs(exact);
      ASSERT_LE(std::abs(halved(signed_x).captured - exact), 4 * unit) << signed_x;
    }
  }
}

TYPED_TEST(AbsorptionDecay, KnowsTheEdges) {
  EXPECT_EQ(halved(TypeParam(0)).passed, TypeParam(1));
  EXPECT_EQ(halved(TypeParam(0)).captured, TypeParam(0));
  EXPECT_EQ(halved(TypeParam(1)).captured, TypeParam(0.5));
  EXPECT_EQ(halved(TypeParam(100)).captured, TypeParam(1));
  EXPECT_EQ(halved(TypeParam(-3)).passed, TypeParam(8));
}

}  // namespace
