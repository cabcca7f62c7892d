/// The aggregation on a CPU, cut into blocks and strips of rows, one a work item.
/// Decides: what an item computes. Refuses to know: threads; items of one task may come in any
/// order.
///
/// aggregate is two tasks, G = H W^T and then a reduction over the rows of G for each of its
/// panels. linear is one: it sums a block's rows of H, and multiplies the sums by W while the rows
/// that the next block sums are fetched.
#pragma once

#include <ell_aggregation/inputs.hpp>
#include <ell_aggregation/panel.hpp>

namespace ell_aggregation {

/// Everything that a block reads or writes.
template <class T>
struct HostArrays {
  Shapes shapes;
  const T* values;
  const std::int32_t* indices;
  const T* features;
  std::size_t feature_stride;
  const T* attributes;
  const T* panels;  ///< of W turned round, one behind the other: (d_in + e, columns) each
  T* rows;  ///< aggregate: the panels of G, (n_columns, columns) each; linear: tiles of sums
  T* out;

  std::size_t depth() const { return shapes.features + shapes.attributes; }
  const T* panel_of_weights(std::size_t panel) const {
    return panels + panel * depth() * PanelShape<T>::columns;
  }
  T* panel_of_rows(std::size_t panel) const {
    return rows + panel * shapes.columns * PanelShape<T>::columns;
  }
  RowSlots<T> slots_of(std::size_t row) const {
    return {values + row * shapes.slots, indices + row * shapes.slots, shapes.slots,
            shapes.has_padding};
  }
  /// Where panel `panel` of output row `row` stands, and how many of its columns there are.
  T* out_row(std::size_t row, std::size_t panel) const {
    return out + row * shapes.outputs + panel * PanelShape<T>::columns;
  }
  std::size_t out_columns(std::size_t panel) const {
    return shapes.outputs - panel * PanelShape<T>::columns;
  }
};

/// Rows [begin, end) of a block that lie inside.
struct RowRange {
  std::size_t begin;
  std::size_t end;
};

template <class T>
RowRange block_rows(std::size_t block, std::size_t rows) {
  constexpr std::size_t height = PanelShape<T>::tile_rows;
  return {std::min(block * height, rows), std::min((block + 1) * height, rows)};
}

template <class T>
std::size_t block_count(std::size_t rows) {
  return (rows + PanelShape<T>::tile_rows - 1) / PanelShape<T>::tile_rows;
}

/// Rows with gaps between them.
template <class T>
struct Strided {
  T* data;
  std::size_t stride;

  T* row(std::size_t index) const { return data + index * stride; }
};

/// Multiplies `count` rows of `from`, at most a tile, by a panel, to the first `columns` of as many
/// rows of `to`. What is no whole tile goes row by row, as a tile whose rows are all the same one.
template <class T>
void multiply_rows(Strided<const T> from, std::size_t count, std::size_t depth, const T* panel,
                   FetchAhead<T>& ahead, Strided<T> to, std::size_t columns) {
  using Shape = PanelShape<T>;
  if (columns < Shape::columns) {
    std::array<T, Shape::tile_rows * Shape::columns> whole;
    multiply_rows<T>(from, count, depth, panel, ahead, {whole.data(), Shape::columns},
                     Shape::columns);
    for (std::size_t i = 0; i < count; ++i) {
      std::copy_n(whole.data() + i * Shape::columns, columns, to.row(i));
    }
  } else if (count == Shape::tile_rows) {
    multiply<T>({from.data, from.stride}, depth, panel, ahead, to.data, to.stride);
  } else {
    for (std::size_t i = 0; i < count; ++i) {
      multiply<T>({from.row(i), 0}, depth, panel, ahead, to.row(i), 0);
    }
  }
}

/// Turns W (d_out, d_in + e) into panels, zeros beyond its last row.
template <class T>
void pack_weights(const T* weights, const Shapes& shapes, T* panels) {
  constexpr std::size_t width = PanelShape<T>::columns;
  const std::size_t depth = shapes.weight_columns;
  for (std::size_t panel = 0; panel < PanelShape<T>::count(shapes.outputs); ++panel) {
    for (std::size_t c = 0; c < depth; ++c) {
      for (std::size_t o = 0; o < width; ++o) {
        const std::size_t output = panel * width + o;
        *panels++ = output < shapes.outputs ? weights[output * depth + c] : T(0);
      }
    }
  }
}

/// The panels of G = H W^T, a block of nodes an item.
template <class T>
struct TransformTask {
  HostArrays<T> arrays;

