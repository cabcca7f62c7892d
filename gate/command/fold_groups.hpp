/// Folds attempts that stand in files, however many they are.
/// Decides: that they are read one key of one run at a time, so that the samples of a large file
/// never stand in memory together. Refuses to know: which attempts, and what folding is.
#pragma once

#include <functional>
#include <vector>

#include <tidegate/base/error.hpp>
#include <tidegate/row/attempt_row.hpp>
#include <tidegate/row/result_row.hpp>
#include <tidegate/store/latest.hpp>

namespace tidegate::command {

/// Looks at an attempt before it is gone.
using SeeAttempt = std::function<void(const AttemptRow& attempt)>;

/// A result row for each group of store::by_key, in their order. Errors: as store::each_line and
/// attempt_from_json.
Outcome<std::vector<ResultRow>> fold_groups(const store::Latest& groups,
                                            const SeeAttempt& see = {});

/// Takes a row over.
using TakeRow = std::function<void(ResultRow&& row)>;

/// Hands over the same rows one by one, without ratios: not even the rows stand in memory together.
Outcome<void> fold_each(const store::Latest& groups, const TakeRow& take);

}  // namespace tidegate::command
