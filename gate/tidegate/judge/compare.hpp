/// The screen: current rows against a stored baseline, on min (tight) and p95 (loose).
/// Decides: which keys pair up, and the verdict of each pair by the policy's limits.
/// Refuses to know: files, processes, and whether a suspicion will be confirmed.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include <tidegate/judge/gate_report.hpp>
#include <tidegate/judge/noise_band.hpp>

namespace tidegate::judge {

struct ScreenInput {
  std::span<const ResultRow> baseline;  ///< of any machine class; others than the candidate's are
                                        ///< not_comparable
  std::span<const ResultRow> candidate;
  std::vector<Key> expected;         ///< the declared row set; empty: the candidate's keys
  std::span<const NoiseBand> noise;  ///< of the candidate's machine class; widens limits
  bool expected_declared = false;    ///< false: only the candidate says what there is
};

/// In the order of the keys, one line per key and gated metric, plus `broken` lines for expected
/// rows that are missing and `dropped` lines for baseline rows that nobody expects any more. Sets
/// compared/expected, and a problem sentence when: nothing was compared, an expected row is
/// missing, a key stands twice, both sides are the same run, or have the same samples; and a note
/// when rows are `same` by their noise bands alone. Does not fill sides, run_id, timestamp.
GateReport screen(const ScreenInput& input, const Policy& policy);

}  // namespace tidegate::judge
