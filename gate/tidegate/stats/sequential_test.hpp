/// When a sequential comparison may look at its data, and how much error each look may spend.
/// Decides: the plan of looks and the equal shares of a family-wise error.
/// Refuses to know: the test that is made at a look.
///
/// Looks are planned before the first observation. Unplanned peeking spends error that nobody
/// counted: the same exact test with a look after every pair alarms in 18 % of unchanged rows.
#pragma once

#include <cstdint>
#include <vector>

namespace tidegate::stats {

/// The smallest n whose smallest possible one-sided signed-rank p, 2^-n, is at most `share`.
std::uint32_t smallest_n_for(double share);

/// `count` numbers of observations, geometrically from `first` to `last`, rounded to whole ones;
/// distinct and increasing, so there may be fewer than `count`; the last is always `last`. When
/// first >= last, or count is 1, the plan is {last} alone: with first > last the share of error
/// cannot be reached there, so such a plan finds nothing, and still never alarms falsely.
std::vector<std::uint32_t> plan_looks(std::uint32_t first, std::uint32_t last, std::uint32_t count);

/// Error that one look of one row may spend: family_error / (rows * looks). By the union bound
/// (Boole) all looks of all rows together then err with probability at most family_error.
double share_of_look(double family_error, std::uint32_t rows, std::uint32_t looks);

}  // namespace tidegate::stats
