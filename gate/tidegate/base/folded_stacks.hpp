/// Where a program spent its time: call stacks and how often each was seen.
/// Decides: the shape that whoever records stacks and whoever draws them have in common.
/// Refuses to know: both of them.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace tidegate {

/// Names of functions from the outermost to the innermost, and the number of samples.
using FoldedStacks = std::map<std::vector<std::string>, std::uint64_t>;

}  // namespace tidegate
