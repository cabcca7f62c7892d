/// A measurement that stands on both sides.
/// Decides: when that is so: one run id, or the same samples under two. Refuses to know: verdicts.
/// Somebody once compared a result file with the one that it had just overwritten, and read 0.0 %
/// on every figure, the standard deviation too.
#pragma once

#include <span>
#include <string>
#include <vector>

#include <tidegate/row/result_row.hpp>

namespace tidegate::judge {

/// The sentence when rows of one run stand on both sides; else empty.
std::string same_run_problem(std::span<const ResultRow> baseline,
                             std::span<const ResultRow> candidate);

/// Whether two rows of one key are summaries of the same samples, under two run ids. Two
/// measurements never agree to the last bit in mean and spread. Times without any spread tell
/// nothing, since a clock that is too coarse gives them; counts repeat exactly, and so they should.
/// nullptr: there is no such row.
bool same_samples(const ResultRow* baseline, const ResultRow* candidate);

/// The sentence about the keys of such rows; empty without any.
std::string same_samples_problem(const std::vector<const Key*>& keys);

}  // namespace tidegate::judge
