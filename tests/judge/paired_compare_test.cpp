#include <cmath>
#include <limits>
#include <random>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <tidegate/judge/paired_compare.hpp>

namespace tidegate::judge {
namespace {

using ::testing::HasSubstr;

/// 40 samples of one time, the three largest of them `tail` times as long.
std::vector<double> side(double time, double tail = 1) {
  std::vector<double> samples(40, time);
  for (std::size_t i = 37; i < samples.size(); ++i) samples[i] *= tail;
  return samples;
}

PairSamples pair_of(double ratio, double tail = 1) { return {side(1), side(ratio, tail)}; }

/// Adds pairs from `next(j)` until there is a verdict.
template <class Next>
PairedRow settled(Next next, const LockstepPolicy& policy = {}, std::uint32_t rows = 12) {
  PairedRow row(policy, rows);
  for (std::uint32_t j = 0; !row.verdict(); ++j) {
    const auto added = row.add(next(j));
    if (!added) ADD_FAILURE() << added.error().what;
    if (!added || j > policy.max_pairs) break;
  }
  return row;
}

TEST(PairedCompare, LooksFollowTheProcedure) {
  EXPECT_EQ(plan_looks({}, 12), (std::vector<std::uint32_t>{14, 19, 25, 34, 45, 60}));
  EXPECT_EQ(plan_looks({}, 100).front(), 17U);
  EXPECT_EQ(plan_looks({}, 1).front(), 10U);  // log2(6/0.008) = 9.55
  LockstepPolicy small;
  small.max_pairs = 10;
  EXPECT_EQ(plan_looks(small, 12), (std::vector<std::uint32_t>{10}));
}

TEST(PairedCompare, IdenticalPairsAreTheSameAtTheFirstChance) {
  const PairedRow row = settled([](auto) { return pair_of(1); });
  EXPECT_EQ(row.verdict(), Verdict::same);
  EXPECT_EQ(row.pairs(), 6U);
  EXPECT_EQ(row.low_band().ratio, 1);
  EXPECT_FALSE(row.low_band().crossed);
  EXPECT_EQ(row.evidence().p_slower, 1);
}

TEST(PairedCompare, AThirdSlowerIsSlowerAtTheFirstLook) {
  const PairedRow row = settled([](auto) { return pair_of(1.3); });
  EXPECT_EQ(row.verdict(), Verdict::slower);
  EXPECT_EQ(row.pairs(), 14U);
  EXPECT_DOUBLE_EQ(row.low_band().ratio, 1.3);
  EXPECT_TRUE(row.low_band().crossed);
  EXPECT_DOUBLE_EQ(row.evidence().p_slower, std::ldexp(1.0, -14));
  EXPECT_EQ(row.evidence().log_ratio_low.size(), 14U);
}

TEST(PairedCompare, FasterMirrorsSlower) {
  const PairedRow row = settled([](auto) { return pair_of(1 / 1.3); });
  EXPECT_EQ(row.verdict(), Verdict::faster);
  EXPECT_EQ(row.pairs(), 14U);
  EXPECT_TRUE(row.low_band().crossed);
  EXPECT_DOUBLE_EQ(row.evidence().p_faster, std::ldexp(1.0, -14));
}

TEST(PairedCompare, ASlowerTailAloneChangesTheShape) {
  const PairedRow row = settled([](auto) { return pair_of(1, 1.5); });
  EXPECT_EQ(row.verdict(), Verdict::shape_changed);
  // Its share, 0.2 * 0.01 / 72, is first reached by 2^-16: the look after 14 is 19.
  EXPECT_EQ(row.pairs(), 19U);
  EXPECT_DOUBLE_EQ(row.tail().ratio, 1.5);
  EXPECT_TRUE(row.tail().crossed);
  EXPECT_FALSE(row.low_band().crossed);
}

TEST(PairedCompare, ASlowerTailIsNotExcusedByAFasterBand) {
  const PairedRow row = settled([](auto) { return pair_of(0.9, 1.5); });
  EXPECT_EQ(row.verdict(), Verdict::shape_changed);
}

TEST(PairedCompare, AShorterTailIsNoNews) {
  const PairedRow row = settled([](auto) { return PairSamples{side(1, 2), side(1)}; });
  EXPECT_EQ(row.verdict(), Verdict::same);
  EXPECT_EQ(row.pairs(), 6U);
}

TEST(PairedCompare, AnEstimateBelowTheSmallestSlowdownNeverAlarms) {
  // 1 % slower for certain: not worth failing for, and excluded as more than 2.5 %.
  const PairedRow row = settled([](auto) { return pair_of(1.01); });
  EXPECT_EQ(row.verdict(), Verdict::same);
  // 2.3 % slower for certain: above T, below delta. `same` comes first, as the procedure has it.
  EXPECT_EQ(settled([](auto) { return pair_of(1.023); }).pairs(), 6U);
}

TEST(PairedCompare, ASlowdownOfExactlyTheLimitFailsAndOneJustBelowPasses) {
  LockstepPolicy release;
  release.smallest_slowdown = 0.10;
  release.pass_excludes = 0.10;
  // Of every size that a time has: the last bit of a quotient falls to either side of the limit.
  for (const double time : {1.0, 3e-9, 1.7e-6, 1e-3, 0.7, 41.0}) {
    const auto verdict = [&](double slow) {
      return settled([&](auto) { return PairSamples{side(time), side(slow)}; }, release).verdict();
    };
    EXPECT_EQ(verdict(time * 1.0999), Verdict::same) << time;
    EXPECT_EQ(verdict(time * 1.10), Verdict::slower) << time;
    EXPECT_EQ(verdict(time * 11 / 10), Verdict::slower) << time;
  }
}

TEST(PairedCompare, WhatScattersTooWidelyIsUndecidedWhenTheBudgetIsSpent) {
  // Multiples of the golden ratio fill the range from e^-1 to e evenly, whatever their number.
  const PairedRow row = settled([](std::uint32_t j) {
    const double step = 0.6180339887498949 * j;
    return pair_of(std::exp(2 * (step - std::floor(step)) - 1));
  });
  EXPECT_EQ(row.verdict(), Verdict::undecided);
  EXPECT_EQ(row.pairs(), 60U);
  EXPECT_GT(*row.evidence().detectable, 0.1);
}

TEST(PairedCompare, TwoModesThatFallToEitherSideAreTheSame) {
  // Each side is the slow one in half of the pairs: nothing that the change did.
  const PairedRow row =
      settled([](std::uint32_t j) { return pair_of(j % 2 == 0 ? 1.5 : 1 / 1.5); });
  EXPECT_EQ(row.verdict(), Verdict::same);
  EXPECT_NEAR(row.low_band().ratio, 1, 1e-12);
}

TEST(PairedCompare, ARowThatLooksFasterPassesWhenTheBudgetIsSpent) {
  // Faster in two of three pairs: too scattered for `faster`, and certainly not slower.
  LockstepPolicy policy;
  policy.max_pairs = 12;  // below the first look of 12 rows, so that nothing can alarm
  const PairedRow row = settled([](auto) { return pair_of(0.95); }, policy);
  EXPECT_EQ(row.verdict(), Verdict::same);
  EXPECT_EQ(row.pairs(), 12U);
}

TEST(PairedCompare, ABudgetBelowTheFirstLookFindsNothingAndAlarmsNever) {
  LockstepPolicy policy;
  policy.max_pairs = 12;
  const PairedRow row = settled([](auto) { return pair_of(2); }, policy);
  EXPECT_EQ(row.verdict(), Verdict::undecided);
}

TEST(PairedCompare, AVerdictNeverChanges) {
  PairedRow row = settled([](auto) { return pair_of(1); });
  for (int j = 0; j < 30; ++j) ASSERT_TRUE(row.add(pair_of(2)));
  EXPECT_EQ(row.verdict(), Verdict::same);
  EXPECT_EQ(row.pairs(), 36U);
}

TEST(PairedCompare, TheIntervalIsExactAndDetectableIsHalfItsWidth) {
  PairedRow row({}, 12);
  for (const double log : {0.01, -0.02, 0.03, 0.05, -0.01, 0.02}) {
    ASSERT_TRUE(row.add(pair_of(std::exp(log))));
  }
  // Six pairs at 2.5 %: the smallest and the largest of them.
  EXPECT_NEAR(*row.low_band().low, std::exp(-0.02), 1e-12);
  EXPECT_NEAR(*row.low_band().high, std::exp(0.05), 1e-12);
  EXPECT_NEAR(row.low_band().ratio, std::exp(0.015), 1e-12);
  EXPECT_NEAR(*row.evidence().detectable, std::expm1(0.035), 1e-12);
}

TEST(PairedCompare, TooFewPairsHaveNoInterval) {
  PairedRow row({}, 12);
  EXPECT_EQ(row.low_band().ratio, 1);
  for (int j = 0; j < 5; ++j) ASSERT_TRUE(row.add(pair_of(1.1)));
  EXPECT_FALSE(row.verdict());
  EXPECT_FALSE(row.low_band().low);
  EXPECT_FALSE(row.evidence().detectable);
}

TEST(PairedCompare, UselessPairsAreRefusedAndChangeNothing) {
  const std::vector<double> good = side(1);
  auto with = [&good](double value) {
    std::vector<double> samples = good;
    samples[7] = value;
    return samples;
  };
  PairedRow row({}, 12);
  const std::vector<PairSamples> useless{
      {std::vector<double>(19, 1.0), good},
      {good, {}},
      {good, with(0)},
      {with(-1), good},
      {good, with(std::numeric_limits<double>::quiet_NaN())},
      {with(std::numeric_limits<double>::infinity()), good},
  };
  for (const PairSamples& pair : useless) {
    const auto added = row.add(pair);
    ASSERT_FALSE(added);
    EXPECT_EQ(added.error().kind, ErrorKind::bad_input);
    EXPECT_FALSE(added.error().hint.empty());
  }
  EXPECT_EQ(row.pairs(), 0U);
  EXPECT_THAT(row.add({good, {}}).error().what, HasSubstr("candidate's side of a pair has 0"));
}

double uniform(std::mt19937_64& random) {
  return (static_cast<double>(random() >> 11) + 0.5) / 9007199254740992.0;
}

TEST(PairedCompare, IdenticalCodeOnAHostileMachineAlarmsWithinTheFamilyError) {
  // Every pair one side, drawn by a fair coin, is hit by heavy-tailed noise that grows with time.
  LockstepPolicy policy;
  policy.family_error = 0.2;
  constexpr std::uint32_t rows = 3;
  constexpr int suites = 150;
  std::mt19937_64 random(7);
  int alarmed = 0;
  for (int suite = 0; suite < suites; ++suite) {
    bool any = false;
    for (std::uint32_t r = 0; r < rows; ++r) {
      const PairedRow row = settled(
          [&random](std::uint32_t j) {
            const double load = (1 + 0.05 * j) * 0.02 / uniform(random);
            const bool coin = (random() & 1U) != 0;
            return PairSamples{side(coin ? 1 : 1 + load), side(coin ? 1 + load : 1)};
          },
          policy, rows);
      any |= row.verdict() == Verdict::slower || row.verdict() == Verdict::shape_changed;
    }
    alarmed += any ? 1 : 0;
  }
  EXPECT_LE(alarmed, suites * 0.2 + 3 * std::sqrt(suites * 0.2 * 0.8));
}

TEST(PairedCompare, FivePercentInOnePercentNoiseIsFound) {
  std::mt19937_64 random(11);
  for (int r = 0; r < 40; ++r) {
    const PairedRow row = settled(
        [&random](auto) { return pair_of(1.05 * std::exp(0.04 * (uniform(random) - 0.5))); });
    EXPECT_EQ(row.verdict(), Verdict::slower);
  }
}

}  // namespace
}  // namespace tidegate::judge
