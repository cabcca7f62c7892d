/// Which shapes a tiled kernel takes as they are, and with which tiles.
/// Decides: the sizes (the largest listed divisor of each extent). Refuses to know: any kernel.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

namespace semiring_matmul {

/// A tile of C (rows x columns), summed in steps of `depth` terms.
struct Tiling {
  std::size_t rows;
  std::size_t columns;
  std::size_t depth;
};

/// Rows and columns: the largest of 128, 64, 32, 16 that divides m and n; depth: the largest of 32,
/// 16, 8 that divides k. Nothing where one of them has no such divisor: the shape does not tile.
std::optional<Tiling> tiling_of(std::size_t m, std::size_t k, std::size_t n);

/// One sentence for people about a shape that does not tile: `17 x 19 x 23 (m x k x n) does not
/// tile: m is no multiple of 16.`
std::string why_untileable(std::size_t m, std::size_t k, std::size_t n);

}  // namespace semiring_matmul
