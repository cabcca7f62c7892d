/// Which elements of a large output are compared with its oracle.
/// Decides: one seeded draw from each of n equal blocks of the index range, so that no region is
/// left out, and how many elements are too few. Refuses to know: the elements.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace tidegate::measure {

/// Fewer elements than this, out of more, prove little: were 1 % of all elements wrong, so many
/// right ones in a row would still come up in (1 - 0.01)^300 = 5 % of all samples.
inline constexpr std::uint64_t least_subsample = 300;

/// `count` indices below `size`, increasing: one from each block [i size/count, (i+1) size/count).
/// The same seed gives the same indices everywhere. All indices when count >= size.
std::vector<std::size_t> stratified_indices(std::size_t size, std::size_t count,
                                            std::uint64_t seed);

/// Increasing and each once: an index that is named twice is one element.
std::vector<std::size_t> distinct(std::vector<std::size_t> indices);

}  // namespace tidegate::measure
