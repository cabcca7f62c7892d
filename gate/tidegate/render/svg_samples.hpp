/// A picture of the samples of both sides on one axis.
/// Decides: the layout of strips and which values are drawn. The same numbers always give the same
/// bytes. Refuses to know: any statistic; minimum, median and p95 are handed in.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace tidegate::render {

/// One side of a samples plot.
struct SampleStrip {
  std::string label;           ///< `baseline`
  std::vector<double> values;  ///< one dot each, at most `most_dots` of them, evenly picked
  std::optional<double> min;
  std::optional<double> median;
  std::optional<double> p95;
};

/// Dots scattered in a strip a side over one common axis, with marks for minimum, median and p95.
/// Values far above both p95 are not drawn but counted at the edge, so that one stray sample does
/// not squeeze the picture. Values that are not finite are left out.
std::string samples_svg(const std::string& title, const std::string& unit,
                        std::span<const SampleStrip> strips, std::size_t most_dots = 2000);

}  // namespace tidegate::render
