/// The innermost loop: a tile of totals in registers, a chunk of terms combined into it.
/// Decides: which instructions an algebra's step takes on a CPU. Refuses to know: where rows and
/// panels come from, and what totals mean.
#pragma once

#include <cstddef>

#include <common/lane_math.hpp>
#include <semiring_matmul/algebra.hpp>
#include <semiring_matmul/packing.hpp>

namespace semiring_matmul {

using kernels::broadcast;
using kernels::lane_count;
using kernels::Lanes;
using kernels::load;
using kernels::store;

/// total (+) (x (x) y) in a vector register.
template <class A>
struct LaneStep {
  template <class T>
  static Lanes<T> combine(Lanes<T> total, Lanes<T> x, Lanes<T> y) {
    return A::combine(total, A::multiply(x, y));
  }
};

template <>
struct LaneStep<MaxPlus> {
  template <class T>
  static Lanes<T> combine(Lanes<T> total, Lanes<T> x, Lanes<T> y) {
    return kernels::larger(total, kernels::add_on_multiplier<T>(x, y));
  }
};

template <>
struct LaneStep<MinPlus> {
  template <class T>
  static Lanes<T> combine(Lanes<T> total, Lanes<T> x, Lanes<T> y) {
    return kernels::smaller(total, kernels::add_on_multiplier<T>(x, y));
  }
};

/// The blocks made all inputs 0 or 1 (PlainTotals): of these the product is the smaller one, and
/// maxima leave the multipliers free for it.
template <>
struct LaneStep<Boolean> {
  template <class T>
  static Lanes<T> combine(Lanes<T> total, Lanes<T> x, Lanes<T> y) {
    return kernels::larger(total, x * y);
  }
};

/// Combines a chunk's terms into a tile of totals (tile_rows x columns); `rows` is the tile's first
/// packed row. Both hold `panel.depth` terms.
template <class A, class S>
void add_terms(const S* rows, const Panel<S>& panel, S* totals) {
  using Shape = BlockShape<S>;
  Lanes<S> sums[Shape::tile_rows][Shape::vectors];
  for (std::size_t i = 0; i < Shape::tile_rows; ++i) {
    for (std::size_t v = 0; v < Shape::vectors; ++v) {
      sums[i][v] = load(totals + i * Shape::columns + v * lane_count<S>);
    }
  }
  const S* y = panel.values.data();
  for (std::size_t p = 0; p < panel.depth; ++p, y += Shape::columns) {
#pragma GCC unroll 16
    for (std::size_t i = 0; i < Shape::tile_rows; ++i) {
      const Lanes<S> x = broadcast(rows[i * PackedRows<S>::stride + p]);
#pragma GCC unroll 8
      for (std::size_t v = 0; v < Shape::vectors; ++v) {
        sums[i][v] = LaneStep<A>::template combine<S>(sums[i][v], x, load(y + v * lane_count<S>));
      }
    }
  }
  for (std::size_t i = 0; i < Shape::tile_rows; ++i) {
    for (std::size_t v = 0; v < Shape::vectors; ++v) {
      store(totals + i * Shape::columns + v * lane_count<S>, sums[i][v]);
    }
  }
}

}  // namespace semiring_matmul
