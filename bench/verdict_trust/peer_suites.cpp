#include "peer_suites.hpp"

#include <algorithm>
#include <utility>

#include "over_suites.hpp"
#include "pair_pools.hpp"

namespace verdict_trust {
namespace {

/// Kernel -> round -> launches of that round.
using Tracks = std::map<std::string, std::map<std::uint64_t, PeerRound>>;

Tracks sorted_out(std::span<const Launch> launches, const std::string& stage) {
  Tracks tracks;
  for (const Launch& launch : launches) {
    if (launch.stage != stage) continue;
    PeerRound& round = tracks[launch.kernel][launch.round];
    if (is_unchanged(launch)) round.unchanged.push_back(facts_of(launch.samples));
    if (launch.planted > 0) round.planted[launch.planted] = facts_of(launch.samples);
  }
  return tracks;
}

bool is_whole(const PeerRound& round, const PeerRound& first) {
  const bool same_planted = std::equal(
      round.planted.begin(), round.planted.end(), first.planted.begin(), first.planted.end(),
      [](const auto& a, const auto& b) { return a.first == b.first; });
  return round.unchanged.size() >= 2 && same_planted;
}

bool is_whole_everywhere(const Tracks& tracks, std::uint64_t number) {
  return std::all_of(tracks.begin(), tracks.end(), [number](const auto& track) {
    const auto round = track.second.find(number);
    return round != track.second.end() && is_whole(round->second, track.second.begin()->second);
  });
}

/// First round of either side.
struct Start {
  std::size_t baseline = 0;
  std::size_t candidate = 0;
};

/// Rounds that one comparison of this rule spans, at least.
std::size_t rounds_needed(const PeerRule& rule) {
  return rule.drawn == Drawn::interleaved ? rule.baseline_launches
                                          : rule.baseline_launches + rule.candidate_launches;
}

Start draw_start(const PeerRule& rule, std::size_t rounds, SuiteDraw& draw) {
  const std::size_t places = rounds - rounds_needed(rule) + 1;
  const std::size_t one = draw.below(places);
  if (rule.drawn == Drawn::interleaved) return {one, one};
  const std::size_t other = draw.below(places);
  return {std::min(one, other), std::max(one, other) + rule.baseline_launches};
}

struct Sides {
  Side baseline;
  Side candidate;
};

/// Which unchanged launch of a round is the baseline's is drawn anew each round; the candidate's is
/// another one, so that the same process never stands on both sides.
Sides draw_sides(const PeerTrack& track, const PeerRule& rule, Start start, double planted,
                 SuiteDraw& draw) {
  Sides sides;
  const bool together = rule.drawn == Drawn::interleaved;
  std::vector<std::size_t> taken;
  for (std::size_t i = 0; i < rule.baseline_launches; ++i) {
    const auto& unchanged = track.rounds[start.baseline + i].unchanged;
    taken.push_back(draw.below(unchanged.size()));
    sides.baseline.push_back(&unchanged[taken.back()]);
  }
  for (std::size_t i = 0; i < rule.candidate_launches; ++i) {
    const PeerRound& round = track.rounds[start.candidate + i];
    const std::size_t count = round.unchanged.size();
    const std::size_t other =
        together ? (taken[i] + 1 + draw.below(count - 1)) % count : draw.below(count);
    sides.candidate.push_back(planted > 0 ? &round.planted.at(planted) : &round.unchanged[other]);
  }
  return sides;
}

PeerTally play(const std::vector<PeerTrack>& tracks, const PeerRule& rule, const PeerPlan& plan,
               std::uint64_t suite) {
  SuiteDraw draw(plan.seed, plan.stream, suite);
  PeerTally tally{1, 0, 0, 0};
  Start start;
  for (std::uint32_t row = 0; row < plan.rows; ++row) {
    if (row % tracks.size() == 0) start = draw_start(rule, tracks.front().rounds.size(), draw);
    const PeerTrack& track = tracks[(suite * plan.rows + row) % tracks.size()];
    const Sides sides = draw_sides(track, rule, start, plan.planted, draw);
    ++tally.rows;
    if (rule.flags(sides.baseline, sides.candidate)) ++tally.flagged;
  }
  tally.flagged_suites = tally.flagged > 0 ? 1 : 0;
  return tally;
}

bool can_play(const std::vector<PeerTrack>& tracks, const PeerRule& rule, double planted) {
  if (tracks.empty() || tracks.front().rounds.size() < rounds_needed(rule)) return false;
  return planted == 0 || std::all_of(tracks.begin(), tracks.end(), [planted](const auto& track) {
           return track.rounds.front().planted.count(planted) != 0;
         });
}

}  // namespace

std::vector<PeerTrack> peer_tracks(std::span<const Launch> launches, const std::string& stage) {
  Tracks sorted = sorted_out(launches, stage);
  if (sorted.empty()) return {};
  std::vector<std::uint64_t> whole;
  for (const auto& [number, round] : sorted.begin()->second) {
    if (is_whole_everywhere(sorted, number)) whole.push_back(number);
  }
  std::vector<PeerTrack> tracks;
  for (auto& [kernel, rounds] : sorted) {
    PeerTrack track{kernel, {}};
    for (const std::uint64_t number : whole) track.rounds.push_back(std::move(rounds[number]));
    tracks.push_back(std::move(track));
  }
  return tracks;
}

PeerTally& PeerTally::operator+=(const PeerTally& more) {
  suites += more.suites;
  flagged_suites += more.flagged_suites;
  rows += more.rows;
  flagged += more.flagged;
  return *this;
}

std::optional<PeerTally> replay(const std::vector<PeerTrack>& tracks, const PeerRule& rule,
                                const PeerPlan& plan) {
  if (!can_play(tracks, rule, plan.planted)) return std::nullopt;
  const auto sum = sum_over_suites<PeerTally>(
      plan.suites, plan.threads, [&](std::uint64_t suite) -> tidegate::Outcome<PeerTally> {
        return play(tracks, rule, plan, suite);
      });
  return *sum;  // a rule has no way to fail
}

}  // namespace verdict_trust
