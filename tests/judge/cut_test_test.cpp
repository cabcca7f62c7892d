#include <cmath>
#include <random>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <tidegate/judge/cut_test.hpp>

namespace tidegate::judge {
namespace {

PairSamples pair_of(double ratio) {
  return {std::vector<double>(40, 1.0), std::vector<double>(40, ratio)};
}

/// Adds pairs of these ratios until there is an answer.
template <class Next>
CutTest settled(Next next, const CutPolicy& policy = {}) {
  CutTest test(policy);
  for (std::uint32_t j = 0; !test.side() && j <= policy.max_pairs; ++j) {
    const auto added = test.add(pair_of(next(j)));
    if (!added) ADD_FAILURE() << added.error().what;
  }
  return test;
}

TEST(CutTest, LooksAreThoseThatTheErrorAllows) {
  // log2(6 / 0.001) = 12.55; 13 (60/13)^(k/5) = 13, 17.65, 23.96, 32.54, 44.19, 60.
  EXPECT_EQ(plan_looks(CutPolicy{}), (std::vector<std::uint32_t>{13, 18, 24, 33, 44, 60}));
}

TEST(CutTest, EachSideIsKnownAtTheFirstLook) {
  const CutTest below = settled([](auto) { return 1.0; });
  EXPECT_EQ(below.side(), CutSide::below);
  EXPECT_EQ(below.pairs(), 13U);
  const CutTest above = settled([](auto) { return 1.05; });
  EXPECT_EQ(above.side(), CutSide::above);
  EXPECT_EQ(above.pairs(), 13U);
  EXPECT_DOUBLE_EQ(above.ratio().ratio, 1.05);
  EXPECT_TRUE(above.ratio().crossed);
  EXPECT_DOUBLE_EQ(above.ratio().limit->limit, 1.02);
  EXPECT_FALSE(below.ratio().crossed);
}

TEST(CutTest, ASmallerSlowdownLiesBelowTheCutBetweenTwoLevels) {
  // A search for 5 % with 2 % elsewhere: 7.1 % in all, the cut halfway.
  CutPolicy policy;
  policy.cut = std::sqrt(1.071);
  EXPECT_EQ(settled([](auto) { return 1.02; }, policy).side(), CutSide::below);
  EXPECT_EQ(settled([](auto) { return 1.05; }, policy).side(), CutSide::above);
}

TEST(CutTest, OnePairOnTheOtherSideAsksForMore) {
  // 13 pairs with the smallest on the wrong side: p = 2/2^13 = 2.4e-4, above the share of 1.67e-4.
  const auto ratio = [](std::uint32_t j) { return j == 4 ? 1.0199 : 1.04 + 0.001 * j; };
  const CutTest test = settled(ratio);
  EXPECT_EQ(test.side(), CutSide::above);
  EXPECT_EQ(test.pairs(), 18U);
}

TEST(CutTest, WhatLiesOnTheCutStaysUndecided) {
  const CutTest test = settled([](std::uint32_t j) { return j % 2 == 0 ? 1.03 : 1.01; });
  EXPECT_EQ(test.side(), CutSide::undecided);
  EXPECT_EQ(test.pairs(), 60U);
  EXPECT_EQ(cut_side_name(*test.side()), "undecided");
}

TEST(CutTest, ABudgetBelowTheFirstLookNeverAnswers) {
  CutPolicy policy;
  policy.max_pairs = 8;
  EXPECT_EQ(settled([](auto) { return 2.0; }, policy).side(), CutSide::undecided);
}

TEST(CutTest, AnAnswerNeverChanges) {
  CutTest test = settled([](auto) { return 1.0; });
  for (int j = 0; j < 60; ++j) ASSERT_TRUE(test.add(pair_of(2.0)));
  EXPECT_EQ(test.side(), CutSide::below);
}

TEST(CutTest, RefusesAPairThatIsNone) {
  CutTest test{CutPolicy{}};
  EXPECT_FALSE(test.add({std::vector<double>(40, 1.0), std::vector<double>(3, 1.0)}));
  EXPECT_FALSE(test.add({std::vector<double>(40, 1.0), std::vector<double>(40, 0.0)}));
  EXPECT_EQ(test.pairs(), 0U);
}

TEST(CutTest, IsWrongNoMoreOftenThanItSays) {
  // The hardest case: a ratio exactly on the cut, noise with outliers. 2000 tests at an error of
  // 5 % for each side; 3.5 standard deviations above it would be 134.
  CutPolicy policy;
  policy.error = 0.05;
  std::mt19937_64 draw(20261121);
  std::normal_distribution<double> noise(0, 0.01);
  int above = 0;
  int below = 0;
  for (int i = 0; i < 2000; ++i) {
    const CutTest test = settled(
        [&](auto) {
          const double wide = draw() % 10 == 0 ? 10 : 1;
          return policy.cut * std::exp(wide * noise(draw));
        },
        policy);
    above += test.side() == CutSide::above ? 1 : 0;
    below += test.side() == CutSide::below ? 1 : 0;
  }
  EXPECT_LE(above, 134);
  EXPECT_LE(below, 134);
  EXPECT_GT(above + below, 20) << "a test that never answers proves nothing";
}

}  // namespace
}  // namespace tidegate::judge
