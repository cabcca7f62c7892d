/// Result rows as a table for people: what a run measured, or what a baseline holds.
/// Decides: the columns (warm time only) and the grouping by case.
/// Refuses to know: baselines and verdicts.
#pragma once

#include <span>
#include <string>

#include <tidegate/row/result_row.hpp>

namespace tidegate::render {

/// What stands in the columns `reaches`, `ratio` and `status` of a row: empty for a row without
/// them, and for a status that is simply ok.
std::string reaches_text(const ResultRow& row);
std::string ratio_cell_text(const ResultRow& row);
std::string status_text(const ResultRow& row);

/// The case names, and under each a line for every point and provider: min, median, p95, number of
/// samples, rate at the min (bytes or operations that the author states, over the time), ratio to
/// the reference provider; a status other than ok with its reason. Ends in a newline.
std::string result_table(std::span<const ResultRow> rows);

}  // namespace tidegate::render
