/// Divisors of extents: see the header.
#include <algorithm>
#include <initializer_list>
#include <limits>

#include <semiring_matmul/tiling.hpp>

namespace semiring_matmul {
namespace {

std::optional<std::size_t> largest_divisor(std::size_t extent,
                                           std::initializer_list<std::size_t> sizes) {
  for (const std::size_t size : sizes) {
    if (extent % size == 0) return size;
  }
  return std::nullopt;
}

std::optional<std::size_t> tile_side(std::size_t extent) {
  return largest_divisor(extent, {128, 64, 32, 16});
}

std::optional<std::size_t> tile_depth(std::size_t extent) {
  return largest_divisor(extent, {32, 16, 8});
}

}  // namespace

std::optional<Tiling> tiling_of(std::size_t m, std::size_t k, std::size_t n) {
  const auto rows = tile_side(m);
  const auto depth = tile_depth(k);
  const auto columns = tile_side(n);
  if (!rows || !depth || !columns) return std::nullopt;
  return Tiling{*rows, *columns, *depth};
}

Tiling with_chunks_that_fit(Tiling tiling, std::size_t element_bytes) {
  const std::size_t line = (tiling.rows + tiling.columns) * element_bytes;
  while (tiling.depth % 2 == 0 && line * tiling.depth > chunk_bytes) tiling.depth /= 2;
  return tiling;
}

std::optional<int> team_count(const BatchPlan& plan, std::size_t rows, std::size_t columns) {
  constexpr std::size_t most = std::numeric_limits<int>::max();
  // The last tile may reach beyond C, and the kernels count to its end.
  if (std::max(plan.rows, plan.columns) > most - 128 || plan.depth > most - 128) {
    return std::nullopt;
  }
  const std::size_t of_one =
      ((plan.rows + rows - 1) / rows) * ((plan.columns + columns - 1) / columns);
  if (of_one != 0 && plan.map.count > most / of_one) return std::nullopt;
  return static_cast<int>(plan.map.count * of_one);
}

std::string why_untileable(std::size_t m, std::size_t k, std::size_t n) {
  std::string causes;
  const auto add = [&causes](const std::string& cause) {
    causes += (causes.empty() ? "" : ", ") + cause;
  };
  if (!tile_side(m)) add("m is no multiple of 16");
  if (!tile_depth(k)) add("k is no multiple of 8");
  if (!tile_side(n)) add("n is no multiple of 16");
  const std::string shape =
      std::to_string(m) + " x " + std::to_string(k) + " x " + std::to_string(n);
  return shape + " (m x k x n) does not tile: " + causes + ".";
}

}  // namespace semiring_matmul
