/// When a change earns a snapshot of its numbers, although no limit was crossed.
/// Decides: the three reasons, and that 5 % of memory is not more than 5 %.
/// Refuses to know: git, and whether anybody takes the advice.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <tidegate/row/result_row.hpp>

namespace tidegate::judge {

/// What every advice begins with; `record` repeats those of the verdict that it records.
inline constexpr std::string_view advice_begin = "A snapshot is advised: ";

/// One sentence for each reason that holds:
/// - the peak memory (peak_rss) of a key moved either way by more than 5 % of its baseline's;
/// - `inner`, the changed files among those of [record] inner_paths, has any;
/// - a provider on a platform that its case has no baseline of, where the case has any.
/// Only ok rows of one machine class are held against each other.
std::vector<std::string> snapshot_advice(std::span<const ResultRow> current,
                                         std::span<const ResultRow> stored,
                                         std::span<const std::string> inner);

}  // namespace tidegate::judge
