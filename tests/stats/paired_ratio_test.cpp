#include <cmath>
#include <numeric>
#include <vector>

#include <gtest/gtest.h>

#include <tidegate/stats/paired_ratio.hpp>

namespace tidegate::stats {
namespace {

/// n, n-1, ..., 1: so that the sorted sample at index i is i+1.
std::vector<double> countdown(std::size_t n) {
  std::vector<double> values(n);
  std::iota(values.rbegin(), values.rend(), 1.0);
  return values;
}

TEST(PairedRatio, LowBandOfFortyIsTheMeanOfSamplesTwoToThirteen) {
  EXPECT_DOUBLE_EQ(low_band(countdown(40)), 8.5);  // (3 + ... + 14) / 12
}

TEST(PairedRatio, LowBandIgnoresTheLuckySampleAndTheUpperHalf) {
  std::vector<double> values = countdown(40);
  values.back() = 1e-9;  // the minimum
  for (std::size_t i = 0; i < 20; ++i) values[i] *= 100;
  EXPECT_DOUBLE_EQ(low_band(values), 8.5);
}

TEST(PairedRatio, LowBandOfFewSamplesKeepsAtLeastOne) {
  EXPECT_DOUBLE_EQ(low_band(countdown(1)), 1);
  EXPECT_DOUBLE_EQ(low_band(countdown(5)), 1);     // indexes 0 to below 1
  EXPECT_DOUBLE_EQ(low_band(countdown(20)), 4.5);  // indexes 1 to 6
}

TEST(PairedRatio, UpperTailOfFortyIsTheSecondLargestSample) {
  EXPECT_DOUBLE_EQ(upper_tail(countdown(40)), 39);  // index 38
  EXPECT_DOUBLE_EQ(upper_tail(countdown(20)), 20);
  EXPECT_DOUBLE_EQ(upper_tail(countdown(1)), 1);
}

TEST(PairedRatio, SlowerCandidatesHavePositiveLogRatios) {
  EXPECT_DOUBLE_EQ(log_ratio(2, 2), 0);
  EXPECT_DOUBLE_EQ(log_ratio(1, 1.1), std::log(1.1));
  EXPECT_DOUBLE_EQ(log_ratio(3, 2), -log_ratio(2, 3));
}

TEST(PairedRatio, NoSamplesGiveNoNumber) {
  EXPECT_TRUE(std::isnan(low_band({})));
  EXPECT_TRUE(std::isnan(upper_tail({})));
}

}  // namespace
}  // namespace tidegate::stats
