/// One metric of one key: the current row against the stored one.
/// Decides: the verdict of the two rows and the sentence that goes with it.
/// Refuses to know: which other rows there are.
#pragma once

#include <string>

#include <tidegate/judge/gate_report.hpp>
#include <tidegate/judge/noise_band.hpp>

namespace tidegate::judge {

/// What is known of one key. Null means that there is no such row.
struct ScreenPair {
  const ResultRow* baseline = nullptr;       ///< of the current row's machine class
  const ResultRow* candidate = nullptr;      ///< the current row
  const ResultRow* other_machine = nullptr;  ///< a baseline of another machine class
  const NoiseBand* noise = nullptr;          ///< of this key on the current row's machine class
};

struct ScreenedLine {
  GateLine line;
  bool compared = false;     ///< both sides had a number that was judged
  bool within_band = false;  ///< `same` by the row's noise band alone: beyond the policy's limit
};

/// A counter that was 0 or became 0 crosses every limit without a ratio.
/// By the policy's limits, each at least as wide as the row's noise band, ratios unrounded:
/// `slower` when min crosses, `shape_changed` when only p95 does, `faster` when min would cross
/// with both sides swapped. A p95 is formed from 20 samples a side on; below 200 a p95 alone is
/// only a suspicion, and its line is `unconfirmed`. For metrics where higher is better the ratio
/// stays candidate/baseline, and its inverse is what may cross.
ScreenedLine screen_line(const Key& key, const MetricInfo& metric, const ScreenPair& pair,
                         const Policy& policy);

}  // namespace tidegate::judge
