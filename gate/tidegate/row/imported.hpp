/// Rows that were made of another tool's file.
/// Decides: how a row says so. Refuses to know: the tools (import/).
#pragma once

#include <string_view>

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

}  // namespace tidegate
