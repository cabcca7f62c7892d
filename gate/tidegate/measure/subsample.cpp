#include <algorithm>
#include <numeric>

#include <tidegate/measure/subsample.hpp>

namespace tidegate::measure {
namespace {

/// SplitMix64 (Steele, Lea and Flood, OOPSLA 2014): unlike those of the standard library, its
/// draws are the same with every compiler.
std::uint64_t draw(std::uint64_t& state) {
  state += 0x9e3779b97f4a7c15ULL;
  std::uint64_t z = state;
  z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9ULL;
  z = (z ^ (z >> 27U)) * 0x94d049bb133111ebULL;
  return z ^ (z >> 31U);
}

}  // namespace

std::vector<std::size_t> stratified_indices(std::size_t size, std::size_t count,
                                            std::uint64_t seed) {
  std::vector<std::size_t> indices(std::min(size, count));
  std::iota(indices.begin(), indices.end(), std::size_t{0});
  if (count == 0 || count >= size) return indices;
  // Where block i begins: i size / count, in two parts so that the product does not overflow.
  const auto begin = [&](std::size_t i) { return i * (size / count) + i * (size % count) / count; };
  for (std::size_t i = 0; i < count; ++i) {
    indices[i] = begin(i) + static_cast<std::size_t>(draw(seed) % (begin(i + 1) - begin(i)));
  }
  return indices;
}

std::vector<std::size_t> distinct(std::vector<std::size_t> indices) {
  std::sort(indices.begin(), indices.end());
  indices.erase(std::unique(indices.begin(), indices.end()), indices.end());
  return indices;
}

}  // namespace tidegate::measure
