/// Result rows as Markdown tables: what a run measured, stage by stage.
/// Decides: the columns, among them one for each stage of a case, so that a slow stage shows alone.
/// Refuses to know: baselines and verdicts, and where the text is kept.
#pragma once

#include <span>
#include <string>

#include <tidegate/row/result_row.hpp>

namespace tidegate::render {

/// A heading, the run, commit and machine of the rows, then for each case a table with a line for
/// each point and provider: min, median, p95 and number of samples of the warm time, the median of
/// each stage, peak memory, ratio to the reference provider, status. Below it what the rows
/// complain of. Every table is found again by parse_markdown, under the name of its case.
std::string rows_markdown(std::span<const ResultRow> rows);

}  // namespace tidegate::render
