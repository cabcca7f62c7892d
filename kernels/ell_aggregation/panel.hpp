/// The two inner loops on a CPU: a few rows times one panel of W, and one row's gathered messages.
/// Decides: their register blocks, and how rows that are gathered next are fetched while the first
/// loop computes. Refuses to know: threads, which of the loops comes first.
///
/// A panel is `columns` columns wide. Its rows stand one behind the other, so that a row is whole
/// cache lines and vector loads never leave it; what lies beyond the last column of a matrix is
/// zeros.
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
  static constexpr std::size_t vectors = register_bytes == 64 ? 4 : 2;
  static constexpr std::size_t columns = vectors * lane_count<T>;
  static constexpr std::size_t tile_rows = 6;

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

/// Asks for the rows that a range of slots names, a few at each step. A gather of 4 MB waits for
/// the last-level cache, some 100 GB/s for one core of the machine this was written on; a product,
/// all arithmetic, leaves that idle.
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
        slots_a_step_(std::ptrdiff_t(steps) == 0 ? 0 : (last - first) / std::ptrdiff_t(steps) + 1) {
  }

  void step() {
    const std::int32_t* end = next_ + std::min(last_ - next_, slots_a_step_);
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
  std::ptrdiff_t slots_a_step_;
};

/// tile_rows rows of a matrix, `stride` apart, read one column after the other.
///
/// Two pointers and a stride address six rows. Compilers would rather keep a pointer for each,
/// which does not fit beside the loop's own registers: g++ 12 then spills the sums, and the product
/// takes twice as long. So the stride is a number that they know nothing of.
template <class T>
class TileRows {
 public:
  TileRows(const T* first, std::size_t stride) : stride_(stride) {
    for (std::size_t third = 0; third < thirds; ++third) at_[third] = first + third * 3 * stride;
  }

  /// Calls `use(i, element)` for the next column's element of each row i.
  template <class Use>
  [[gnu::always_inline]] void next_column(Use use) {
    std::size_t stride = stride_;
    asm("" : "+r"(stride));
#pragma GCC unroll 8
    for (std::size_t i = 0; i < PanelShape<T>::tile_rows; ++i) use(i, at_[i / 3][i % 3 * stride]);
    for (const T*& at : at_) ++at;
  }

 private:
  static constexpr std::size_t thirds = (PanelShape<T>::tile_rows + 2) / 3;
  const T* at_[thirds];
  std::size_t stride_;
};

/// Columns that multiply() computes between two steps of fetching.
inline constexpr std::size_t fetch_distance = 4;

/// How often multiply() over `depth` elements fetches.
constexpr std::size_t fetch_steps(std::size_t depth) {
  return (depth + fetch_distance - 1) / fetch_distance;
}

/// tile_rows rows of `depth` elements times a panel of W, (depth, columns), to whole panel rows at
/// `out`, `out_stride` apart. A function of its own: inlined beside other work it loses registers.
template <class T>
[[gnu::noinline]] void multiply(TileRows<T> rows, std::size_t depth, const T* panel,
                                FetchAhead<T>& fetch, T* out, std::size_t out_stride) {
  constexpr std::size_t vectors = PanelShape<T>::vectors;
  Lanes<T> sums[PanelShape<T>::tile_rows][vectors] = {};
  for (std::size_t begin = 0; begin < depth; begin += fetch_distance) {
    fetch.step();
    const std::size_t end = std::min(depth, begin + fetch_distance);
    for (std::size_t c = begin; c < end; ++c, panel += PanelShape<T>::columns) {
      const PanelRow<T> w = load_row(panel);
      rows.next_column([&](std::size_t i, T element) {
        const Lanes<T> x = broadcast(element);
#pragma GCC unroll 4
        for (std::size_t v = 0; v < vectors; ++v) sums[i][v] += x * w[v];
      });
    }
  }
#pragma GCC unroll 8
  for (std::size_t i = 0; i < PanelShape<T>::tile_rows; ++i) {
    for (std::size_t v = 0; v < vectors; ++v) {
      store(out + i * out_stride + v * lane_count<T>, sums[i][v]);
    }
  }
}

/// The slots of one row, and what their attributes add to a message: `attributes` numbers a slot,
/// times that many rows of a panel of W.
template <class T>
struct RowSlots {
  const T* values;
  const std::int32_t* indices;
  std::size_t count;
  bool has_padding;
  const T* of_edges = nullptr;
  std::size_t attributes = 0;
  const T* attribute_panel = nullptr;
};

/// The row of `base` that a slot names, with what the slot's attributes add to it.
template <class T>
PanelRow<T> message_of(const RowSlots<T>& slots, std::size_t slot, const T* row) {
  PanelRow<T> message = load_row(row);
  for (std::size_t q = 0; q < slots.attributes; ++q) {
    const PanelRow<T> w = load_row(slots.attribute_panel + q * PanelShape<T>::columns);
    const Lanes<T> x = broadcast(slots.of_edges[slot * slots.attributes + q]);
    for (std::size_t v = 0; v < message.size(); ++v) message[v] += x * w[v];
  }
  return message;
}

/// The reduced messages w * (row of `base` + attributes) of one row, one panel wide. Rows stand
/// `stride` apart.
template <class A, class T>
[[gnu::always_inline]] inline PanelRow<T> reduce(const RowSlots<T>& slots, const T* base,
                                                 std::size_t stride) {
  PanelRow<T> totals;
  totals.fill(broadcast(A::template identity<T>()));
  const auto row_of = [&](std::size_t slot) {
    return base + static_cast<std::size_t>(slots.indices[slot]) * stride;
  };
  const auto add = [&](std::size_t slot, const PanelRow<T>& message) {
    const Lanes<T> value = broadcast(slots.values[slot]);
    for (std::size_t v = 0; v < totals.size(); ++v) {
      totals[v] = A::combine(totals[v], value * message[v]);
    }
  };
  if (slots.attributes > 0 || slots.has_padding) {
    for (std::size_t p = 0; p < slots.count; ++p) {
      if (slots.values[p] == A::template identity<T>()) continue;
      add(p, message_of(slots, p, row_of(p)));
    }
    return totals;
  }
#pragma GCC unroll 4
  for (std::size_t p = 0; p < slots.count; ++p) add(p, load_row(row_of(p)));
  return totals;
}

}  // namespace ell_aggregation
