#include "lockstep_suites.hpp"

#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "launches.hpp"

namespace verdict_trust {
namespace {

Pool always(double ratio) { return {{constant(1), constant(ratio)}}; }

SuitePlan plan_of(std::uint32_t rows, std::uint64_t suites) {
  SuitePlan plan;
  plan.rows = rows;
  plan.suites = suites;
  return plan;
}

TEST(LockstepSuites, IdenticalPairsPassAtTheFirstChance) {
  const auto tally = replay({always(1)}, plan_of(12, 3));
  ASSERT_TRUE(tally) << tally.error().what;
  EXPECT_EQ(*tally, (SuiteTally{3, 0, {{36, 0, 0, 36 * 6}}}));
}

TEST(LockstepSuites, EveryPairAThirdSlowerIsFlaggedAtTheFirstLook) {
  // ceil(log2(6 * 12 / 0.008)) = 14 pairs
  const auto tally = replay({always(1.3)}, plan_of(12, 3));
  ASSERT_TRUE(tally);
  EXPECT_EQ(*tally, (SuiteTally{3, 3, {{36, 36, 0, 36 * 14}}}));
}

TEST(LockstepSuites, FasterIsNoAlarm) {
  const auto tally = replay({always(1 / 1.3)}, plan_of(12, 1));
  ASSERT_TRUE(tally);
  EXPECT_EQ(tally->flagged, 0U);
  EXPECT_EQ(tally->all_rows().flagged, 0U);
}

TEST(LockstepSuites, ALongerTailIsFlagged) {
  const auto tally = replay({tail_stretched(always(1))}, plan_of(12, 1));
  ASSERT_TRUE(tally);
  EXPECT_EQ(tally->all_rows().flagged, 12U);
}

TEST(LockstepSuites, KernelsTakeTurnsFromSuiteToSuite) {
  // Rows 0 1 0 | 1 0 1: the second suite goes on where the first one stopped.
  const auto tally = replay({always(1), always(1.3)}, plan_of(3, 2));
  ASSERT_TRUE(tally);
  EXPECT_EQ(tally->kernels[0].rows, 3U);
  EXPECT_EQ(tally->kernels[1].rows, 3U);
  EXPECT_EQ(tally->kernels[0].flagged, 0U);
  EXPECT_EQ(tally->kernels[1].flagged, 3U);
  EXPECT_EQ(tally->flagged, 2U);
  EXPECT_EQ(tally->all_rows().rows, 6U);
}

TEST(LockstepSuites, WhatTheBudgetCannotSettleIsUndecided) {
  SuitePlan plan = plan_of(12, 1);
  plan.policy.max_pairs = 12;  // below the first look
  const auto tally = replay({always(2)}, plan);
  ASSERT_TRUE(tally);
  EXPECT_EQ(tally->all_rows(), (RowTally{12, 0, 12, 144}));
}

TEST(LockstepSuites, TheNumberOfThreadsChangesNothing) {
  std::vector<Pool> pools(3);
  for (std::size_t kernel = 0; kernel < pools.size(); ++kernel) {
    for (int i = 0; i < 7; ++i) {
      const double ratio = std::exp(0.03 * std::sin(1.0 + 5 * i + static_cast<double>(kernel)));
      pools[kernel].push_back({constant(1), constant(ratio)});
    }
  }
  SuitePlan plan = plan_of(5, 23);
  const auto one = replay(pools, plan);
  ASSERT_TRUE(one);
  for (const unsigned threads : {2U, 5U, 40U}) {
    plan.threads = threads;
    EXPECT_EQ(*replay(pools, plan), *one) << threads;
  }
  plan.seed = 2;
  EXPECT_NE(*replay(pools, plan), *one) << "the seed must matter, or the draws are none";
  plan.seed = 1;
  plan.stream = 9;
  EXPECT_NE(*replay(pools, plan), *one);
}

TEST(LockstepSuites, AUselessPairIsAnErrorAndNoEndlessLoop) {
  for (const unsigned threads : {1U, 3U}) {
    SuitePlan plan = plan_of(12, 4);
    plan.threads = threads;
    const auto tally = replay({{{constant(1), {1, 2, 3}}}}, plan);
    ASSERT_FALSE(tally);
    EXPECT_EQ(tally.error().kind, tidegate::ErrorKind::bad_input);
  }
}

}  // namespace
}  // namespace verdict_trust
