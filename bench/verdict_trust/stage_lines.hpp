/// What is replayed from one stage, line by line.
/// Decides: the planted levels, the sizes of suites, and how often each line is replayed.
/// Refuses to know: how a line is printed.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "lockstep_suites.hpp"
#include "peer_suites.hpp"

namespace verdict_trust {

constexpr std::uint32_t small_suite = 12;
constexpr std::uint32_t large_suite = 100;
/// Planted levels of the rules of others, percent.
constexpr double peer_levels[] = {3, 5, 10};

struct ReplaySize {
  std::uint64_t suites = 10'000;  ///< of unchanged rows, of each size
  std::uint64_t seed = 1;
  unsigned threads = 1;

  /// A tenth, for all but the procedure's own false alarms: only these are too rare for fewer.
  std::uint64_t fewer_suites() const { return suites < 10 ? 1 : suites / 10; }
};

struct StageLine {
  std::string replayed;    ///< what: `3 %, recorded`
  bool often = false;      ///< replayed on all suites, not on a tenth of them
  bool planted = false;    ///< one side was made slower: a flag is a find, not a false alarm
  bool by_kernel = false;  ///< worth looking at kernel by kernel
  std::uint32_t rows = small_suite;
  SuiteTally tally;
};

/// Unchanged rows with labels drawn anew and with labels as recorded; planted slowdowns of 2, 3, 5
/// and 10 %, as recorded (where every kernel has them) and by multiplication; longer tails.
tidegate::Outcome<std::vector<StageLine>> stage_lines(const Stage& stage, const ReplaySize& size);

struct PeerLine {
  PeerRule rule;
  std::optional<PeerTally> small_suites;
  std::optional<PeerTally> large_suites;
  std::vector<std::optional<PeerTally>> planted;  ///< in the order of peer_levels
};

/// Every rule of others on these tracks.
std::vector<PeerLine> peer_lines(const std::vector<PeerTrack>& tracks, const ReplaySize& size);

}  // namespace verdict_trust
