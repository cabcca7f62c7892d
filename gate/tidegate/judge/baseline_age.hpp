/// How old a committed baseline is, and of what it was made.
/// Decides: which of several acceptances counts (the oldest), when one is stale, and what a report
/// says of it. Refuses to know: any clock and git (both answers are handed in).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include <tidegate/base/duration.hpp>
#include <tidegate/judge/gate_report.hpp>
#include <tidegate/row/result_row.hpp>

namespace tidegate::judge {

/// The baseline of one class of machines, as old as its oldest row.
struct OldestBaseline {
  const ResultRow* row = nullptr;  ///< never null; it points into the rows looked at
  std::size_t acceptances = 0;     ///< different ones among the rows
};

/// Nothing when no row is of this class. A row that says nothing of its acceptance is as old as its
/// measurement; one that says neither is the oldest of all.
std::optional<OldestBaseline> oldest_baseline(std::span<const ResultRow> stored,
                                              std::string_view machine_class);

/// Notes when, by whom and why it was accepted, of which commit it is, and how far that lies back;
/// `commits_behind` is nothing where git does not know. A stale one is one more note, or a problem
/// where the policy says `fail`; so is one whose age nobody knows, or whose commit is named and not
/// known to git. One of no commit at all is judged by its days alone.
void note_baseline_age(GateReport& report, const OldestBaseline& oldest,
                       std::optional<std::uint64_t> commits_behind, WallTime now);

}  // namespace tidegate::judge
