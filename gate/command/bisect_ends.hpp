/// The two ends of a search, and the cut between them.
/// Decides: that bad must be slower than good before anything between them is asked, and that the
/// cut lies halfway. Refuses to know: what lies between them.
///
/// Halfway in logs, at the square root of bad's ratio: a slowdown elsewhere on the way that is
/// smaller than the one searched for then lies on good's side of it. Where none of them makes up
/// half of the whole, the commit that crosses the middle is found, and the diagnosis shows by how
/// much it alone became slower.
#pragma once

#include <optional>
#include <string>

#include <tidegate/base/error.hpp>
#include <tidegate/run/plan.hpp>

#include "bisect_settings.hpp"
#include "bisect_sides.hpp"

namespace tidegate::command {

struct BisectEnds {
  std::string good;  ///< full hash
  std::string bad;   ///< full hash
};

/// Errors (usage): a ref that names nothing, both the same commit, good no ancestor of bad.
Outcome<BisectEnds> ends_of(const BisectSettings& settings);

struct Cut {
  std::optional<double> ratio;  ///< of bad over good, as measured; nothing where the cut was given
  double cut = 0;
};

/// Measures bad against good: the gate's own verdict without --threshold, else on which side of it
/// bad lies. incompatible when it is not slower.
Outcome<Cut> cut_between(const BisectSettings& settings, const BisectEnds& ends, BuiltCommit& good,
                         const run::Planned& row);

}  // namespace tidegate::command
