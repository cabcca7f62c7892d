/// The derived metrics of a result row: what its work amounts to per second.
/// Decides: that a rate refers to the fastest warm call. Refuses to know: the arithmetic
/// (row/work_rate) and which rates there are (row/metric).
#pragma once

#include <tidegate/row/result_row.hpp>

namespace tidegate::judge {

/// Appends each rate of the registry that the row's work and warm time give. A rate that the worker
/// measured itself stands as it is. Rows that are not ok get none.
void add_rates(ResultRow& row);

}  // namespace tidegate::judge
