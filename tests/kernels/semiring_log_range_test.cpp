/// The log product where a kernel may change its way of summing: the width of the inputs' range.
#include <cmath>
#include <limits>

#include <gtest/gtest.h>
#include <semiring_matmul/data.hpp>
#include <semiring_matmul/log_paths.hpp>
#include <semiring_matmul/log_range.hpp>
#include <semiring_matmul/oracle.hpp>

#include "kernels/semiring_implementations.hpp"

namespace semiring_tests {
namespace {

using semiring_matmul::make_inputs;

template <class T>
class SemiringLogRange : public testing::Test {};
using Scalars = testing::Types<float, double>;
TYPED_TEST_SUITE(SemiringLogRange, Scalars);

template <class T>
void expect_like_oracle(const Matrix<T>& a, const Matrix<T>& b) {
  const auto expected = semiring_matmul::oracle<T>(Algebra::log, a.view(), b.view());
  const double near = sizeof(T) == 4 ? 1e-5 : 1e-13;
  for (const auto& implementation : implementations<T>()) {
    SCOPED_TRACE(implementation.name);
    const Matrix<T> out = product(implementation, Algebra::log, a, b);
    for (std::size_t i = 0; i < expected.size(); ++i) {
      if (std::isfinite(expected[i])) {
        ASSERT_NEAR(out.values[i], expected[i], near * (1 + std::abs(expected[i]))) << i;
      } else {
        ASSERT_EQ(out.values[i], expected[i]) << i;
      }
    }
  }
}

/// Row and column both span `width`, and the largest elements of the row meet the smallest of the
/// column: the sum stays far below what the two largest would give.
template <class T>
void expect_right_at_width(T width) {
  SCOPED_TRACE(width);
  auto inputs = make_inputs<T>(Algebra::log, 5, 300, 37, 9);
  for (std::size_t p = 0; p < 300; ++p) {
    const T share = static_cast<T>(p % 10) / T(9);
    for (std::size_t i = 0; i < 5; ++i) inputs.a.at(i, p) = T(20) + width * share;
    for (std::size_t j = 0; j < 37; ++j) inputs.b.at(p, j) = T(-7) - width * share;
  }
  expect_like_oracle(inputs.a, inputs.b);
}

TYPED_TEST(SemiringLogRange, OppositeRangesOfEveryWidthCancel) {
  // On both sides of 72 and 680, and of what overflows when it is not bounded at all.
  for (const double width : {0.0, 10.0, 71.0, 71.9, 72.1, 73.0, 90.0, 400.0}) {
    expect_right_at_width<TypeParam>(static_cast<TypeParam>(width));
  }
  if (sizeof(TypeParam) == 8) {
    for (const double width : {679.0, 680.5, 720.0, 3000.0}) {
      expect_right_at_width<TypeParam>(static_cast<TypeParam>(width));
    }
  }
}

TYPED_TEST(SemiringLogRange, LargeCommonPartsCostNothing) {
  auto inputs = make_inputs<TypeParam>(Algebra::log, 14, 70, 40, 3);
  const TypeParam far = sizeof(TypeParam) == 4 ? TypeParam(500) : TypeParam(5000);
  for (TypeParam& value : inputs.a.values) value += far;
  for (TypeParam& value : inputs.b.values) value -= 2 * far;
  expect_like_oracle(inputs.a, inputs.b);
}

TYPED_TEST(SemiringLogRange, MinusInfinityDoesNotWidenARange) {
  constexpr TypeParam infinity = std::numeric_limits<TypeParam>::infinity();
  auto inputs = make_inputs<TypeParam>(Algebra::log, 30, 150, 70, 6);
  for (std::size_t p = 0; p < 150; ++p) {
    inputs.a.at(p % 30, p) = -infinity;
    inputs.b.at(p, 69) = -infinity;  // a column of nothing else
  }
  expect_like_oracle(inputs.a, inputs.b);
}

TYPED_TEST(SemiringLogRange, OneWideRowLeavesItsNeighboursRight) {
  auto inputs = make_inputs<TypeParam>(Algebra::log, 26, 64, 50, 8);
  inputs.a.at(11, 3) = TypeParam(-2000);
  inputs.a.at(11, 4) = TypeParam(2000);
  expect_like_oracle(inputs.a, inputs.b);
}

/// What a row and a column of that width can reach: `depth` terms of exp(2 * half) each.
template <class T>
double log_of_largest_sum(std::size_t depth) {
  return 2.0 * double(semiring_matmul::half_range<T>(depth)) + std::log(double(depth));
}

TYPED_TEST(SemiringLogRange, ManyTermsNarrowTheRangeThatMayBeFactored) {
  const double largest = std::log(double(std::numeric_limits<TypeParam>::max()));
  for (const double depth : {1.0, 1e3, 1e7, 1.7e7, 2e7, 1e8, 1e12, 1e13, 1e18}) {
    EXPECT_LT(log_of_largest_sum<TypeParam>(static_cast<std::size_t>(depth)), largest - 0.4)
        << depth;
  }
}

TYPED_TEST(SemiringLogRange, UsualDepthsKeepTheWholeRange) {
  const TypeParam whole = sizeof(TypeParam) == 4 ? TypeParam(36) : TypeParam(340);
  for (const std::size_t depth : {0U, 1U, 512U, 10'000'000U}) {
    EXPECT_EQ(semiring_matmul::half_range<TypeParam>(depth), whole) << depth;
  }
}

TYPED_TEST(SemiringLogRange, ARangeIsFactoredUpToItsWidthAndNotBeyond) {
  using semiring_matmul::middle;
  const TypeParam half = 30;
  EXPECT_EQ((middle<TypeParam, TypeParam>(-20, 40, 0, half)), TypeParam(10));
  EXPECT_FALSE((middle<TypeParam, TypeParam>(-20, TypeParam(40.5), 0, half)).has_value());
  const TypeParam flaw = std::numeric_limits<TypeParam>::quiet_NaN();
  EXPECT_FALSE((middle<TypeParam, TypeParam>(0, 1, flaw, half)).has_value());
}

TEST(SemiringLogPaths, TellHowTheBlocksAreSummed) {
  using semiring_matmul::log_paths;
  const auto plan = semiring_matmul::plan_single(40, 128, 100);
  auto inputs = make_inputs<float>(Algebra::log, 40, 128, 100, 3);
  const auto narrow = log_paths<float>(plan, inputs.a.values, inputs.b.values, 1);
  EXPECT_EQ(narrow.factored, 1U);
  EXPECT_EQ(narrow.streamed, 0U);
  for (float& value : inputs.a.values) value *= 50;
  for (float& value : inputs.b.values) value *= 50;
  const auto wide = log_paths<float>(plan, inputs.a.values, inputs.b.values, 1);
  EXPECT_EQ(wide.factored, 0U);
  EXPECT_EQ(wide.streamed, 1U);
  EXPECT_EQ(log_paths<double>(plan, inputs.a.values, inputs.b.values, 1).factored, 1U);
}

TEST(SemiringLogPaths, OneWideRowStreamsTheBlocksOfItsRowsAlone) {
  auto inputs = make_inputs<float>(Algebra::log, 40, 128, 1, 3);
  inputs.a.at(39, 0) = 500;
  const auto paths = semiring_matmul::log_paths<float>(semiring_matmul::plan_single(40, 128, 1),
                                                       inputs.a.values, inputs.b.values, 1000);
  EXPECT_EQ(paths.streamed, 1U);
  EXPECT_GE(paths.factored, 3U);
}

TEST(SemiringLogPaths, ArraysThatDoNotFitHaveNone) {
  const auto paths = semiring_matmul::log_paths<double>(
      semiring_matmul::plan_single(2, 2, 2), std::vector<double>(3), std::vector<double>(4), 1);
  EXPECT_EQ(paths.factored + paths.streamed, 0U);
}

}  // namespace
}  // namespace semiring_tests
