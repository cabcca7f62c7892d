#include "imported_note.hpp"

#include <algorithm>

#include <fmt/format.h>

#include <tidegate/row/imported.hpp>

namespace tidegate::command {

std::optional<std::string> imported_note(std::span<const ResultRow> rows) {
  const auto imported = [](const ResultRow& row) {
    return row.provenance && !imported_format(*row.provenance).empty();
  };
  const auto first = std::find_if(rows.begin(), rows.end(), imported);
  if (first == rows.end()) return std::nullopt;
  return fmt::format(
      "{} of {} rows were imported from files of {}: only their stored times can be compared, "
      "which "
      "shows large changes; a program that is a worker is compared in lockstep",
      std::count_if(first, rows.end(), imported), rows.size(), imported_format(*first->provenance));
}

}  // namespace tidegate::command
