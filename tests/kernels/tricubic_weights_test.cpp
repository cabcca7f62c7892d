/// The cubic through four points, on values that can be worked out by hand; and the oracle's.
#include <cmath>
#include <vector>

#include <gtest/gtest.h>
#include <tricubic/cell_table.hpp>
#include <tricubic/data.hpp>
#include <tricubic/oracle.hpp>
#include <tricubic/weights.hpp>

namespace {

using tricubic::cubic_slopes;
using tricubic::cubic_weights;
using tricubic::neville;
using tricubic::Weights;

double sum(const Weights<double>& weights) {
  return weights.of[0] + weights.of[1] + weights.of[2] + weights.of[3];
}

TEST(TricubicWeights, HalfwayAreTheKnownSixteenths) {
  const Weights<double> half = cubic_weights(0.5);
  const double expected[4] = {-1.0 / 16, 9.0 / 16, 9.0 / 16, -1.0 / 16};
  for (int i = 0; i < 4; ++i) EXPECT_NEAR(half.of[i], expected[i], 1e-16);
}

TEST(TricubicWeights, SumToOneAndTheirSlopesToZero) {
  for (int i = -20; i <= 40; ++i) {
    const double t = i / 20.0;
    EXPECT_NEAR(sum(cubic_weights(t)), 1.0, 1e-14) << t;
    EXPECT_NEAR(sum(cubic_slopes(t)), 0.0, 1e-14) << t;
  }
}

TEST(TricubicWeights, AreOneAndZeroAtThePoints) {
  for (int point = 0; point < 4; ++point) {
    const Weights<float> weights = cubic_weights(static_cast<float>(point - 1));
    for (int i = 0; i < 4; ++i) EXPECT_EQ(weights.of[i], i == point ? 1.0F : 0.0F);
  }
}

TEST(TricubicWeights, SlopesAreTheDerivativesOfTheWeights) {
  constexpr double step = 1e-5;
  for (int i = 0; i <= 10; ++i) {
    const double t = i / 10.0;
    const Weights<double> above = cubic_weights(t + step);
    const Weights<double> below = cubic_weights(t - step);
    const Weights<double> slopes = cubic_slopes(t);
    for (int w = 0; w < 4; ++w) {
      EXPECT_NEAR((above.of[w] - below.of[w]) / (2 * step), slopes.of[w], 1e-9) << t;
    }
  }
}

/// Points at 0 .. 3 stand at -1 .. 2 here: 1.5 is t = 0.5, and 0.5 is t = -0.5.
TEST(TricubicWeights, ReproduceTheHandWorkedValues) {
  const double powers[4] = {1, 2, 4, 8};
  const double cubes[4] = {0, 1, 8, 27};
  EXPECT_DOUBLE_EQ(cubic_weights(0.5).sum(powers, 1), 2.8125);
  EXPECT_DOUBLE_EQ(cubic_weights(-0.5).sum(cubes, 1), 0.125);
  EXPECT_DOUBLE_EQ(neville(powers, 0.5).value, 2.8125);
  EXPECT_DOUBLE_EQ(neville(cubes, -0.5).value, 0.125);
}

TEST(TricubicOracle, DifferentiatesACubic) {
  const double cubes[4] = {-1, 0, 1, 8};  // x^3 at -1 .. 2
  for (int i = -4; i <= 8; ++i) {
    const double t = i / 4.0;
    EXPECT_NEAR(neville(cubes, t).value, t * t * t, 1e-14);
    EXPECT_NEAR(neville(cubes, t).slope, 3 * t * t, 1e-13);
  }
}

/// f = (h - 1/2)^3 (k - 1/2)^2 (l - 1/2) on 0 .. 1 has this one coefficient in the cell at 0.
TEST(TricubicCellTable, HoldsTheCoefficientsOfThePolynomial) {
  tricubic::Grid<double> grid({-1, 2}, {-1, 2}, {-1, 2});
  for (int h = -1; h <= 2; ++h) {
    for (int k = -1; k <= 2; ++k) {
      for (int l = -1; l <= 2; ++l) {
        grid.at(h, k, l) = std::pow(h - 0.5, 3) * std::pow(k - 0.5, 2) * (l - 0.5);
      }
    }
  }
  const std::vector<double> table = tricubic::cell_table(grid);
  ASSERT_EQ(table.size(), tricubic::cell_values);
  for (std::size_t i = 0; i < table.size(); ++i) {
    EXPECT_NEAR(table[i], i == 3 * 16 + 2 * 4 + 1 ? 1.0 : 0.0, 1e-13) << i;
  }
}

TEST(TricubicCellTable, IsLeftOutWhereItWouldBeTooLarge) {
  const tricubic::Range range = tricubic::original_range;
  const auto grid = tricubic::random_grid<float>(range, range, range, 1);
  EXPECT_EQ(tricubic::cell_count(grid), 216U);
  EXPECT_EQ(tricubic::cell_table(grid).size(), 216U * 64);
  EXPECT_EQ(tricubic::cell_table(grid, 216 * 64 * 4).size(), 216U * 64);
  EXPECT_TRUE(tricubic::cell_table(grid, 216 * 64 * 4 - 1).empty());
  EXPECT_TRUE(tricubic::cell_table(tricubic::Grid<float>({0, 2}, {0, 8}, {0, 8})).empty());
  EXPECT_TRUE(tricubic::cell_table(tricubic::Grid<float>()).empty());
}

}  // namespace
