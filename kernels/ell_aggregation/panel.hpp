/// The two inner loops on a CPU: a few rows times one panel of W, and one row's gathered messages.
/// Decides: their register blocks, and that rows which are gathered next are fetched while the
/// first loop computes. Refuses to know: threads, which of the loops comes first.
///
/// A panel is `columns` columns wide, two registers. Its rows stand one behind the other, so that
/// a row is whole cache lines and vector loads never leave it; what lies beyond the last column of
/// a matrix is zeros.
///
/// Why fetch ahead: gathered rows come from the last-level cache, whose bandwidth (some 100 GB/s
/// for one core of the machine this was written on) is what a gather of 4 MB costs by itself,
/// while the product, which is all arithmetic, leaves it idle.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

#include <common/lanes.hpp>
#include <ell_aggregation/reduction.hpp>

namespace ell_aggregation {

using kernels::broadcast;
using kernels::lane_count;
using kernels::Lanes;
using kernels::load;
using kernels::register_bytes;
using kernels::store;

/// Accumulators, one row of the panel and one broadcast fit the 16 or 32 registers.
template <class T>
struct PanelShape {
  static constexpr std::size_t vectors = 2;
  static constexpr std::size_t columns = vectors * lane_count<T>;
  static constexpr std::size_t tile_rows = register_bytes == 64 ? 8 : 6;

  static constexpr std::size_t count(std::size_t width) { return (width + columns - 1) / columns; }
};

/// One row of a panel.
template <class T>
using PanelRow = std::array<Lanes<T>, PanelShape<T>::vectors>;

template <class T>
PanelRow<T> load_row(const T* from) {
  PanelRow<T> row;
  for (std::size_t v = 0; v < row.size(); ++v) row[v] = load(from + v * lane_count<T>);
  return row;
}

/// Stores the first `columns` of a row, at most the panel's.
template <class T>
void store_row(const PanelRow<T>& row, std::size_t columns, T* to) {
  if (columns >= PanelShape<T>::columns) {
    for (std::size_t v = 0; v < row.size(); ++v) store(to + v * lane_count<T>, row[v]);
    return;
  }
  std::array<T, PanelShape<T>::columns> whole;
  store_row(row, whole.size(), whole.data());
  std::copy_n(whole.begin(), columns, to);
}

/// Asks for the rows that a range of slots names, a few at each step.
template <class T>
class FetchAhead {
 public:
  /// Rows of `row_elements` at `base`, `stride` apart, all of them asked for within `steps`.
  FetchAhead(const std::int32_t* first, const std::int32_t* last, const T* base, std::size_t stride,
             std::size_t row_elements, std::size_t steps)
      : next_(first),
        last_(last),
        base_(reinterpret_cast<const char*>(base)),
        stride_bytes_(stride * sizeof(T)),
        row_bytes_(row_elements * sizeof(T)),
        slots_a_step_(steps == 0 ? 0
                                 : (static_cast<std::size_t>(last - first) + steps - 1) / steps) {}

  void step() {
    const std::int32_t* end =
        next_ + std::min<std::ptrdiff_t>(last_ - next_, static_cast<std::ptrdiff_t>(slots_a_step_));
    for (; next_ != end; ++next_) {
      const char* row = base_ + static_cast<std::size_t>(*next_) * stride_bytes_;
      for (std::size_t at = 0; at < row_bytes_; at += line_bytes) __builtin_prefetch(row + at);
    }
  }

 private:
  static constexpr std::size_t line_bytes = 64;
  const std::int32_t* next_;
  const std::int32_t* last_;
  const char* base_;
  std::size_t stride_bytes_;
  std::size_t row_bytes_;
  std::size_t slots_a_step_;
};

/// The rows that a tile reads; beyond the last one it is repeated.
template <class T>
using TileRows = std::array<const T*, PanelShape<T>::tile_rows>;
template <class T>
using Tile = std::array<PanelRow<T>, PanelShape<T>::tile_rows>;

/// tile_rows rows of `depth` elements times a panel of W, (depth, columns).
template <class T>
Tile<T> multiply(const TileRows<T>& rows, std::size_t depth, const T* panel, FetchAhead<T>& fetch) {
  Lanes<T> sums[PanelShape<T>::tile_rows][PanelShape<T>::vectors] = {};
  for (std::size_t c = 0; c < depth; ++c, panel += PanelShape<T>::columns) {
    fetch.step();
    const PanelRow<T> w = load_row(panel);
#pragma GCC unroll 8
    for (std::size_t i = 0; i < PanelShape<T>::tile_rows; ++i) {
      const Lanes<T> x = broadcast(rows[i][c]);
#pragma GCC unroll 2
      for (std::size_t v = 0; v < PanelShape<T>::vectors; ++v) sums[i][v] += x * w[v];
    }
  }
  Tile<T> tile;
  for (std::size_t i = 0; i < tile.size(); ++i) {
    for (std::size_t v = 0; v < PanelShape<T>::vectors; ++v) tile[i][v] = sums[i][v];
  }
  return tile;
}

/// The slots of one row, and what their attributes add to a message: `attributes` numbers a slot,
/// times that many rows of a panel of W.
template <class T>
struct RowSlots {
  const T* values;
  const std::int32_t* indices;
  std::size_t count;
  const T* of_edges = nullptr;
  std::size_t attributes = 0;
  const T* attribute_panel = nullptr;
};

/// The reduced messages w * (row of `base` + attributes) of one row, one panel wide. Rows stand
/// `stride` apart.
template <class A, class T>
PanelRow<T> reduce(const RowSlots<T>& slots, const T* base, std::size_t stride) {
  PanelRow<T> totals;
  totals.fill(broadcast(A::template identity<T>()));
  for (std::size_t p = 0; p < slots.count; ++p) {
    const T value = slots.values[p];
    if (value == A::template identity<T>()) continue;
    PanelRow<T> message = load_row(base + static_cast<std::size_t>(slots.indices[p]) * stride);
    for (std::size_t q = 0; q < slots.attributes; ++q) {
      const PanelRow<T> w = load_row(slots.attribute_panel + q * PanelShape<T>::columns);
      const Lanes<T> x = broadcast(slots.of_edges[p * slots.attributes + q]);
      for (std::size_t v = 0; v < message.size(); ++v) message[v] += x * w[v];
    }
    for (std::size_t v = 0; v < totals.size(); ++v) {
      totals[v] = A::combine(totals[v], broadcast(value) * message[v]);
    }
  }
  return totals;
}

}  // namespace ell_aggregation
