/// Which shapes a tiled kernel takes as they are, and with which tiles.
/// Decides: the sizes (the largest listed divisor of each extent), what of them fits a GPU's shared
/// memory, and how many tiles a launch can count. Refuses to know: any kernel.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include <semiring_matmul/batch.hpp>

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

/// Bytes that a team's chunks of A and B may take: a block on a GPU has 48 KiB without asking for
/// more, and Kokkos keeps some of that for reductions and alignment. More is refused at the launch.
inline constexpr std::size_t chunk_bytes = 40960;

/// The same tile with the inner extent halved until the chunks of A and B, elements of
/// `element_bytes`, take no more than chunk_bytes. A half still divides k.
Tiling with_chunks_that_fit(Tiling tiling, std::size_t element_bytes);

/// Teams, one for each tile of `rows` x `columns` of the plan's C, tiles at its edges counted
/// whole; nothing where they or an extent exceed `int`, in which Kokkos counts them: cast, it would
/// wrap, and the kernel would write elsewhere or nothing. The plan has no fault.
std::optional<int> team_count(const BatchPlan& plan, std::size_t rows, std::size_t columns);

/// One sentence for people about a shape that does not tile: `17 x 19 x 23 (m x k x n) does not
/// tile: m is no multiple of 16.`
std::string why_untileable(std::size_t m, std::size_t k, std::size_t n);

}  // namespace semiring_matmul
