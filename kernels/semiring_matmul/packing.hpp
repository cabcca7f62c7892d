/// Copies of parts of A and B in the order in which a tile reads them, in the type of the sums.
/// Decides: their layouts, and what stands beyond the edges of a matrix. Refuses to know: algebras.
///
/// Columns beyond the edge are packed as zeros, rows beyond it too; what comes of them is never
/// stored. The inner extent is never padded: 0 * inf is NaN, and euclidean has no element that
/// would change nothing.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>

#include <common/lanes.hpp>
#include <semiring_matmul/block_shape.hpp>
#include <semiring_matmul/matrix.hpp>

namespace semiring_matmul {

/// A chunk of a block's rows of A. Rows of A whose distance is a power of two share a few sets of
/// L1; here the distance is fixed and odd in cache lines.
template <class S>
struct PackedRows {
  static constexpr std::size_t stride = BlockShape<S>::depth + kernels::lane_count<S>;
  alignas(kernels::register_bytes) std::array<S, BlockShape<S>::rows * stride> values;
  std::size_t depth = 0;

  const S* row(std::size_t index) const { return values.data() + index * stride; }
  S* row(std::size_t index) { return values.data() + index * stride; }

  /// Columns start .. start + depth of the rows of `place`, zeros up to a whole tile.
  template <class T>
  void pack(MatrixView<const T> a, const BlockPlace& place, std::size_t start) {
    depth = std::min(BlockShape<S>::depth, a.columns - start);
    for (std::size_t i = 0; i < place.rows; ++i) {
      std::copy_n(a.row(place.first_row + i) + start, depth, row(i));
    }
    for (std::size_t i = place.rows; i % BlockShape<S>::tile_rows != 0; ++i) {
      std::fill_n(row(i), depth, S(0));
    }
  }
};

/// A chunk of one panel of B, one row of the panel after the other.
template <class S>
struct Panel {
  static constexpr std::size_t width = BlockShape<S>::columns;
  alignas(kernels::register_bytes) std::array<S, BlockShape<S>::depth * width> values;
  std::size_t depth = 0;

  const S* row(std::size_t index) const { return values.data() + index * width; }
  S* row(std::size_t index) { return values.data() + index * width; }
};

/// A chunk of all panels of a block.
template <class S>
struct PackedColumns {
  std::array<Panel<S>, BlockShape<S>::panels> panels;

  /// Rows start .. start + depth of the columns of `place`, each row of B read from left to right.
  template <class T>
  void pack(MatrixView<const T> b, const BlockPlace& place, std::size_t start) {
    constexpr std::size_t width = Panel<S>::width;
    const std::size_t depth = std::min(BlockShape<S>::depth, b.rows - start);
    for (std::size_t p = 0; p < depth; ++p) {
      const T* from = b.row(start + p) + place.first_column;
      for (std::size_t first = 0; first < place.columns; first += width) {
        S* to = panels[first / width].row(p);
        const std::size_t inside = std::min(width, place.columns - first);
        if (inside == width) {
          std::copy_n(from + first, width, to);  // of a constant length: plain vector moves
        } else {
          std::fill(std::copy_n(from + first, inside, to), to + width, S(0));
        }
      }
    }
    for (Panel<S>& panel : panels) panel.depth = depth;
  }
};

}  // namespace semiring_matmul
