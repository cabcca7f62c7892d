/// How C is cut for a CPU: into blocks of tiles of rows by panels of columns.
/// Decides: the sizes and which block has which part of C. Refuses to know: what is computed.
#pragma once

#include <algorithm>
#include <cstddef>

#include <common/lanes.hpp>

namespace semiring_matmul {

/// Sizes for sums of type S. A tile's accumulators, a panel row and two temporaries must fit the
/// 16 or 32 registers; a panel is a third of L1, the packed rows of a block fit L2.
template <class S>
struct BlockShape {
  static constexpr std::size_t tile_rows = kernels::register_bytes == 64 ? 12 : 6;
  static constexpr std::size_t vectors = 2;
  static constexpr std::size_t columns = vectors * kernels::lane_count<S>;  ///< of a panel
  static constexpr std::size_t rows = 240;                                  ///< of a block
  static constexpr std::size_t panels = 4;                                  ///< of a block
  static constexpr std::size_t depth = 16384 / (columns * sizeof(S));
  static constexpr std::size_t tiles = rows / tile_rows;
  static constexpr std::size_t tile_size = tile_rows * columns;
};

/// The part of C that one block computes.
struct BlockPlace {
  std::size_t first_row;
  std::size_t rows;
  std::size_t first_column;
  std::size_t columns;
};

/// Blocks that cover C (rows x columns), numbered along the rows of blocks. Whole tiles are dealt
/// out evenly, so that the last block of a column is not a sliver.
template <class S>
class BlockGrid {
 public:
  BlockGrid(std::size_t rows, std::size_t columns)
      : rows_(rows),
        columns_(columns),
        across_(ceiling(columns, Shape::panels * Shape::columns)),
        block_rows_(Shape::tile_rows) {
    const std::size_t tiles = ceiling(rows, Shape::tile_rows);
    if (tiles != 0) block_rows_ *= ceiling(tiles, ceiling(tiles, Shape::tiles));
  }

  std::size_t count() const { return ceiling(rows_, block_rows_) * across_; }

  BlockPlace place(std::size_t index) const {
    const std::size_t first_row = index / across_ * block_rows_;
    const std::size_t width = Shape::panels * Shape::columns;
    const std::size_t first_column = index % across_ * width;
    return {first_row, std::min(block_rows_, rows_ - first_row), first_column,
            std::min(width, columns_ - first_column)};
  }

 private:
  using Shape = BlockShape<S>;

  static std::size_t ceiling(std::size_t value, std::size_t by) { return (value + by - 1) / by; }

  std::size_t rows_;
  std::size_t columns_;
  std::size_t across_;
  std::size_t block_rows_;
};

}  // namespace semiring_matmul
