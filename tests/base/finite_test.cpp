#include <limits>

#include <gtest/gtest.h>

#include <tidegate/base/finite.hpp>

namespace {

using Limits = std::numeric_limits<double>;

TEST(Finite, NumbersAreFiniteAndNoNaN) {
  for (const double value : {0.0, -0.0, 1.0, -1.0, Limits::max(), Limits::lowest(), Limits::min(),
                             Limits::denorm_min(), -Limits::denorm_min()}) {
    EXPECT_TRUE(tidegate::is_finite(value)) << value;
    EXPECT_FALSE(tidegate::is_nan(value)) << value;
  }
}

TEST(Finite, InfinitiesAreNeither) {
  for (const double value : {Limits::infinity(), -Limits::infinity()}) {
    EXPECT_FALSE(tidegate::is_finite(value)) << value;
    EXPECT_FALSE(tidegate::is_nan(value)) << value;
  }
}

TEST(Finite, NaNsOfEitherKindAndSignAreNaN) {
  for (const double value : {Limits::quiet_NaN(), -Limits::quiet_NaN(), Limits::signaling_NaN()}) {
    EXPECT_FALSE(tidegate::is_finite(value)) << value;
    EXPECT_TRUE(tidegate::is_nan(value)) << value;
  }
}

}  // namespace
