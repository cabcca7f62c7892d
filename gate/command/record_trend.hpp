/// `tidegate trend --record`, and `tidegate record`: measurements that become committed trends.
/// Decides: where their rows are kept. Refuses to know: which rows are kept (judge/trend_rows).
#pragma once

#include <set>
#include <string>
#include <vector>

#include <tidegate/base/error.hpp>
#include <tidegate/base/exit_code.hpp>
#include <tidegate/row/result_row.hpp>

#include "flag.hpp"

namespace tidegate::command {

inline constexpr Flag flag_record_trend{
    "record", Arity::no_value, "",
    "Add the commits that baselines/trend lacks to the trend of this metric, and draw it again"};
inline constexpr Flag flag_trends{"trends", Arity::one, "DIR",
                                  "record: default: baselines/trend of the source tree"};

/// The rows first, then the page and its pictures from them.
Outcome<ExitCode> record_trend(const Arguments& arguments, const std::vector<ResultRow>& rows,
                               const std::string& metric);

/// The same for each of these metrics; one that has no history in these rows is noted.
Outcome<void> record_trends(const Arguments& arguments, std::vector<ResultRow> rows,
                            const std::set<std::string>& metrics);

}  // namespace tidegate::command
