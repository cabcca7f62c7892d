/// One block of the log product on a CPU.
/// Decides: how its sums of exponentials stay in range. Refuses to know: tiles of other algebras.
///
/// Two ways, chosen for each block by its inputs:
/// - factored: log sum_p exp(a_p + b_p) = r + c + log sum_p exp(a_p - r) exp(b_p - c), with r and c
///   the middles of the row's and the column's finite range. Where log_range.hpp finds every range
///   narrow enough only rounding is lost, and the block costs a real product plus one exponential
///   for each element of A and B instead of one for each term.
/// - streamed, for everything else (a wider range, +inf, NaN): per chunk of the inner extent first
///   the largest term, then the exponentials below it. Many times slower: a time of N(0, 1) inputs
///   says nothing of these.
/// An element of -inf is exp(-inf) = 0 in both and does not count for the range. Both are right to
/// a few roundings, but not bit for bit the same: with another number of threads blocks are cut
/// elsewhere, and a wide range may turn another block to streaming.
#pragma once

#include <semiring_matmul/block.hpp>
#include <semiring_matmul/log_range.hpp>

namespace semiring_matmul {

using kernels::exponential;

/// A real product of exponentials.
template <class S>
class FactoredTotals {
 public:
  FactoredTotals(const BlockPlace& place, BlockMemory<S>& memory, const Middles<S>& middles)
      : middles_(middles), totals_(memory.totals) {
    totals_.start(place, S(0));
  }

  void prepare(PackedRows<S>& packed, std::size_t rows) const {
    for (std::size_t i = 0; i < rows; ++i) {
      S* row = packed.row(i);
      std::fill(row + packed.depth, row + packed.stride, S(0));  // computed with, never read
      for (std::size_t p = 0; p < packed.depth; p += lane_count<S>) {
        store(row + p, exponential<S>(load(row + p) - middles_.rows[i]));
      }
    }
  }
  void prepare(Panel<S>& panel, std::size_t index) const {
    for (std::size_t v = 0; v < panel.width; v += lane_count<S>) {
      const Lanes<S> middle = load(middles_.columns.data() + index * panel.width + v);
      for (std::size_t p = 0; p < panel.depth; ++p) {
        store(panel.row(p) + v, exponential<S>(load(panel.row(p) + v) - middle));
      }
    }
  }

  void add_tile(std::size_t tile, std::size_t panel, const PackedRows<S>& rows,
                const Panel<S>& terms) {
    add_terms<Real>(rows.row(tile * BlockShape<S>::tile_rows), terms, totals_.tile(tile, panel));
  }

  Lanes<S> value(std::size_t row, std::size_t panel, std::size_t column) {
    const S* across = middles_.columns.data() + panel * BlockShape<S>::columns + column;
    return middles_.rows[row] + load(across) +
           kernels::logarithm<S>(load(totals_.row(row, panel) + column));
  }

 private:
  const Middles<S>& middles_;
  BlockArray<S>& totals_;
};

/// Zero where a bound is infinite: subtracting it would form inf - inf.
template <class S>
Lanes<S> finite_or_zero(Lanes<S> bound) {
  return kernels::is_finite<S>(bound) ? bound : Lanes<S>{};
}

/// The largest term so far, and the sum of exp(term - shift), where shift is that largest term.
/// While that is infinite the sum says only whether a term was NaN.
template <class S>
class StreamedTotals {
 public:
  StreamedTotals(const BlockPlace& place, BlockMemory<S>& memory)
      : bounds_(memory.bounds), sums_(memory.totals) {
    bounds_.start(place, -infinity<S>);
    sums_.start(place, S(0));
  }

  void prepare(PackedRows<S>&, std::size_t /*rows*/) const {}
  void prepare(Panel<S>&, std::size_t /*panel*/) const {}

  void add_tile(std::size_t tile, std::size_t panel, const PackedRows<S>& rows,
                const Panel<S>& terms) {
    using Shape = BlockShape<S>;
    const S* first = rows.row(tile * Shape::tile_rows);
    S* bounds = bounds_.tile(tile, panel);
    S* sums = sums_.tile(tile, panel);
    alignas(kernels::register_bytes) std::array<S, Shape::tile_size> old;
    std::copy_n(bounds, Shape::tile_size, old.begin());
    add_terms<MaxPlus>(first, terms, bounds);
    for (std::size_t row = 0; row < Shape::tile_rows; row += rows_at_once) {
      const std::size_t at = row * Shape::columns;
      add_rows(first + row * rows.stride, terms, old.data() + at, bounds + at, sums + at);
    }
  }

  Lanes<S> value(std::size_t row, std::size_t panel, std::size_t column) {
    const Lanes<S> bound = load(bounds_.row(row, panel) + column);
    const Lanes<S> sum = load(sums_.row(row, panel) + column);
    const Lanes<S> finite = bound + kernels::logarithm<S>(sum);
    const Lanes<S> infinite =
        kernels::is_nan<S>(sum) ? sum : bound;  // a NaN term stands in the sum alone
    return kernels::is_finite<S>(bound) ? finite : infinite;
  }

 private:
  static constexpr std::size_t rows_at_once = 2;
  static_assert(BlockShape<S>::tile_rows % rows_at_once == 0);

  /// Some rows of a tile: rescales the old sums to the new bounds, then adds the chunk's terms.
  /// An old bound of -inf rescales by exp(-inf) = 0.
  static void add_rows(const S* x, const Panel<S>& panel, const S* old_bounds, const S* bounds,
                       S* sums) {
    constexpr std::size_t vectors = BlockShape<S>::vectors;
    constexpr std::size_t count = rows_at_once * vectors;
    Lanes<S> shifts[count];
    Lanes<S> totals[count];
#pragma GCC unroll 8
    for (std::size_t v = 0; v < count; ++v) {
      const std::size_t at = v * lane_count<S>;
      shifts[v] = finite_or_zero<S>(load(bounds + at));
      totals[v] = load(sums + at) * exponential<S>(load(old_bounds + at) - shifts[v]);
    }
    for (std::size_t p = 0; p < panel.depth; ++p) {
      Lanes<S> terms[count];
#pragma GCC unroll 8
      for (std::size_t v = 0; v < count; ++v) {
        const Lanes<S> y = load(panel.row(p) + v % vectors * lane_count<S>);
        const S factor = x[v / vectors * PackedRows<S>::stride + p];
        terms[v] = Log::multiply(broadcast(factor), y) - shifts[v];
      }
      kernels::add_exponentials<S>(totals, terms);
    }
#pragma GCC unroll 8
    for (std::size_t v = 0; v < count; ++v) store(sums + v * lane_count<S>, totals[v]);
  }

  BlockArray<S>& bounds_;
  BlockArray<S>& sums_;
};

template <class T, class S>
struct BlockOf<Log, T, S> {
  static void compute(MatrixView<const T> a, MatrixView<const T> b, const BlockPlace& place,
                      MatrixView<T> c) {
    BlockMemory<S>& memory = BlockMemory<S>::of_this_thread();
    Middles<S> middles;
    if (can_factor(a, b, place, middles)) {
      FactoredTotals<S> totals(place, memory, middles);
      run_block<T>(a, b, place, c, memory, totals);
    } else {
      StreamedTotals<S> totals(place, memory);
      run_block<T>(a, b, place, c, memory, totals);
    }
  }
};

}  // namespace semiring_matmul
