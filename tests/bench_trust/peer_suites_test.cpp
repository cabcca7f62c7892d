#include "peer_suites.hpp"

#include <vector>

#include <gtest/gtest.h>

#include "launches.hpp"

namespace verdict_trust {
namespace {

bool mean_above_double(const Side& baseline, const Side& candidate) {
  return candidate[0]->mean > 2 * baseline[0]->mean;
}

constexpr PeerRule doubled{"doubled", Drawn::stored, 1, 1, mean_above_double};

/// Two kernels; the mean of round i is times[i], planted 10 % is three times as much.
std::vector<PeerTrack> tracks_of(const std::vector<double>& times) {
  std::vector<PeerTrack> tracks{{"dot", {}}, {"sort", {}}};
  for (PeerTrack& track : tracks) {
    for (const double time : times) {
      PeerRound round;
      round.unchanged.assign(3, facts_of(constant(time)));
      round.planted[10] = facts_of(constant(3 * time));
      track.rounds.push_back(round);
    }
  }
  return tracks;
}

PeerPlan plan_of(std::uint32_t rows, std::uint64_t suites, double planted = 0) {
  PeerPlan plan;
  plan.rows = rows;
  plan.suites = suites;
  plan.planted = planted;
  return plan;
}

TEST(PeerSuites, CountsRowsAndSuites) {
  const auto tracks = tracks_of({1, 1, 1});
  EXPECT_EQ(replay(tracks, doubled, plan_of(5, 4)), (PeerTally{4, 0, 20, 0}));
  EXPECT_EQ(replay(tracks, doubled, plan_of(5, 4, 10)), (PeerTally{4, 4, 20, 20}));
}

TEST(PeerSuites, AStoredBaselineIsOfEarlierRounds) {
  // Every round takes three times as long as the one before: whatever is drawn, the later is
  // slower.
  EXPECT_EQ(replay(tracks_of({1, 3, 9, 27}), doubled, plan_of(2, 50))->flagged, 100U);
}

TEST(PeerSuites, ThePastEndsBeforeTheCandidate) {
  const PeerRule rule{"past", Drawn::stored, 3, 1, [](const Side& past, const Side& now) {
                        return past[0]->mean < past[1]->mean && past[1]->mean < past[2]->mean &&
                               past[2]->mean < now[0]->mean;
                      }};
  EXPECT_EQ(replay(tracks_of({1, 2, 3, 4, 5, 6}), rule, plan_of(2, 50))->flagged, 100U);
}

TEST(PeerSuites, InterleavedSidesShareRoundsAndNoProcess) {
  const PeerRule rule{"together", Drawn::interleaved, 3, 3, [](const Side& a, const Side& b) {
                        bool sound = true;
                        for (std::size_t i = 0; i < a.size(); ++i) {
                          sound = sound && a[i]->mean == b[i]->mean && a[i] != b[i];
                        }
                        return sound && a[0]->mean < a[1]->mean && a[1]->mean < a[2]->mean;
                      }};
  EXPECT_EQ(replay(tracks_of({1, 2, 3, 4, 5}), rule, plan_of(2, 50))->flagged, 100U);
}

TEST(PeerSuites, RowsOfALapShareTheirRounds) {
  // Round 2 takes long: with two kernels, either both rows of a suite see it or none does.
  const auto tally = replay(tracks_of({1, 1, 9}), doubled, plan_of(2, 200));
  EXPECT_GT(tally->flagged_suites, 0U);
  EXPECT_LT(tally->flagged_suites, 200U);
  EXPECT_EQ(tally->flagged, 2 * tally->flagged_suites);
  // Two laps of a suite are drawn on their own, so that some suites see it in one of them only.
  const auto laps = replay(tracks_of({1, 1, 9}), doubled, plan_of(4, 200));
  EXPECT_LT(laps->flagged, 4 * laps->flagged_suites);
}

TEST(PeerSuites, WhatTheRecordingsLackIsNotReplayed) {
  EXPECT_FALSE(replay(tracks_of({1}), doubled, plan_of(2, 5)));
  EXPECT_FALSE(replay(tracks_of({1, 1}), doubled, plan_of(2, 5, 5)));
  EXPECT_FALSE(replay({}, doubled, plan_of(2, 5)));
}

TEST(PeerSuites, TheNumberOfThreadsChangesNothing) {
  const auto tracks = tracks_of({1, 5, 1, 5, 2});
  PeerPlan plan = plan_of(7, 31);
  const auto one = replay(tracks, doubled, plan);
  for (const unsigned threads : {2U, 6U}) {
    plan.threads = threads;
    EXPECT_EQ(replay(tracks, doubled, plan), one);
  }
  plan.seed = 5;
  EXPECT_NE(replay(tracks, doubled, plan), one);
}

TEST(PeerSuites, TracksKeepTheRoundsThatAreWholeForEveryKernel) {
  std::vector<Launch> launches;
  for (const std::uint64_t round : {7, 8, 9}) {
    for (const char* kernel : {"sort", "dot"}) {
      for (const char* variant : {"n0", "n1"}) {
        launches.push_back(launch("amb", round, kernel, variant, 0, static_cast<double>(round)));
      }
      launches.push_back(launch("amb", round, kernel, "p5", 5, 2 * static_cast<double>(round)));
    }
  }
  launches.push_back(launch("lock", 1, "sort", "A0", 0, 1));  // another stage
  launches.erase(launches.begin() + 6);                       // round 8, sort, n0
  const std::vector<PeerTrack> tracks = peer_tracks(launches, "amb");
  ASSERT_EQ(tracks.size(), 2U);
  EXPECT_EQ(tracks[0].kernel, "dot");
  for (const PeerTrack& track : tracks) {
    ASSERT_EQ(track.rounds.size(), 2U);
    EXPECT_EQ(track.rounds[0].unchanged.at(1).mean, 7);
    EXPECT_EQ(track.rounds[1].unchanged.at(1).mean, 9);
    EXPECT_EQ(track.rounds[1].planted.at(5).mean, 18);
  }
  EXPECT_TRUE(peer_tracks(launches, "none").empty());
}

}  // namespace
}  // namespace verdict_trust
