#include <cmath>
#include <numeric>
#include <random>
#include <vector>

#include <gtest/gtest.h>

#include <tidegate/stats/signed_rank.hpp>

namespace tidegate::stats {
namespace {

/// Magnitudes 1 to n, the ones named positive and the others negative.
std::vector<double> with_positive(std::size_t n, const std::vector<std::size_t>& positive) {
  std::vector<double> values(n);
  for (std::size_t i = 0; i < n; ++i) values[i] = -static_cast<double>(i + 1);
  for (const std::size_t rank : positive) values[rank - 1] = static_cast<double>(rank);
  return values;
}

/// W+ with mean ranks, counted naively: the rank of x is 1 + smaller ones + half the equal others.
double naive_statistic(const std::vector<double>& values) {
  double sum = 0;
  for (const double x : values) {
    if (x <= 0) continue;
    double rank = 0.5;
    for (const double y : values) {
      if (y == 0) continue;
      rank += std::abs(y) < std::abs(x) ? 1 : std::abs(y) == std::abs(x) ? 0.5 : 0;
    }
    sum += rank;
  }
  return sum;
}

std::vector<double> flipped(std::vector<double> values, unsigned pattern) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    values[i] = (pattern >> i & 1U) != 0 ? std::abs(values[i]) : -std::abs(values[i]);
  }
  return values;
}

/// P(W+ >= observed) by walking through every sign pattern.
double p_by_enumeration(const std::vector<double>& values) {
  const double observed = naive_statistic(values);
  const unsigned patterns = 1U << values.size();
  unsigned at_least = 0;
  for (unsigned pattern = 0; pattern < patterns; ++pattern) {
    at_least += naive_statistic(flipped(values, pattern)) >= observed ? 1 : 0;
  }
  return static_cast<double>(at_least) / patterns;
}

TEST(SignedRank, AllPositiveIsOneOfAllSignPatterns) {
  const std::vector<double> values{0.1, 0.2, 0.3, 0.4, 0.5};
  EXPECT_DOUBLE_EQ(signed_rank(values).p_greater, 1.0 / 32);
  EXPECT_DOUBLE_EQ(signed_rank(values).p_less, 1);
}

TEST(SignedRank, PublishedTables) {
  // Lower tail counts of W+: partitions into distinct parts of at most n.
  EXPECT_DOUBLE_EQ(signed_rank(with_positive(8, {3})).p_less, 5.0 / 256);
  EXPECT_DOUBLE_EQ(signed_rank(with_positive(8, {5})).p_less, 10.0 / 256);
  EXPECT_DOUBLE_EQ(signed_rank(with_positive(10, {10})).p_less, 43.0 / 1024);
  EXPECT_DOUBLE_EQ(signed_rank(with_positive(10, {1, 10})).p_less, 54.0 / 1024);
  EXPECT_DOUBLE_EQ(signed_rank(with_positive(10, {1, 2, 3, 4, 5, 6, 7, 8, 9})).p_greater,
                   43.0 / 1024);
}

TEST(SignedRank, DarwinsMaize) {
  // Cross- against self-fertilised plants, 15 pairs: W+ = 96, exact two-sided p = 0.04126.
  const std::vector<double> differences{49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48};
  EXPECT_NEAR(signed_rank(differences).p_greater, 0.04126 / 2, 5e-6);
}

TEST(SignedRank, TiesAreExactUnderSignFlips) {
  for (const std::vector<double>& values :
       {std::vector<double>{1, 1, 1, 1, -1}, std::vector<double>{2, -2, 3, 3, -3, 3, 1},
        std::vector<double>{1, 2, 2, -2, 4, 5, 5, -1, 9, 9}}) {
    EXPECT_DOUBLE_EQ(signed_rank(values).p_greater, p_by_enumeration(values));
  }
}

TEST(SignedRank, ZerosCarryNoSign) {
  const std::vector<double> with{0, 1, 0, 2, -3, 4, 0};
  const std::vector<double> without{1, 2, -3, 4};
  EXPECT_DOUBLE_EQ(signed_rank(with).p_greater, signed_rank(without).p_greater);
  const std::vector<double> zeros(20, 0.0);
  EXPECT_EQ(signed_rank(zeros).p_greater, 1);
  EXPECT_EQ(signed_rank(zeros).p_less, 1);
  EXPECT_EQ(signed_rank({}).p_greater, 1);
}

