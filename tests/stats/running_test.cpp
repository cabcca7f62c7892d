#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include <tidegate/stats/dispersion.hpp>
#include <tidegate/stats/linear_fit.hpp>
#include <tidegate/stats/running_entropy.hpp>
#include <tidegate/stats/running_spread.hpp>

namespace tidegate::stats {
namespace {

TEST(RunningSpread, AgreesWithTwoPassesByHand) {
  RunningSpread spread;
  EXPECT_EQ(spread.stddev(), 0);
  EXPECT_EQ(spread.relative(), 0);
  for (const double value : {2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0}) spread.add(value);
  EXPECT_EQ(spread.count(), 8U);
  EXPECT_DOUBLE_EQ(spread.mean(), 5);
  EXPECT_DOUBLE_EQ(spread.stddev(), std::sqrt(32.0 / 7));  // squares 9+1+1+1+0+0+4+16
  EXPECT_DOUBLE_EQ(spread.relative(), std::sqrt(32.0 / 7) / 5);
}

TEST(RunningSpread, KeepsSmallDifferencesOnALargeMean) {
  RunningSpread spread;
  for (const double value : {1e9 + 1, 1e9 + 2, 1e9 + 3}) spread.add(value);
  EXPECT_DOUBLE_EQ(spread.stddev(), 1);
}

TEST(LinearFit, ByHand) {
  const LinearFit line = linear_fit(std::vector<double>{1, 3, 5});
  EXPECT_DOUBLE_EQ(line.slope, 2);
  EXPECT_DOUBLE_EQ(line.intercept, 1);
  EXPECT_DOUBLE_EQ(line.r2, 1);
  // x -1, 0, 1 around y 1/3: slope 1/2, explained 1/2 of 2/3 in all.
  const LinearFit bent = linear_fit(std::vector<double>{0, 0, 1});
  EXPECT_DOUBLE_EQ(bent.slope, 0.5);
  EXPECT_DOUBLE_EQ(bent.intercept, 1.0 / 3 - 0.5);
  EXPECT_DOUBLE_EQ(bent.r2, 0.75);
  const LinearFit noise = linear_fit(std::vector<double>{1, 0, 0, 1});
  EXPECT_DOUBLE_EQ(noise.slope, 0);
  EXPECT_DOUBLE_EQ(noise.r2, 0);
}

TEST(LinearFit, OneLevelIsDescribedPerfectly) {
  EXPECT_EQ(linear_fit(std::vector<double>{4, 4, 4}).slope, 0);
  EXPECT_EQ(linear_fit(std::vector<double>{4, 4, 4}).r2, 1);
  EXPECT_EQ(linear_fit(std::vector<double>{4}).intercept, 4);
  EXPECT_EQ(linear_fit({}).slope, 0);
}

TEST(RunningEntropy, ByHand) {
  RunningEntropy entropy(2);
  EXPECT_EQ(entropy.bits(), 0);
  entropy.add(1.5);
  EXPECT_EQ(entropy.bits(), 0);
  entropy.add(3);
  EXPECT_DOUBLE_EQ(entropy.bits(), 1);  // two bins, one each
  entropy.add(1.2);
  entropy.add(1.7);  // 3 of 4 in [1, 2)
  EXPECT_NEAR(entropy.bits(), -(0.75 * std::log2(0.75) + 0.25 * std::log2(0.25)), 1e-12);
}

TEST(RunningEntropy, BinsAreOfOneRatio) {
  RunningEntropy entropy(1.005);
  for (const double value : {1e-6, 1.002e-6, 1.0, 1.002}) entropy.add(value);
  EXPECT_LE(entropy.bits(), 2);
  RunningEntropy far(1.005);
  for (const double value : {1.0, 1.01, 1.02, 1.03}) far.add(value);
  EXPECT_DOUBLE_EQ(far.bits(), 2);
}

}  // namespace
}  // namespace tidegate::stats
