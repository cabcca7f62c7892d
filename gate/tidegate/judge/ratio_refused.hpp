/// Whether the times of two rows of one run may be set against each other.
/// Decides: what makes a ratio meaningless. Refuses to know: which rows somebody wants to compare.
#pragma once

#include <string>

#include <tidegate/row/result_row.hpp>

namespace tidegate::judge {

/// The min of an ok and faithful row, s; 0 of any other.
double fastest(const ResultRow& row);

/// Why an ok row has no ratio to `reference`, in a sentence; empty when it has one. `name` is how
/// people know the reference.
std::string ratio_refused(const ResultRow& row, const ResultRow& reference,
                          const std::string& name);

}  // namespace tidegate::judge
