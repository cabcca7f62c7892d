/// The rules that other gates use, one row of a table each.
/// Decides: each rule's limit and how many launches of which rounds it looks at.
/// Refuses to know: where launches come from and how often a rule is right.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace verdict_trust {

/// One process launch, as a rule sees it; times in one unit, whichever.
struct LaunchFacts {
  std::vector<double> samples;  ///< in the order taken
  double mean = 0;
  double min = 0;
  double q3 = 0;
  double p95 = 0;
};

/// `samples` must not be empty; quartile and p95 by interpolation (stats/quantile, type 7).
LaunchFacts facts_of(std::span<const double> samples);

/// Launches of one side, oldest first.
using Side = std::vector<const LaunchFacts*>;

/// Where the two sides of a comparison come from.
enum class Drawn {
  stored,       ///< the baseline from earlier rounds than the candidate: a file of old results
  interleaved,  ///< both from the same rounds, the i-th of each side seconds apart
};

struct PeerRule {
  const char* name;
  Drawn drawn;
  std::size_t baseline_launches;
  std::size_t candidate_launches;
  /// Whether the rule calls the candidate slower; the sides are as large as asked for above.
  bool (*flags)(const Side& baseline, const Side& candidate);
};

std::span<const PeerRule> peer_rules();

}  // namespace verdict_trust