TEST(SignedRank, MirroredDataSwapTheTails) {
  const std::vector<double> values{3, -1, 4, 1, -5, 9, 2, 6};
  std::vector<double> mirrored;
  for (const double value : values) mirrored.push_back(-value);
  EXPECT_DOUBLE_EQ(signed_rank(values).p_greater, signed_rank(mirrored).p_less);
}

TEST(SignedRank, TwoHundredPairsKeepTheirTinyP) {
  std::vector<double> values(200);
  std::iota(values.begin(), values.end(), 1.0);
  EXPECT_DOUBLE_EQ(signed_rank(values).p_greater, std::ldexp(1.0, -200));
}

TEST(HodgesLehmann, MedianOfWalshAverages) {
  EXPECT_DOUBLE_EQ(hodges_lehmann(std::vector<double>{1, 2, 3}), 2);     // 1 1.5 2 2 2.5 3
  EXPECT_DOUBLE_EQ(hodges_lehmann(std::vector<double>{1, 5}), 3);        // 1 3 5
  EXPECT_DOUBLE_EQ(hodges_lehmann(std::vector<double>{0, 0, 9}), 2.25);  // 0 0 0 4.5 4.5 9
  EXPECT_DOUBLE_EQ(hodges_lehmann(std::vector<double>{7}), 7);
  EXPECT_TRUE(std::isnan(hodges_lehmann({})));
}

TEST(CenterBounds, SixValuesAtTwoAndAHalfPercentAreTheirExtremes) {
  // P(W+ <= 0) = 1/64 <= 0.025 < P(W+ <= 1) = 2/64: one average is cut at each end.
  const std::vector<double> values{5, 1, 4, 2, 6, 3};
  const auto bounds = center_bounds(values, 0.025);
  ASSERT_TRUE(bounds);
  EXPECT_EQ(bounds->low, 1);
  EXPECT_EQ(bounds->high, 6);
  EXPECT_EQ(bounds->estimate, 3.5);
}

TEST(CenterBounds, CutAsManyAveragesAsTheTableAllows) {
  // n = 8: P(W+ <= 3) = 5/256 <= 0.025 < P(W+ <= 4) = 7/256: the fourth average from each end.
  // Walsh averages of 1..8 from below: 1, 1.5, 2, 2, 2.5, ...
  std::vector<double> values(8);
  std::iota(values.begin(), values.end(), 1.0);
  const auto bounds = center_bounds(values, 0.025);
  ASSERT_TRUE(bounds);
  EXPECT_EQ(bounds->low, 2);
  EXPECT_EQ(bounds->high, 7);
}

TEST(CenterBounds, TooFewValuesForTheLevelHaveNone) {
  EXPECT_FALSE(center_bounds(std::vector<double>{1, 2, 3, 4, 5}, 0.025));
  EXPECT_TRUE(center_bounds(std::vector<double>{1, 2, 3, 4, 5}, 1.0 / 32));
  EXPECT_FALSE(center_bounds({}, 0.025));
}

/// Share of all sign patterns in which the true centre, 0, lies outside of one bound.
double miss_rate(const std::vector<double>& magnitudes, double level) {
  const unsigned patterns = 1U << magnitudes.size();
  unsigned missed = 0;
  for (unsigned pattern = 0; pattern < patterns; ++pattern) {
    const auto bounds = center_bounds(flipped(magnitudes, pattern), level);
    missed += bounds && bounds->high < 0 ? 1 : 0;
  }
  return static_cast<double>(missed) / patterns;
}

TEST(CenterBounds, MissTheCentreExactlyAsOftenAsSaid) {
  // Powers of two: no two Walsh averages agree. n = 10: P(W+ <= 8) = 25/1024 <= 0.025.
  const std::vector<double> distinct{1, 2, 4, 8, 16, 32, 64, 128, 256, 512};
  EXPECT_DOUBLE_EQ(miss_rate(distinct, 0.025), 25.0 / 1024);
  const std::vector<double> tied{1, 1, 1, 2, 2, 3, 3, 3, 5, 8};
  EXPECT_LE(miss_rate(tied, 0.025), 0.025);
}

}  // namespace
}  // namespace tidegate::stats
