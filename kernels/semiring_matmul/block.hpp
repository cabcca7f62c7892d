/// One block of C on a CPU: a few dozen rows by one panel of columns, in registers and L1.
/// Decides: tile sizes, packing, how `log` is summed (per chunk of the inner extent first the
/// largest term, then the exponentials below it). Refuses to know: threads; a block is computed by
/// one thread, and which block comes when does not matter.
///
/// Columns beyond the edge are packed as zeros and never stored; rows beyond it repeat the last
/// row and are never stored. The inner extent is never padded: 0 * inf is NaN, and euclidean has
/// no element that would change nothing.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

#include <common/lanes.hpp>
#include <semiring_matmul/algebra.hpp>
#include <semiring_matmul/matrix.hpp>

namespace semiring_matmul {

using kernels::broadcast;
using kernels::exponential;
using kernels::lane_count;
using kernels::Lanes;
using kernels::load;
using kernels::register_bytes;
using kernels::store;

/// Sizes of a block. A tile's accumulators and its panel row must fit the 16 or 32 registers.
template <class T>
struct BlockShape {
  static constexpr std::size_t tile_rows = register_bytes == 64 ? 8 : 6;
  static constexpr std::size_t vectors = 2;
  static constexpr std::size_t columns = vectors * lane_count<T>;
  static constexpr std::size_t tiles = 8;
  static constexpr std::size_t rows = tiles * tile_rows;
  static constexpr std::size_t depth = 16384 / (columns * sizeof(T));  // a panel: half of L1
};

/// A chunk of B, one row of the panel after the other.
template <class T>
struct Panel {
  alignas(register_bytes) std::array<T, BlockShape<T>::depth * BlockShape<T>::columns> values;
  std::size_t depth = 0;

  /// Rows first_row .. first_row + depth of B, columns from first_column on.
  void pack(MatrixView<const T> b, std::size_t first_row, std::size_t first_column) {
    constexpr std::size_t width = BlockShape<T>::columns;
    depth = std::min(BlockShape<T>::depth, b.rows - first_row);
    const std::size_t inside = std::min(width, b.columns - first_column);
    for (std::size_t p = 0; p < depth; ++p) {
      const T* from = b.row(first_row + p) + first_column;
      T* to = values.data() + p * width;
      if (inside == width) {
        std::copy_n(from, width, to);  // of a constant length: plain vector moves
      } else {
        std::fill(std::copy_n(from, inside, to), to + width, T(0));
      }
    }
  }
};

/// The rows of A that a tile reads, each already advanced to the chunk.
template <class T>
using TileRows = std::array<const T*, BlockShape<T>::tile_rows>;

/// Combines a chunk's terms into a tile of totals (tile_rows x columns).
template <class A, class T>
void add_terms(const TileRows<T>& rows, const Panel<T>& panel, T* totals) {
  using Shape = BlockShape<T>;
  Lanes<T> sums[Shape::tile_rows][Shape::vectors];
  for (std::size_t i = 0; i < Shape::tile_rows; ++i) {
    for (std::size_t v = 0; v < Shape::vectors; ++v) {
      sums[i][v] = load(totals + i * Shape::columns + v * lane_count<T>);
    }
  }
  const T* y = panel.values.data();
  for (std::size_t p = 0; p < panel.depth; ++p, y += Shape::columns) {
#pragma GCC unroll 8
    for (std::size_t i = 0; i < Shape::tile_rows; ++i) {
      const Lanes<T> x = broadcast(rows[i][p]);
#pragma GCC unroll 8
      for (std::size_t v = 0; v < Shape::vectors; ++v) {
        sums[i][v] = A::combine(sums[i][v], A::multiply(x, load(y + v * lane_count<T>)));
      }
    }
  }
  for (std::size_t i = 0; i < Shape::tile_rows; ++i) {
    for (std::size_t v = 0; v < Shape::vectors; ++v) {
      store(totals + i * Shape::columns + v * lane_count<T>, sums[i][v]);
    }
  }
}

/// Zero where a bound is infinite: subtracting it would form inf - inf.
template <class T>
Lanes<T> finite_or_zero(Lanes<T> bound) {
  return bound - bound == Lanes<T>{} ? bound : Lanes<T>{};
}

/// The part of C that one thread works on, for algebras with one number per output.
template <class A, class T>
class BlockTotals {
 public:
  BlockTotals() { totals_.fill(A::template identity<T>()); }

  void add_tile(std::size_t tile, const TileRows<T>& rows, const Panel<T>& panel) {
    add_terms<A>(rows, panel, totals_.data() + tile * BlockShape<T>::tile_rows * width);
  }

