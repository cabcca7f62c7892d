/// How much of what the machine can do a row's stated work comes to.
/// Decides: which ceiling counts for which row. Refuses to know: how ceilings are measured
/// (measure/ceilings), how a fraction is shown, and what is impossible (judge/suspicion).
///
/// A fraction above 1 says that the data came from a cache, that the work is overstated, or that
/// the ceiling was measured while the machine was busy. What is impossible judge/suspicion alone
/// decides, by bounds that no noise reaches: a row called so loses its ratio and is refused as a
/// baseline.
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
