/// What else than the judged metric both rows of a line hold: counters, stages, memory, the first
/// call. Decides: which value of a metric stands for a row, and when two of them have a ratio.
/// Refuses to know: whether any of it is a regression; no limit applies here.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <tidegate/judge/gate_report.hpp>

namespace tidegate::judge {

/// One metric of both rows. The value of a row is its min, or the median of a metric of which more
/// is better, in the metric's unit; nothing where the row does not have it.
struct Recorded {
  std::string metric;  ///< registry id: `counter.evaluations`
  std::string unit;
  std::optional<double> baseline;
  std::optional<double> candidate;
  std::optional<double> ratio;  ///< candidate / baseline, where both are above 0
};

/// In the order of the candidate's row, then what only the baseline's has; a metric whose unit
/// changed stands twice, without a ratio. Empty without both rows.
std::vector<Recorded> recorded_beside(const GateLine& line);

}  // namespace tidegate::judge
