/// Rows that were made of another tool's file.
/// Decides: how a row says so, and that its number sums up many. Refuses to know: the tools
/// (import/).
#pragma once

#include <string_view>

#include <tidegate/row/attempt_row.hpp>
#include <tidegate/row/provenance.hpp>

namespace tidegate {

/// What the fact `isolation` of such a row begins with; the tool's name stands behind it.
inline constexpr std::string_view imported_from = "imported from ";

/// The tool whose file the row was made of; empty for rows that were measured by a worker.
inline std::string_view imported_format(const Provenance& facts) {
  const FactValue& isolation = facts[Fact::isolation];
  if (!isolation || !std::string_view(*isolation).starts_with(imported_from)) return {};
  return std::string_view(*isolation).substr(imported_from.size());
}

/// The axis that says what stands for a row whose samples its file does not have. A row of means is
/// so never set against one of samples, whose minimum is another thing.
inline constexpr std::string_view statistic_axis = "statistic";

/// Whether the row's one number is a mean, median or minimum of samples that nobody kept. However
/// many of these there are, their p95 is not that of the samples.
inline bool is_stand_in(const AttemptRow& row) {
  return !imported_format(row.provenance).empty() && row.key.point.find(statistic_axis) != nullptr;
}

}  // namespace tidegate
