/// A picture of the change that each interleaved pair saw.
/// Decides: the layout. The same numbers always give the same bytes.
/// Refuses to know: any statistic; the estimate and its interval are handed in.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace tidegate::render {

/// Ratios candidate/baseline of the pairs, in the order in which they were taken.
struct PairsPlot {
  std::string title;
  std::vector<double> ratios;
  std::optional<double> estimate;  ///< the ratio that the verdict stands on
  std::optional<double> low;       ///< its interval
  std::optional<double> high;
  std::optional<double> limit;  ///< ratio beyond which it is a slowdown that matters
};

/// A dot a pair over its number, the line of no change, the limit, the estimate with its interval.
std::string pairs_svg(const PairsPlot& plot);

}  // namespace tidegate::render
