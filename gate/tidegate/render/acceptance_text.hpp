/// Who accepted the rows of a baseline, as text.
/// Decides: that rows accepted together stand in one line. Refuses to know: which are stale.
#pragma once

#include <span>
#include <string>

#include <tidegate/row/result_row.hpp>

namespace tidegate::render {

/// A line for each acceptance, from the oldest: `  12 rows accepted 2026-11-21T01:30:00Z by
/// A. Person <a@example.org>: first baseline; despite load`. Rows that do not say come first.
std::string acceptance_text(std::span<const ResultRow> rows);

}  // namespace tidegate::render
