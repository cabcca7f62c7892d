/// How much of what the machine can do a row's stated work comes to.
/// Decides: which ceiling counts for which row. Refuses to know: how ceilings are measured
/// (measure/ceilings) and how a fraction is shown.
///
/// A fraction above 1 is impossible as stated: the data came from a cache, the work is overstated,
/// or the operation does less than it says.
#pragma once

#include <span>

#include <tidegate/row/attempt_row.hpp>
#include <tidegate/row/result_row.hpp>

namespace tidegate::judge {

/// Appends bandwidth_fraction and flops_fraction where the row has the rate and one of its attempts
/// the ceiling; the highest ceiling of several attempts counts. The point's `dtype` says the
/// precision; without one the ceiling is fp32's, the higher: a fraction is then never overstated.
void add_fractions(ResultRow& row, std::span<const AttemptRow* const> attempts);

}  // namespace tidegate::judge
