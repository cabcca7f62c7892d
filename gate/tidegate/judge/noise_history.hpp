/// Noise bands from runs that were made anyway: where a row's machine code stayed the same from one
/// run to another, its times are an A/A comparison, hours or weeks apart.
/// Decides: which two runs may be set against each other, and when they say enough for a band.
/// Refuses to know: files, and what a band does to a limit (judge/noise_band).
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include <tidegate/judge/noise_band.hpp>
#include <tidegate/row/result_row.hpp>

namespace tidegate::judge {

/// Seconds between two runs of a pair, at least: nearer ones share the machine's mood.
inline constexpr double history_gap_s = 3600;

/// Runs of one code, at least: from a pair or two, one bad hour would become a limit that nothing
/// crosses ever after.
inline constexpr std::size_t history_runs = 10;

struct HistoryBands {
  std::vector<NoiseBand> bands;     ///< in the order of the keys; `processes` counts runs
  std::vector<NoiseBand> too_wide;  ///< left out: min or p95 beyond `widest_band`
  std::size_t too_few = 0;    ///< keys without `history_runs` runs of one code that can be paired
  std::size_t disturbed = 0;  ///< rows left out: measured beside other load
  std::size_t nameless = 0;   ///< rows left out: no digest of their code, or no time
};

/// The bands of one machine class: the 0.99 quantile of |ln(a / b)| over all pairs of runs of one
/// key and one code that are `history_gap_s` apart, as a ratio less 1. A code with fewer than
/// `history_runs` runs in such pairs says nothing. Rows that failed, are quick, suspicious or of
/// another class are passed by.
HistoryBands bands_of_history(std::span<const ResultRow> rows, const std::string& machine_class);

}  // namespace tidegate::judge