  T value(std::size_t row, std::size_t column) const {
    return A::finish(totals_[row * width + column]);
  }

 private:
  static constexpr std::size_t width = BlockShape<T>::columns;
  alignas(register_bytes) std::array<T, BlockShape<T>::rows * width> totals_;
};

/// The same for log: the largest term so far, and the sum of exp(term - shift), where shift is
/// that largest term, or 0 while it is infinite.
template <class T>
class BlockTotals<Log, T> {
 public:
  BlockTotals() {
    bounds_.fill(MaxPlus::identity<T>());
    sums_.fill(T(0));
  }

  void add_tile(std::size_t tile, const TileRows<T>& rows, const Panel<T>& panel) {
    T* bounds = bounds_.data() + tile * tile_size;
    alignas(register_bytes) std::array<T, tile_size> old_bounds;
    std::copy_n(bounds, tile_size, old_bounds.begin());
    add_terms<MaxPlus>(rows, panel, bounds);
    for (std::size_t i = 0; i < BlockShape<T>::tile_rows; ++i) {
      for (std::size_t column = 0; column < width; column += lane_count<T>) {
        const std::size_t at = i * width + column;
        add_exponentials(rows[i], panel, column, load(old_bounds.data() + at), load(bounds + at),
                         sums_.data() + tile * tile_size + at);
      }
    }
  }

  T value(std::size_t row, std::size_t column) const {
    const T bound = bounds_[row * width + column];
    const T shift = std::isfinite(bound) ? bound : T(0);
    return shift + std::log(sums_[row * width + column]);
  }

 private:
  static constexpr std::size_t width = BlockShape<T>::columns;
  static constexpr std::size_t tile_size = BlockShape<T>::tile_rows * width;

  /// One vector of outputs: rescales the old sum to the new bound, then adds the chunk's terms.
  /// An old bound of -inf rescales by exp(-inf) = 0, as its empty sum should be.
  static void add_exponentials(const T* x, const Panel<T>& panel, std::size_t column,
                               Lanes<T> old_bound, Lanes<T> bound, T* sum) {
    const Lanes<T> shift = finite_or_zero<T>(bound);
    Lanes<T> total = load(sum) * exponential<T>(old_bound - shift);
    const T* y = panel.values.data() + column;
    for (std::size_t p = 0; p < panel.depth; ++p, y += width) {
      total += exponential<T>(Log::multiply(broadcast(x[p]), load(y)) - shift);
    }
    store(sum, total);
  }

  alignas(register_bytes) std::array<T, BlockShape<T>::rows * width> bounds_;
  alignas(register_bytes) std::array<T, BlockShape<T>::rows * width> sums_;
};

/// Blocks that cover C (rows x columns), numbered along the rows of blocks.
template <class T>
struct BlockGrid {
  std::size_t down;
  std::size_t across;

  BlockGrid(std::size_t rows, std::size_t columns)
      : down((rows + BlockShape<T>::rows - 1) / BlockShape<T>::rows),
        across((columns + BlockShape<T>::columns - 1) / BlockShape<T>::columns) {}

  std::size_t count() const { return down * across; }
};

/// Computes block `index` of the grid and stores the part of it that lies inside C. Shapes fit.
template <class A, class T>
void compute_block(MatrixView<const T> a, MatrixView<const T> b, MatrixView<T> c,
                   std::size_t index) {
  using Shape = BlockShape<T>;
  const BlockGrid<T> grid(c.rows, c.columns);
  const std::size_t first_row = index / grid.across * Shape::rows;
  const std::size_t first_column = index % grid.across * Shape::columns;
  const std::size_t rows = std::min(Shape::rows, c.rows - first_row);
  const std::size_t columns = std::min(Shape::columns, c.columns - first_column);

  BlockTotals<A, T> totals;
  Panel<T> panel;
  for (std::size_t start = 0; start < b.rows; start += Shape::depth) {
    panel.pack(b, start, first_column);
    for (std::size_t tile = 0; tile * Shape::tile_rows < rows; ++tile) {
      TileRows<T> tile_rows;
      for (std::size_t i = 0; i < Shape::tile_rows; ++i) {
        const std::size_t row = std::min(tile * Shape::tile_rows + i, rows - 1);
        tile_rows[i] = a.row(first_row + row) + start;
      }
      totals.add_tile(tile, tile_rows, panel);
    }
  }
  for (std::size_t i = 0; i < rows; ++i) {
    for (std::size_t j = 0; j < columns; ++j) {
      c.row(first_row + i)[first_column + j] = totals.value(i, j);
    }
  }
}

}  // namespace semiring_matmul
