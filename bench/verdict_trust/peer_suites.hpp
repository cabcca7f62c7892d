/// Suites of rows under the rules of others, fed with recorded separate launches.
/// Decides: which launches make the two sides, and how long rows share a stretch of time.
/// Refuses to know: the rules' limits and how a share is printed.
///
/// A lap is one row of every kernel; its rows share their rounds, as the rows of a real suite share
/// the load of the minutes in which it ran. A suite of 12 rows of 12 kernels is one lap, one of 100
/// is eight laps and a third, each at a time of its own.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "peer_rules.hpp"
#include "recording.hpp"

namespace verdict_trust {

/// The launches of one kernel in one round.
struct PeerRound {
  std::vector<LaunchFacts> unchanged;     ///< at least two
  std::map<double, LaunchFacts> planted;  ///< by percent
};

/// One kernel over time; the i-th round of every track is the same round.
struct PeerTrack {
  std::string kernel;
  std::vector<PeerRound> rounds;
};

/// Tracks of the launches of one stage, of those rounds in which every kernel has two unchanged
/// launches and the same planted ones as in its first round.
std::vector<PeerTrack> peer_tracks(std::span<const Launch> launches, const std::string& stage);

struct PeerTally {
  std::uint64_t suites = 0;
  std::uint64_t flagged_suites = 0;
  std::uint64_t rows = 0;
  std::uint64_t flagged = 0;

  PeerTally& operator+=(const PeerTally& more);
  bool operator==(const PeerTally&) const = default;
};

struct PeerPlan {
  std::uint32_t rows = 12;
  std::uint64_t suites = 1000;
  std::uint64_t seed = 1;
  std::uint32_t stream = 0;
  unsigned threads = 1;
  double planted = 0;  ///< percent of the candidate's extra work; 0: unchanged code on both sides
};

/// Nothing when there are fewer rounds than the rule's launches need, or no such planted launches.
std::optional<PeerTally> replay(const std::vector<PeerTrack>& tracks, const PeerRule& rule,
                                const PeerPlan& plan);

}  // namespace verdict_trust
