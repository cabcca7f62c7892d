#include "pair_pools.hpp"

#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "launches.hpp"

namespace verdict_trust {
namespace {

using ::testing::HasSubstr;
using ::testing::SizeIs;

TEST(PairPools, LockstepPartnersShareRoundKernelAndNumber) {
  const std::vector<Launch> launches{
      launch("lock", 0, "sort", "A0", 0, 1), launch("lock", 0, "sort", "B0", 0, 2),
      launch("lock", 1, "sort", "A0", 0, 3), launch("lock", 1, "sort", "B0", 0, 4),
      launch("lock", 0, "sort", "A5", 0, 5), launch("lock", 0, "sort", "B5", 5, 6),
      launch("lock", 2, "sort", "A0", 0, 7),  // its partner was lost
  };
  const auto found = pair_stages(launches);
  ASSERT_TRUE(found) << found.error().what;
  ASSERT_EQ(found->stages.size(), 1U);
  const Stage& stage = found->stages.front();
  EXPECT_EQ(stage.kind, StageKind::lockstep);
  ASSERT_EQ(stage.kernels.size(), 1U);
  const KernelPairs& pairs = stage.kernels.front();
  ASSERT_THAT(pairs.identical, SizeIs(2));
  EXPECT_EQ(pairs.identical[1].baseline[0], 3);
  EXPECT_EQ(pairs.identical[1].candidate[0], 4);
  ASSERT_THAT(pairs.planted.at(5), SizeIs(1));
  EXPECT_EQ(pairs.planted.at(5)[0].baseline[0], 5);
  EXPECT_EQ(pairs.planted.at(5)[0].candidate[0], 6);
}

TEST(PairPools, SeparateLaunchesOfARoundPairWithEachOther) {
  std::vector<Launch> launches;
  for (const std::uint64_t round : {0, 1}) {
    for (const char* variant : {"n0", "n1", "n2", "n3"}) {
      launches.push_back(launch("amb", round, "sort", variant, 0, 1));
    }
    launches.push_back(launch("amb", round, "sort", "p5", 5, 2));
  }
  const auto found = pair_stages(launches);
  ASSERT_TRUE(found) << found.error().what;
  ASSERT_EQ(found->stages.size(), 1U);
  EXPECT_EQ(found->stages[0].kind, StageKind::separate);
  const KernelPairs& pairs = found->stages[0].kernels.front();
  EXPECT_THAT(pairs.identical, SizeIs(12));     // 6 of 4 launches, two rounds
  EXPECT_THAT(pairs.planted.at(5), SizeIs(8));  // 4 against the planted one
  EXPECT_EQ(pairs.planted.at(5)[0].candidate[0], 2);
}

TEST(PairPools, AStageWithoutIdenticalPairsIsLeftOutWithANote) {
  const std::vector<Launch> launches{launch("cfg", 0, "sort", "noaslr", 0, 1),
                                     launch("cfg", 0, "sort", "base", 0, 1)};
  const auto found = pair_stages(launches);
  ASSERT_TRUE(found);
  EXPECT_TRUE(found->stages.empty());
  ASSERT_EQ(found->notes.size(), 1U);
  EXPECT_THAT(found->notes[0], HasSubstr("stage cfg is left out: kernel sort"));
}

TEST(PairPools, TheSameLaunchTwiceIsAnError) {
  const std::vector<Launch> launches{launch("lock", 4, "sort", "A0", 0, 1),
                                     launch("lock", 4, "sort", "A0", 0, 1)};
  const auto found = pair_stages(launches);
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().kind, tidegate::ErrorKind::bad_input);
  EXPECT_EQ(found.error().what, "stage lock, kernel sort, round 4 has A0 twice");
}

TEST(PairPools, BothLabelsHoldsEachPairBothWaysRound) {
  const Pool both = both_labels({{constant(1), constant(2)}});
  ASSERT_THAT(both, SizeIs(2));
  EXPECT_EQ(both[0].baseline[0], 1);
  EXPECT_EQ(both[0].candidate[0], 2);
  EXPECT_EQ(both[1].baseline[0], 2);
  EXPECT_EQ(both[1].candidate[0], 1);
}

TEST(PairPools, WhateverIsCalledCandidateIsSlowed) {
  const Pool slower = slowed({{constant(1), constant(2)}}, 1.5);
  ASSERT_THAT(slower, SizeIs(2));
  EXPECT_EQ(slower[0].baseline[39], 1);
  EXPECT_EQ(slower[0].candidate[39], 3);
  EXPECT_EQ(slower[1].baseline[39], 2);
  EXPECT_EQ(slower[1].candidate[39], 1.5);
}

TEST(PairPools, FourOfFortySamplesMakeALongerTail) {
  const Pool stretched = tail_stretched({{constant(2), constant(2)}});
  for (const auto& pair : stretched) {
    EXPECT_EQ(pair.baseline, constant(2));
    std::vector<double> expected = constant(2);
    for (const std::size_t i : {9, 19, 29, 39}) expected[i] = 3;
    EXPECT_EQ(pair.candidate, expected);
  }
}

TEST(PairPools, SortingLeavesThePairsAndTheirValues) {
  const Pool pool = presorted({{{3, 1, 2}, {6, 5, 4}}});
  EXPECT_EQ(pool[0].baseline, (std::vector<double>{1, 2, 3}));
  EXPECT_EQ(pool[0].candidate, (std::vector<double>{4, 5, 6}));
}

TEST(PairPools, TheBiasOfLabelsIsAnExactTest) {
  // `even`: five pairs that cancel out. `odd`: five candidates, all slower: two sides of 2^-5.
  Stage stage{"lock", StageKind::lockstep, {{"even", {}, {}}, {"odd", {}, {}}}};
  for (int i = 1; i <= 5; ++i) {
    stage.kernels[0].identical.push_back(
        {constant(1), constant(i % 2 == 0 ? 1 + i : 1 / (1. + i))});
    stage.kernels[1].identical.push_back({constant(1), constant(1 + i)});
  }
  const LabelBias bias = label_bias(stage);
  EXPECT_DOUBLE_EQ(bias.smallest_p, 2.0 / 32);
  EXPECT_EQ(bias.kernel, "odd");
  EXPECT_EQ(bias.tests, 4U);

  stage.kind = StageKind::separate;
  EXPECT_EQ(label_bias(stage).tests, 0U);
}

}  // namespace
}  // namespace verdict_trust
