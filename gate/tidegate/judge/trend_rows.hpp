/// The rows behind a committed trend: one for each commit, key and class of machines.
/// Decides: which rows are kept (those of judge/history's points), what of them, and their order.
/// Refuses to know: files and pictures.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <tidegate/judge/history.hpp>
#include <tidegate/row/result_row.hpp>

namespace tidegate::judge {

struct TrendRows {
  std::vector<ResultRow> rows;  ///< the kept ones and the new, as their commits stand
  std::size_t added = 0;
  std::size_t known = 0;  ///< new rows of a commit, key and class that is kept already
  LeftOut left_out;       ///< new rows that are no points
};

/// `kept` with those of `fresh`, oldest run first, that a trend of `metric` lacks; of each only
/// this metric is left. A second measurement of a commit changes nothing: the first one counts.
/// Rows stand as their commits do in `order` (full hashes, the oldest first); one that is not in
/// there stays behind the one before it.
TrendRows trend_rows(std::vector<ResultRow> kept, std::span<const ResultRow> fresh,
                     std::string_view metric, std::span<const std::string> order);

/// The commits of these rows, each once, in their order.
std::vector<std::string> commits_of(std::span<const ResultRow> rows);

}  // namespace tidegate::judge
