/// Rows that have no time.
/// Decides: by what they are judged. Refuses to know: limits that a policy sets.
#pragma once

#include <vector>

#include <tidegate/row/metric.hpp>
#include <tidegate/row/result_row.hpp>

namespace tidegate::judge {

/// By what a row without times is judged, and nothing for one that has them: counted instructions,
/// else the numbers of another tool whose direction is stated. Those are measured as times are, not
/// exact as counts are, and have the limits of times. Ids are views of the row's texts.
std::vector<MetricInfo> judged_without_time(const ResultRow* row);

}  // namespace tidegate::judge
