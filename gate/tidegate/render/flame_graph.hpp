/// A flame graph: each function a box, as wide as its share of the samples, upon its caller.
/// Decides: the layout and what is too narrow to be drawn. Refuses to know: who took the samples.
/// After Brendan Gregg, "The Flame Graph", CACM 59(6), 2016: widths are shares, the order from left
/// to right is by name and means nothing.
#pragma once

#include <cstdint>
#include <string>

#include <tidegate/base/folded_stacks.hpp>

namespace tidegate::render {

struct FlameGraph {
  std::string title;          ///< what was profiled
  FoldedStacks stacks;        ///< at least one sample
  std::uint64_t outside = 0;  ///< samples that were left out
};

/// A static picture: every box says its function, its samples and its share when pointed at.
std::string flame_svg(const FlameGraph& graph);

}  // namespace tidegate::render
