/// One block of C on a CPU: some tiles of rows by some panels of columns, in registers, L1 and L2.
/// Decides: the order in which chunks, panels and tiles come, and where the copies lie meanwhile.
/// Refuses to know: how many threads there are (a block is computed by one, and which block comes
/// when does not matter), how `log` is summed (log_block.hpp).
///
/// T is the type of A, B and C, S that of the sums: with S wider than T all arithmetic is done in
/// S and rounded once, when C is stored.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <memory>
#include <type_traits>

#include <semiring_matmul/tile.hpp>

namespace semiring_matmul {

/// One number for each output of a block, tile after tile.
template <class S>
struct BlockArray {
  using Shape = BlockShape<S>;
  alignas(kernels::register_bytes)
      std::array<S, Shape::tiles * Shape::panels * Shape::tile_size> values;

  /// What a block of this place uses: filling all of it would take longer than a small product.
  void start(const BlockPlace& place, S value) {
    for (std::size_t row = 0; row < place.rows; row += Shape::tile_rows) {
      for (std::size_t column = 0; column < place.columns; column += Shape::columns) {
        std::fill_n(tile(row / Shape::tile_rows, column / Shape::columns), Shape::tile_size, value);
      }
    }
  }
  S* tile(std::size_t tile, std::size_t panel) {
    return values.data() + (tile * Shape::panels + panel) * Shape::tile_size;
  }
  /// The vectors of one row of one panel, one after the other.
  S* row(std::size_t row, std::size_t panel) {
    return tile(row / Shape::tile_rows, panel) + row % Shape::tile_rows * Shape::columns;
  }
};

/// What a thread needs for its blocks. About 2 MB: too much for the stacks of some threads, and
/// costly to ask for anew, so that each thread keeps its own.
template <class S>
struct BlockMemory {
  PackedRows<S> rows;
  PackedColumns<S> columns;
  BlockArray<S> totals;
  BlockArray<S> bounds;  ///< of log alone

  static BlockMemory& of_this_thread() {
    static thread_local const std::unique_ptr<BlockMemory> memory(new BlockMemory);
    return *memory;
  }
};

/// finish() of an algebra, for a register.
template <class A, class S>
Lanes<S> finish_lanes(Lanes<S> total) {
  if constexpr (std::is_same_v<A, Euclidean>) {
    return kernels::square_root<S>(total < S(0) ? Lanes<S>{} : total);
  } else {
    return total;
  }
}

/// The totals of an algebra with one number per output.
template <class A, class S>
class PlainTotals {
 public:
  PlainTotals(const BlockPlace& place, BlockMemory<S>& memory) : totals_(memory.totals) {
    totals_.start(place, A::template identity<S>());
  }

  /// Boolean inputs become 0 or 1 once, in the copies, and not for each term.
  void prepare(PackedRows<S>& packed, std::size_t rows) const {
    if constexpr (std::is_same_v<A, Boolean>) {
      for (std::size_t i = 0; i < rows; ++i) make_truths(packed.row(i), packed.depth);
    }
  }
  void prepare(Panel<S>& panel, std::size_t /*index*/) const {
    if constexpr (std::is_same_v<A, Boolean>) {
      make_truths(panel.row(0), panel.depth * Panel<S>::width);
    }
  }

  void add_tile(std::size_t tile, std::size_t panel, const PackedRows<S>& rows,
                const Panel<S>& terms) {
    add_terms<A>(rows.row(tile * BlockShape<S>::tile_rows), terms, totals_.tile(tile, panel));
  }

  /// The finished outputs of one row of one panel from `column` on.
  Lanes<S> value(std::size_t row, std::size_t panel, std::size_t column) {
    return finish_lanes<A, S>(load(totals_.row(row, panel) + column));
  }

 private:
  static void make_truths(S* values, std::size_t count) {
    std::transform(values, values + count, values, Boolean::truth<S>);
  }

  BlockArray<S>& totals_;
};

/// Stores the part of a block that lies inside C.
template <class T, class S, class Totals>
void store_block(Totals& totals, const BlockPlace& place, MatrixView<T> c) {
  constexpr std::size_t width = BlockShape<S>::columns;
  alignas(kernels::register_bytes) std::array<S, width> line;
  for (std::size_t i = 0; i < place.rows; ++i) {
    T* to = c.row(place.first_row + i) + place.first_column;
    for (std::size_t first = 0; first < place.columns; first += width) {
      for (std::size_t j = 0; j < width; j += lane_count<S>) {
        store(line.data() + j, totals.value(i, first / width, j));
      }
      const std::size_t inside = std::min(width, place.columns - first);
      std::transform(line.data(), line.data() + inside, to + first,
                     [](S value) { return static_cast<T>(value); });
    }
  }
}

/// Adds all terms of a block to its totals and stores what lies inside C. Shapes fit.
template <class T, class S, class Totals>
void run_block(MatrixView<const T> a, MatrixView<const T> b, const BlockPlace& place,
               MatrixView<T> c, BlockMemory<S>& memory, Totals& totals) {
  using Shape = BlockShape<S>;
  for (std::size_t start = 0; start < b.rows; start += Shape::depth) {
    memory.rows.pack(a, place, start);
    totals.prepare(memory.rows, place.rows);
    memory.columns.pack(b, place, start);
    for (std::size_t first = 0; first < place.columns; first += Shape::columns) {
      const std::size_t index = first / Shape::columns;
      Panel<S>& panel = memory.columns.panels[index];
      totals.prepare(panel, index);
      for (std::size_t tile = 0; tile * Shape::tile_rows < place.rows; ++tile) {
        totals.add_tile(tile, index, memory.rows, panel);
      }
    }
  }
  store_block<T, S>(totals, place, c);
}

/// Computes one block of C. `log` has its own, in log_block.hpp.
template <class A, class T, class S>
struct BlockOf {
  static void compute(MatrixView<const T> a, MatrixView<const T> b, const BlockPlace& place,
                      MatrixView<T> c) {
    BlockMemory<S>& memory = BlockMemory<S>::of_this_thread();
    PlainTotals<A, S> totals(place, memory);
    run_block<T>(a, b, place, c, memory, totals);
  }
};

}  // namespace semiring_matmul
