/// Divisors of extents: see the header.
#include <initializer_list>

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
