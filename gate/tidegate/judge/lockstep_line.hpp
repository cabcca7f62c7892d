/// From a row's settled pairs to its line of the report.
/// Decides: which numbers of the pairs stand in the line, and its sentences.
/// Refuses to know: how the pairs were measured.
#pragma once

#include <span>
#include <string>

#include <tidegate/judge/gate_report.hpp>
#include <tidegate/judge/paired_compare.hpp>
#include <tidegate/row/attempt_row.hpp>

namespace tidegate::judge {

/// Both sides' attempts, one of each a pair, in the order of the pairs.
struct PairRows {
  std::span<const AttemptRow> baseline;
  std::span<const AttemptRow> candidate;
};

/// The line of a row that has a verdict. `seed` is the one all draws of the row follow from.
GateLine lockstep_line(const Key& key, const PairedRow& row, const PairRows& rows,
                       std::uint64_t seed);

/// Whose failure ended a row's pairs. A baseline's counts only where the candidate went through.
enum class FailedSide {
  candidate,
  baseline_at_start,  ///< it never became ready: the older program cannot do this row
  baseline_midway,    ///< it was ready, and failed while or after it was sampled
};

/// The line of a row whose pairs could not be measured, because one side failed. A baseline that
/// never starts, or whose result is wrong, where the candidate's is right, is `recovered`. One that
/// dies midway says that the measurement went wrong, not that anything was mended: `broken`.
GateLine failed_line(const Key& key, const AttemptRow& failed, FailedSide side);

/// The line of a row that the baseline does not have.
GateLine new_line(const Key& key, const ResultRow* candidate, const std::string& why);

/// The line of a row that was declared and that no worker lists.
GateLine missing_line(const Key& key);

/// The line of a row that the reference has and the candidate no longer lists.
GateLine dropped_line(const Key& key);

}  // namespace tidegate::judge
