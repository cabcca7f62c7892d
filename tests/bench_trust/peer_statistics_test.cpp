#include "peer_statistics.hpp"

#include <cmath>
#include <vector>

#include <gtest/gtest.h>

namespace verdict_trust {
namespace {

using Values = std::vector<double>;

TEST(PeerStatistics, UTestOfThreeAgainstThree) {
  // U = 0 of 9, variance 9/12 * 7: z = (4.5 - 0.5) / sqrt(5.25)
  const double p = std::erfc(4 / std::sqrt(5.25) / std::sqrt(2));
  EXPECT_NEAR(p, 0.0809, 5e-5);
  EXPECT_NEAR(u_test_p(Values{1, 2, 3}, Values{4, 5, 6}), p, 1e-12);
  EXPECT_NEAR(u_test_p(Values{4, 5, 6}, Values{1, 2, 3}), p, 1e-12);
}

TEST(PeerStatistics, UTestWithTies) {
  // U = 1 of 4; three equal values: variance 4/12 * (5 - 24/12) = 1; z = (1 - 0.5) / 1
  EXPECT_NEAR(u_test_p(Values{1, 1}, Values{1, 2}), std::erfc(0.5 / std::sqrt(2)), 1e-12);
}

TEST(PeerStatistics, UTestOfNothingNew) {
  EXPECT_EQ(u_test_p(Values{2, 2}, Values{2, 2, 2}), 1);
  EXPECT_EQ(u_test_p(Values{}, Values{1}), 1);
  EXPECT_EQ(u_test_p(Values{1, 2, 3}, Values{1, 2, 3}), 1);
}

TEST(PeerStatistics, PairedTOfThree) {
  // t = 2 sqrt(3); with 2 degrees of freedom p = 1 - t / sqrt(t^2 + 2) = 1 - sqrt(12/14)
  EXPECT_NEAR(paired_t_p(Values{1, 2, 3}), 1 - std::sqrt(12.0 / 14), 1e-12);
  EXPECT_NEAR(paired_t_p(Values{-1, -2, -3}), 1 - std::sqrt(12.0 / 14), 1e-12);
}

TEST(PeerStatistics, PairedTAtItsEdges) {
  EXPECT_EQ(paired_t_p(Values{5}), 1);
  EXPECT_EQ(paired_t_p(Values{0, 0, 0}), 1);
  EXPECT_EQ(paired_t_p(Values{0.5, 0.5}), 0);
  EXPECT_EQ(paired_t_p(Values{-1, 1}), 1);
}

TEST(PeerStatistics, PredictionIntervalOfThree) {
  // Student's t at 0.995 with 2 degrees of freedom is 9.9248.
  EXPECT_NEAR(prediction_upper(Values{1, 2, 3}, 0.99), 2 + 9.92484 * std::sqrt(4.0 / 3), 1e-4);
}

TEST(PeerStatistics, BootstrapOfTheMedian) {
  EXPECT_EQ(bootstrap_median_lower(Values(20, 0.05)), 0.05);
  // 19 of 20 values are 1: a resample with ten or more of the one 0 does not happen.
  Values nearly(20, 1);
  nearly[7] = 0;
  EXPECT_EQ(bootstrap_median_lower(nearly), 1);
  // Half and half: the median of a resample is as often 0 as 1.
  Values halves(20, 1);
  for (std::size_t i = 0; i < 10; ++i) halves[i] = 0;
  EXPECT_EQ(bootstrap_median_lower(halves), 0);
  EXPECT_TRUE(std::isnan(bootstrap_median_lower(Values{})));
}

}  // namespace
}  // namespace verdict_trust