  void operator()(const std::size_t block) const {
    constexpr std::size_t width = PanelShape<T>::columns;
    const RowRange range = block_rows<T>(block, arrays.shapes.columns);
    const std::size_t stride = arrays.feature_stride;
    FetchAhead<T> nothing(nullptr, nullptr, nullptr, 0, 0, 0);
    for (std::size_t panel = 0; panel < PanelShape<T>::count(arrays.shapes.outputs); ++panel) {
      multiply_rows<T>({arrays.features + range.begin * stride, stride}, range.end - range.begin,
                       arrays.shapes.features, arrays.panel_of_weights(panel), nothing,
                       {arrays.panel_of_rows(panel) + range.begin * width, width}, width);
    }
  }
};

/// Rows that are reduced one after the other over one panel of G.
inline constexpr std::size_t strip_rows = 128;

/// The reduction of a strip over one panel.
template <class A, class T>
struct HostReduceTask {
  HostArrays<T> arrays;
  std::size_t panel;

  void operator()(const std::size_t strip) const {
    const HostArrays<T> in = arrays;
    const std::size_t end = std::min((strip + 1) * strip_rows, in.shapes.rows);
    RowSlots<T> slots = in.slots_of(strip * strip_rows);
    slots.attributes = in.shapes.attributes;
    slots.attribute_panel =
        in.panel_of_weights(panel) + in.shapes.features * PanelShape<T>::columns;
    const T* base = in.panel_of_rows(panel);
    for (std::size_t row = strip * strip_rows; row < end; ++row) {
      slots.values = in.values + row * slots.count;
      slots.indices = in.indices + row * slots.count;
      slots.of_edges = in.attributes + row * slots.count * slots.attributes;
      store_row(reduce<A>(slots, base, PanelShape<T>::columns), in.out_columns(panel),
                in.out_row(row, panel));
    }
  }
};

/// Elements between two row sums of linear: the features in whole panels, then the attributes.
template <class T>
std::size_t sum_stride(const Shapes& shapes) {
  return PanelShape<T>::count(shapes.features) * PanelShape<T>::columns + shapes.attributes;
}

/// Blocks that linear computes one after the other with one tile of sums, which stays in L1 then.
inline constexpr std::size_t strip_blocks = 16;

template <class T>
std::size_t strip_count(std::size_t rows) {
  return (block_count<T>(rows) + strip_blocks - 1) / strip_blocks;
}

/// Elements of a tile of sums, of which each strip has one.
template <class T>
std::size_t sum_tile(const Shapes& shapes) {
  return sum_stride<T>(shapes) * PanelShape<T>::tile_rows;
}

/// All of linear for a strip. Features stand in whole panels, see HostArrays::feature_stride.
template <class T>
struct LinearTask {
  HostArrays<T> arrays;

  void operator()(const std::size_t strip) const {
    T* sums = arrays.rows + strip * sum_tile<T>(arrays.shapes);
    for (std::size_t block = strip * strip_blocks; block < (strip + 1) * strip_blocks; ++block) {
      run_block(block, sums);
    }
  }

  void run_block(std::size_t block, T* sums) const {
    const RowRange range = block_rows<T>(block, arrays.shapes.rows);
    const std::size_t stride = sum_stride<T>(arrays.shapes);
    for (std::size_t row = range.begin; row < range.end; ++row) {
      sum_row(row, sums + (row - range.begin) * stride);
    }
    const std::size_t panels = PanelShape<T>::count(arrays.shapes.outputs);
    const RowRange next = block_rows<T>(block + 1, arrays.shapes.rows);
    FetchAhead<T> ahead(arrays.indices + next.begin * arrays.shapes.slots,
                        arrays.indices + next.end * arrays.shapes.slots, arrays.features,
                        arrays.feature_stride, arrays.shapes.features,
                        panels * fetch_steps(arrays.depth()));
    for (std::size_t panel = 0; panel < panels; ++panel) {
      multiply_rows<T>({sums, stride}, range.end - range.begin, arrays.depth(),
                       arrays.panel_of_weights(panel), ahead,
                       {arrays.out_row(range.begin, panel), arrays.shapes.outputs},
                       arrays.out_columns(panel));
    }
  }

  /// The attributes come last: they overwrite what the last panel holds beyond the features.
  void sum_row(std::size_t row, T* sums) const {
    constexpr std::size_t width = PanelShape<T>::columns;
    const RowSlots<T> slots = arrays.slots_of(row);
    for (std::size_t at = 0; at < arrays.shapes.features; at += width) {
      store_row(reduce<Sum>(slots, arrays.features + at, arrays.feature_stride), width, sums + at);
    }
    const std::size_t attributes = arrays.shapes.attributes;
    const T* of_edges = arrays.attributes + row * slots.count * attributes;
    for (std::size_t q = 0; q < attributes; ++q) {
      T total = 0;
      for (std::size_t p = 0; p < slots.count; ++p) {
        if (slots.values[p] != T(0)) total += slots.values[p] * of_edges[p * attributes + q];
      }
      sums[arrays.shapes.features + q] = total;
    }
  }
};

}  // namespace ell_aggregation
