#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <tidegate/run/lockstep.hpp>

#include "fakes/scripted_worker.hpp"

namespace tidegate::run {
namespace {

using testing::ElementsAre;
using Side = PairFailed::Side;

AttemptSpec two_samples() {
  AttemptSpec spec;
  spec.run_id = "20261121T010203Z__abcdef0";
  spec.key = {"sum", parse_point("n=8").value(), "std", "serial"};
  spec.samples = 2;
  return spec;
}

struct Pair {
  explicit Pair(Script b = {}, Script c = {}) {
    b.name = "b";
    c.name = "c";
    b.journal = c.journal = &journal;
    baseline = std::make_unique<ScriptedWorker>(std::move(b));
    candidate = std::make_unique<ScriptedWorker>(std::move(c));
  }
  std::variant<PairMeasured, PairFailed> measure(const PairDraws& draws) {
    return measure_pair(*baseline, *candidate, two_samples(), draws, 5);
  }
  std::vector<std::string> journal;
  std::unique_ptr<ScriptedWorker> baseline, candidate;
};

PairDraws candidate_leads() {
  PairDraws draws;
  draws.cpu = 3;
  draws.candidate_launched_first = true;
  draws.candidate_first = {false, true};
  draws.baseline_padding = 10;
  draws.candidate_padding = 20;
  return draws;
}

TEST(DrawPair, IsTheSameOnEveryMachine) {
  // Worked out once by an independent program; a change here makes old seeds irreproducible.
  const PairDraws draws = draw_pair(42, 0, 8, {2, 5, 7});
  EXPECT_EQ(draws.cpu, 7);
  EXPECT_EQ(draws.candidate_launched_first, true);
  EXPECT_EQ(draws.baseline_padding, 1691U);
  EXPECT_EQ(draws.candidate_padding, 806U);
  EXPECT_THAT(draws.candidate_first,
              ElementsAre(false, false, false, false, true, false, true, false));
}

TEST(DrawPair, DiffersFromPairToPairAndFromSeedToSeed) {
  const auto paddings = [](std::uint64_t seed, std::uint32_t pair) {
    const PairDraws draws = draw_pair(seed, pair, 0, {});
    return std::pair{draws.baseline_padding, draws.candidate_padding};
  };
  EXPECT_NE(paddings(1, 0), paddings(1, 1));
  EXPECT_NE(paddings(1, 0), paddings(2, 0));
}

TEST(DrawPair, UsesFairCoinsAndTheWholeRange) {
  std::uint32_t launches = 0, heads = 0, largest = 0;
  std::vector<int> seen(3, 0);
  for (std::uint32_t pair = 0; pair < 1000; ++pair) {
    const PairDraws draws = draw_pair(7, pair, 10, {0, 1, 2});
    launches += draws.candidate_launched_first ? 1 : 0;
    heads += static_cast<std::uint32_t>(
        std::count(draws.candidate_first.begin(), draws.candidate_first.end(), true));
    largest = std::max({largest, draws.baseline_padding, draws.candidate_padding});
    ++seen[static_cast<std::size_t>(draws.cpu)];
  }
  // Five standard deviations of a fair coin; the draws are fixed, so this cannot flicker.
  EXPECT_NEAR(launches, 500, 80);
  EXPECT_NEAR(heads, 5000, 250);
  EXPECT_LT(largest, 4096U);
  EXPECT_GT(largest, 4000U);
  for (const int count : seen) EXPECT_NEAR(count, 333, 75);
}

TEST(DrawPair, DoesNotPinWithoutProcessors) { EXPECT_EQ(draw_pair(1, 0, 1, {}).cpu, -1); }

TEST(MeasurePair, FollowsTheDraws) {
  Script baseline, candidate;
  baseline.seconds = [](std::size_t i) { return 1.0 + static_cast<double>(i); };
  candidate.seconds = [](std::size_t i) { return 10.0 + static_cast<double>(i); };
  Pair pair(baseline, candidate);
  const auto measured = pair.measure(candidate_leads());
  const auto& m = std::get<PairMeasured>(measured);
  EXPECT_THAT(m.baseline, ElementsAre(1.0, 2.0));
  EXPECT_THAT(m.candidate, ElementsAre(10.0, 11.0));
  EXPECT_EQ(m.candidate_row.find(warm_time)->samples, m.candidate);
  EXPECT_THAT(pair.journal, ElementsAre("c launch", "b launch", "b sample", "c sample", "c sample",
                                        "b sample", "b end", "c end"));
}

TEST(MeasurePair, PlacesBothSidesOnTheDrawnProcessor) {
  Pair pair;
  pair.measure(candidate_leads());
  const Placement& b = pair.baseline->placements.at(0);
  const Placement& c = pair.candidate->placements.at(0);
  EXPECT_THAT(b.cpus, ElementsAre(3));
  EXPECT_THAT(c.cpus, ElementsAre(3));
  EXPECT_EQ(b.padding, 10U);
  EXPECT_EQ(c.padding, 20U);
  EXPECT_EQ(c.limit_s, 5);
}

TEST(MeasurePair, LeavesTheAffinityAloneWithoutADraw) {
  Pair pair;
  pair.measure(PairDraws{});
  EXPECT_TRUE(pair.baseline->placements.at(0).cpus.empty());
}

TEST(MeasurePair, StopsTheOtherSideWhenOneDoesNotBecomeReady) {
  Script broken;
  broken.ready = false;
  broken.status = Status::oom;
  Pair pair({}, broken);
  const auto measured = pair.measure(PairDraws{});
  const auto& failed = std::get<PairFailed>(measured);
  EXPECT_EQ(failed.side, Side::candidate);
  EXPECT_EQ(failed.row.status, Status::oom);
  EXPECT_THAT(pair.journal, ElementsAre("b launch", "c launch", "b killed"));
}

TEST(MeasurePair, DoesNotLaunchTheSecondWhenTheFirstFails) {
  Script broken;
  broken.ready = false;
  broken.status = Status::env_failed;
  Pair pair({}, broken);
  const auto measured = pair.measure(candidate_leads());
  EXPECT_EQ(std::get<PairFailed>(measured).side, Side::candidate);
  EXPECT_THAT(pair.journal, ElementsAre("c launch"));
}

TEST(MeasurePair, StopsTheOtherSideWhenOneDiesWhileSampling) {
  Script mortal;
  mortal.dies_at = 1;
  mortal.status = Status::crashed;
  Pair pair(mortal, {});
  const auto measured = pair.measure(PairDraws{});
  const auto& failed = std::get<PairFailed>(measured);
  EXPECT_EQ(failed.side, Side::baseline);
  EXPECT_EQ(failed.row.status, Status::crashed);
  EXPECT_TRUE(failed.started);
  // The candidate then proves itself alone.
  EXPECT_THAT(pair.journal,
              ElementsAre("b launch", "c launch", "b sample", "c sample", "b died", "b end",
                          "c killed", "c launch", "c sample", "c sample", "c end"));
}

TEST(MeasurePair, SeesTheCandidatesFailureWhoeverGoesFirst) {
  for (const bool at_start : {true, false}) {
    Script broken;
    broken.status = Status::crashed;
    if (at_start) broken.ready = false;
    if (!at_start) broken.dies_at = 1;
    for (const bool candidate_first : {false, true}) {
      SCOPED_TRACE(candidate_first);
      Pair pair(broken, broken);
      PairDraws draws;
      draws.candidate_launched_first = candidate_first;
      draws.candidate_first = {candidate_first, candidate_first};
      const auto measured = pair.measure(draws);
      const auto& failed = std::get<PairFailed>(measured);
      EXPECT_EQ(failed.side, Side::candidate);
      EXPECT_EQ(failed.row.status, Status::crashed);
      EXPECT_EQ(failed.started, !at_start);
    }
  }
}

TEST(MeasurePair, ABaselineThatNeverStartsIsReportedWhereTheCandidateGoesThrough) {
  Script broken;
  broken.ready = false;
  broken.status = Status::crashed;
  Pair pair(broken, {});
  const auto measured = pair.measure(PairDraws{});
  EXPECT_EQ(std::get<PairFailed>(measured).side, Side::baseline);
  EXPECT_FALSE(std::get<PairFailed>(measured).started);
  EXPECT_THAT(pair.journal, ElementsAre("b launch", "c launch", "c sample", "c sample", "c end"));
}

TEST(MeasurePair, AWrongCandidateBesideABrokenBaselineIsTheCandidatesFailure) {
  Script broken, wrong;
  broken.ready = false;
  broken.status = Status::crashed;
  wrong.status = Status::fidelity_failed;
  Pair pair(broken, wrong);
  const auto measured = pair.measure(PairDraws{});
  EXPECT_EQ(std::get<PairFailed>(measured).side, Side::candidate);
  EXPECT_EQ(std::get<PairFailed>(measured).row.status, Status::fidelity_failed);
}

TEST(MeasurePair, AnInterruptedBaselineProvesNothing) {
  Script interrupted;
  interrupted.ready = false;
  interrupted.status = Status::skipped;
  Pair pair(interrupted, {});
  const auto measured = pair.measure(PairDraws{});
  EXPECT_EQ(std::get<PairFailed>(measured).row.status, Status::skipped);
  EXPECT_THAT(pair.journal, ElementsAre("b launch"));
}

TEST(MeasurePair, NeverCallsAFailedSessionOk) {
  Script liar;
  liar.dies_at = 0;
  liar.status = Status::ok;
  Pair pair({}, liar);
  const auto measured = pair.measure(PairDraws{});
  const auto& failed = std::get<PairFailed>(measured);
  EXPECT_EQ(failed.row.status, Status::crashed);
  EXPECT_EQ(failed.row.failure.value().message, "died as scripted");
}

TEST(MeasurePair, ReportsAWrongResultAsThatSidesFailure) {
  Script wrong;
  wrong.status = Status::fidelity_failed;
  for (const Side side : {Side::baseline, Side::candidate}) {
    Pair pair = side == Side::baseline ? Pair(wrong, {}) : Pair({}, wrong);
    const auto measured = pair.measure(PairDraws{});
    const auto& failed = std::get<PairFailed>(measured);
    EXPECT_EQ(failed.side, side);
    EXPECT_EQ(failed.row.status, Status::fidelity_failed);
  }
}

TEST(MeasurePair, KeepsWhatCouldNotBeChecked) {
  Script unchecked;
  unchecked.status = Status::fidelity_inconclusive;
  Pair pair(unchecked, unchecked);
  const auto measured = pair.measure(PairDraws{});
  EXPECT_EQ(std::get<PairMeasured>(measured).candidate_row.status, Status::fidelity_inconclusive);
}

}  // namespace
}  // namespace tidegate::run
