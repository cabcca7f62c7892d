/// How C is cut for a CPU: into blocks of tiles of rows by panels of columns.
/// Decides: the sizes and which block has which part of C. Refuses to know: what is computed.
#pragma once

#include <algorithm>
#include <cstddef>

#include <common/lanes.hpp>

namespace semiring_matmul {

/// Sizes for sums of type S. A tile's accumulators, a panel row and two temporaries must fit the
/// 16 or 32 registers; a panel is a third of L1; what the largest block packs fits L2.
template <class S>
struct BlockShape {
  static constexpr std::size_t tile_rows = kernels::register_bytes == 64 ? 12 : 6;
  static constexpr std::size_t vectors = 2;
  static constexpr std::size_t columns = vectors * kernels::lane_count<S>;  ///< of a panel
  static constexpr std::size_t tile_size = tile_rows * columns;
  static constexpr std::size_t depth = 16384 / (columns * sizeof(S));
  static constexpr std::size_t rows = 360;   ///< of the largest block
  static constexpr std::size_t panels = 16;  ///< of the largest block
  static constexpr std::size_t tiles = rows / tile_rows;
};

/// How many blocks of each matrix keep all threads busy: with four for each thread the last one to
/// finish is not far behind.
inline std::size_t wanted_blocks(std::size_t matrices, std::size_t threads) {
  const std::size_t blocks = threads == 1 ? 1 : 4 * threads;
  return (blocks + matrices - 1) / matrices;
}

/// The part of C that one block computes.
struct BlockPlace {
  std::size_t first_row;
  std::size_t rows;
  std::size_t first_column;
  std::size_t columns;
};

/// Blocks that cover C (rows x columns), numbered along the rows of blocks. As large as can be,
/// because each packs its part of A and B anew, but at least `wanted` of them where C has as many
/// tiles; and all about equally large.
template <class S>
class BlockGrid {
 public:
  BlockGrid(std::size_t rows, std::size_t columns, std::size_t wanted)
      : rows_(rows),
        columns_(columns),
        tiles_(even_part(ceiling(rows, Shape::tile_rows), Shape::tiles)),
        panels_(even_part(ceiling(columns, Shape::columns), Shape::panels)) {
    while (count() < wanted && tiles_ * panels_ > 1) {
      const bool wide = panels_ > 1 && panels_ * Shape::columns >= tiles_ * Shape::tile_rows;
      std::size_t& part = wide || tiles_ == 1 ? panels_ : tiles_;
      part = ceiling(part, 2);
    }
  }

  std::size_t count() const { return ceiling(rows_, block_rows()) * across(); }

  BlockPlace place(std::size_t index) const {
    const std::size_t first_row = index / across() * block_rows();
    const std::size_t first_column = index % across() * block_columns();
    return {first_row, std::min(block_rows(), rows_ - first_row), first_column,
            std::min(block_columns(), columns_ - first_column)};
  }

 private:
  using Shape = BlockShape<S>;

  static std::size_t ceiling(std::size_t value, std::size_t by) { return (value + by - 1) / by; }

  /// The least number of equal parts that are no larger than `most`: how large they are.
  static std::size_t even_part(std::size_t count, std::size_t most) {
    return count == 0 ? 1 : ceiling(count, ceiling(count, most));
  }

  std::size_t block_rows() const { return tiles_ * Shape::tile_rows; }
  std::size_t block_columns() const { return panels_ * Shape::columns; }
  std::size_t across() const { return ceiling(columns_, block_columns()); }

  std::size_t rows_;
  std::size_t columns_;
  std::size_t tiles_;   // of a block
  std::size_t panels_;  // of a block
};

}  // namespace semiring_matmul
