/// Noise bands from runs that were made anyway: where a row's machine code stayed the same from one
/// run to another, its times are an A/A comparison, hours or weeks apart.
/// Decides: which two runs may be set against each other. Refuses to know: files, and what a band
/// does to a limit (judge/noise_band).
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

struct HistoryBands {
  std::vector<NoiseBand> bands;  ///< in the order of the keys; `processes` counts runs
  std::size_t disturbed = 0;     ///< rows left out: measured beside other load
  std::size_t nameless = 0;      ///< rows left out: no digest of their code, or no time
};

/// The bands of one machine class: the 0.99 quantile of |ln(a / b)| over all pairs of runs of one
/// key and one code that are `history_gap_s` apart, as a ratio less 1. Rows that failed, are quick,
/// suspicious or of another class are passed by.
HistoryBands bands_of_history(std::span<const ResultRow> rows, const std::string& machine_class);

}  // namespace tidegate::judge
