#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <tidegate/judge/paired_compare.hpp>

namespace tidegate::judge {
namespace {

using ::testing::HasSubstr;

PairsSoFar around(double estimate, double half_width) {
  return {60, 1, estimate, estimate - half_width, estimate + half_width, 0};
}

// 60 (ln 1.03 / ln 1.025)^2 = 60 * 1.43294 = 85.98.
TEST(Undecided, PairsThatShrinkTheIntervalBelowTheLimit) {
  EXPECT_EQ(pairs_to_settle({}, around(0, std::log(1.03))), 86U);
  const std::string reason = undecided_reason({}, around(0, std::log(1.03)));
  EXPECT_THAT(reason, HasSubstr("60 pairs"));
  EXPECT_THAT(reason, HasSubstr("between -2.9 and +3.0 %"));
  EXPECT_THAT(reason, HasSubstr("2.0 % is neither detected nor excluded"));
  EXPECT_THAT(reason, HasSubstr("some 86 pairs would settle it"));
}

// With 0.8 F / looks = pass_error both half widths are one: 60 (0.04 / 0.03)^2 = 106.7.
TEST(Undecided, AnEstimateAboveTheLimitIsOnItsWayToSlower) {
  LockstepPolicy policy;
  policy.looks = 1;
  policy.family_error = policy.pass_error / 0.8;
  EXPECT_EQ(pairs_to_settle(policy, around(0.03, 0.04)), 107U);
  // Ten rows leave each a tenth of the error: more pairs.
  PairsSoFar of_ten = around(0.03, 0.04);
  of_ten.rows = 10;
  EXPECT_GT(pairs_to_settle(policy, of_ten), 107U);
}

TEST(Undecided, WhereNoBudgetHelpsItSaysSo) {
  EXPECT_GT(*pairs_to_settle({}, around(0, 0.2)), most_pairs);
  EXPECT_THAT(undecided_reason({}, around(0, 0.2)), HasSubstr("no budget would settle it"));
}

TEST(Undecided, ATailThatHoldsItUpIsNamed) {
  PairsSoFar seen = around(0, 0.01);
  seen.tail_estimate = std::log(1.17);
  EXPECT_FALSE(pairs_to_settle({}, seen));
  const std::string reason = undecided_reason({}, seen);
  EXPECT_THAT(reason, HasSubstr("the tail is not"));
  EXPECT_THAT(reason, HasSubstr("+17.0 %"));
}

PairSamples pair_of(double ratio) {
  return {std::vector<double>(20, 1.0), std::vector<double>(20, ratio)};
}

TEST(Undecided, ARowSaysItWhenItsBudgetIsSpent) {
  LockstepPolicy policy;
  policy.max_pairs = 8;
  PairedRow row(policy, 1);
  // ln ratios of +-0.1: symmetric about 0, and far too wide for anything.
  for (int pair = 0; pair < 8; ++pair) {
    ASSERT_TRUE(row.add(pair_of(std::exp(pair % 2 == 0 ? 0.1 : -0.1))));
  }
  ASSERT_EQ(row.verdict(), Verdict::undecided);
  // Quartiles at -0.1 and +0.1.
  EXPECT_NEAR(*row.evidence().noise, std::expm1(0.2 / 1.349), 1e-9);
  EXPECT_TRUE(row.evidence().pairs_to_settle);
  EXPECT_THAT(row.why_undecided(), HasSubstr("8 pairs, the whole budget"));
}

TEST(Undecided, ASettledRowWantsNoMorePairs) {
  PairedRow row({}, 1);
  while (!row.verdict()) ASSERT_TRUE(row.add(pair_of(1.0)));
  EXPECT_EQ(row.verdict(), Verdict::same);
  EXPECT_FALSE(row.evidence().pairs_to_settle);
  EXPECT_EQ(row.evidence().noise, 0.0);
}

}  // namespace
}  // namespace tidegate::judge
