/// One block of queries on a CPU, one query a lane.
/// Decides: how lanes find their cells, and how 64 coefficients become one number: by halving, bit
/// after bit of their index. Refuses to know: threads, what the coefficients come from.
///
/// Coefficient (a, b, c) has the index a1 a0 b1 b0 c1 c0 in binary, and the polynomial is the sum
/// of coefficients times u^2 for a1, u for a0, v^2 for b1 and so on. To take out a bit is lower
/// half + factor * upper half. While both halves are whole registers of one query, that is one
/// operation; below that, the halves of several queries share registers, two shuffles more, until
/// one register holds a block's values, one a lane. 64 loads with gathers would be 64 cache reads a
/// query; this reads 4 registers of 16 floats.
///
/// What binds are those reads (Zen 5, fp32): 3.9 cycles a query, and as many with every shuffle
/// taken out; 4.4 where the table is larger than the first cache, as that of 9 x 9 x 9 is.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <utility>

#include <common/lanes.hpp>
#include <tricubic/batch.hpp>
#include <tricubic/cell_table.hpp>
#include <tricubic/window.hpp>

namespace tricubic {

using kernels::broadcast;
using kernels::lane_count;
using kernels::Lanes;
using kernels::load;
using kernels::register_bytes;
using kernels::store;

/// Where the queries of a few blocks are. Of several blocks at once, because a query's way from its
/// coordinates to its cell to its value is longer than the instructions that a core looks ahead.
template <class T>
struct Places {
  using Integers = typename kernels::LaneTypes<T>::Integers;
  using Integer = typename kernels::LaneTypes<T>::Integer;
  static constexpr std::size_t blocks = 8;
  static constexpr std::size_t length = blocks * lane_count<T>;

  alignas(register_bytes) T u[axes][length];     ///< the position in the cell, less 1/2
  alignas(register_bytes) Integer cell[length];  ///< where its coefficients start in the table
};

/// The whole number at or below x, for |x| < 2^21.
template <class T>
Lanes<T> floor_lanes(Lanes<T> x) {
  constexpr T shift = kernels::ExponentialConstants<T>::to_integer;
  const Lanes<T> whole = (x + shift) - shift;
  return whole > x ? whole - T(1) : whole;
}

/// All bits of a lane that the window accepts, no bit of one that it does not.
template <class T>
typename Places<T>::Integers accepted_lanes(const Window<T>& window, const Lanes<T> (&x)[axes]) {
  using Integers = typename Places<T>::Integers;
  Integers accepted = ~Integers{};
  for (int axis = 0; axis < axes; ++axis) {
    accepted &= (Integers)(x[axis] >= window.low[axis]) & (Integers)(x[axis] < window.high[axis]);
  }
  return accepted;
}

/// Finds the places of blocks in the table of a grid.
template <class T>
class CellFinder {
 public:
  using Integers = typename Places<T>::Integers;

  CellFinder(const Window<T>& window, const Range (&range)[axes]) : window_(window) {
    for (int axis = 0; axis < axes; ++axis) {
      first_[axis] = static_cast<T>(range[axis].first + 1);
      cells_[axis] = static_cast<T>(cells_of(range[axis]));
    }
  }

  /// Finds the places of a block, the first of which is number `at`; gives the lanes accepted.
  /// Queries out of range are put into the first cell; `all_accepted` says that there are none.
  /// Cells are numbered in T: exact, a table has fewer than 2^22 of them.
  template <bool all_accepted>
  [[gnu::always_inline]] Integers find(const Lanes<T> (&x)[axes], Places<T>& places,
                                       std::size_t at) const {
    constexpr T shift = kernels::ExponentialConstants<T>::to_integer;
    const Integers accepted = all_accepted ? ~Integers{} : accepted_lanes(window_, x);
    Lanes<T> number{};
    for (int axis = 0; axis < axes; ++axis) {
      const Lanes<T> first = broadcast(first_[axis]);
      const Lanes<T> inside = accepted ? x[axis] : first;
      const Lanes<T> whole = floor_lanes<T>(inside);
      const Lanes<T> u = (inside - whole) - T(0.5);
      store(places.u[axis] + at, u);
      number = number * cells_[axis] + (whole - first);
    }
    const Integers cell = std::bit_cast<Integers>(Lanes<T>(number + shift)) -
                          std::bit_cast<Integers>(broadcast(shift));
    const Integers start = cell * cell_values;
    std::memcpy(places.cell + at, &start, sizeof start);
    return accepted;
  }

 private:
  Window<T> window_;
  T first_[axes];
  T cells_[axes];
};

/// Values and slopes of a block.
template <class T, Output output>
class CellSums {
 public:
  static constexpr std::size_t lanes = lane_count<T>;
  static constexpr std::size_t count = output == Output::gradient ? 1 + axes : 1;

  CellSums(const T* table, const Places<T>& places, std::size_t at)
      : table_(table), places_(places), at_(at) {}

  /// The value, then the derivatives along h, k, l.
  [[gnu::always_inline]] void store_to(T* (&results)[1 + axes]) const {
    const Part<0> sums = across<0, 0>();
    for (std::size_t i = 0; i < count; ++i) store(results[i], sums.of[i]);
  }

 private:
  static constexpr int all_bits = 6;
  static constexpr int lane_bits = std::countr_zero(lanes);

  /// What is left of a query once the bits from `bit` on are taken out: the value and its
  /// derivatives along the axes that were begun.
  template <int bit>
  static constexpr std::size_t parts = output == Output::value ? 1 : 1 + (all_bits + 1 - bit) / 2;
  template <int bit>
  struct Part {
    Lanes<T> of[parts<bit>];
  };
  /// Takes out a bit by its factor, u or u^2. The upper bit of an axis comes first: p = lower + u^2
  /// upper, p' = 2u upper; then the lower bit: p = lower + u upper, p' = lower' + u upper' + upper.
  template <int bit>
  [[gnu::always_inline]] static Part<bit> halve(const Part<bit + 1>& lower,
                                                const Part<bit + 1>& upper, Lanes<T> u,
                                                Lanes<T> factor) {
    Part<bit> out;
    for (std::size_t i = 0; i < parts<bit + 1>; ++i) {
      out.of[i] = lower.of[i] + factor * upper.of[i];
    }
    if constexpr (output == Output::gradient) {
      if constexpr (is_square(bit)) {
        out.of[parts<bit> - 1] = (u + u) * upper.of[0];
      } else {
        out.of[parts<bit> - 1] += upper.of[0];
      }
    }
    return out;
  }

  static constexpr int axis_of(int bit) { return 2 - bit / 2; }
  static constexpr bool is_square(int bit) { return bit % 2 == 1; }

  /// Takes out both bits of an axis by Horner's scheme, p = (..) * u + c and p' = p' * u + p.
  template <int bit>
  [[gnu::always_inline]] static Part<bit> quarter(const Part<bit + 2>& c0, const Part<bit + 2>& c1,
                                                  const Part<bit + 2>& c2, const Part<bit + 2>& c3,
                                                  Lanes<T> u) {
    Part<bit> out;
    for (std::size_t i = 0; i < parts<bit + 2>; ++i) {
      const Lanes<T> second = c3.of[i] * u + c2.of[i];
      const Lanes<T> first = second * u + c1.of[i];
      out.of[i] = first * u + c0.of[i];
      if constexpr (output == Output::gradient) {
        if (i == 0) out.of[parts<bit> - 1] = (c3.of[i] * u + second) * u + first;
      }
    }
    return out;
  }

  /// One query while bits are registers: register `index` once the bits from `bit` on are out.
  template <int bit>
  [[gnu::always_inline]] Part<bit> within(std::size_t query, std::size_t index) const {
    if constexpr (bit == all_bits) {
      return {{load(table_ + places_.cell[at_ + query] + index * lanes)}};
    } else {
      constexpr std::size_t step = (std::size_t{1} << bit) / lanes;
      const Lanes<T> u = broadcast(places_.u[axis_of(bit)][at_ + query]);
      if constexpr (bit % 2 == 0) {
        return quarter<bit>(within<bit + 2>(query, index), within<bit + 2>(query, index + step),
                            within<bit + 2>(query, index + 2 * step),
                            within<bit + 2>(query, index + 3 * step), u);
      } else {
        return halve<bit>(within<bit + 1>(query, index), within<bit + 1>(query, index + step), u,
                          u * u);
      }
    }
  }

  /// Several queries, from `first` on, once bits are lanes: 2^bit lanes of each.
  template <int bit, std::size_t first>
  [[gnu::always_inline]] Part<bit> across() const {
    if constexpr (bit == lane_bits) {
      return within<bit>(first, 0);
    } else {
      constexpr std::size_t half = std::size_t{1} << bit;
      constexpr auto all = std::make_index_sequence<lanes>();
      const Part<bit + 1> a = across<bit + 1, first>();
      const Part<bit + 1> b = across<bit + 1, first + lanes / (2 * half)>();
      Part<bit + 1> lower;
      Part<bit + 1> upper;
      for (std::size_t i = 0; i < parts<bit + 1>; ++i) {
        lower.of[i] = halves<half, 0>(a.of[i], b.of[i], all);
        upper.of[i] = halves<half, half>(a.of[i], b.of[i], all);
      }
      const Lanes<T> u = load(places_.u[axis_of(bit)] + at_);
      const Lanes<T> factor = is_square(bit) ? u * u : u;
      return halve<bit>(lower, upper, spread<half, first>(u, all),
                        spread<half, first>(factor, all));
    }
  }

  /// Of each query's 2 * half lanes in a and then b those from `offset` on, `half` of them.
  template <std::size_t half, std::size_t offset, std::size_t... lane>
  [[gnu::always_inline]] static Lanes<T> halves(Lanes<T> a, Lanes<T> b,
                                                std::index_sequence<lane...>) {
    return __builtin_shufflevector(a, b, (lane / half * 2 * half + lane % half + offset)...);
  }

  /// Each query's own number in all of its `half` lanes.
  template <std::size_t half, std::size_t first, std::size_t... lane>
  [[gnu::always_inline]] static Lanes<T> spread(Lanes<T> numbers, std::index_sequence<lane...>) {
    return __builtin_shufflevector(numbers, numbers, (first + lane / half)...);
  }

  const T* table_;
  const Places<T>& places_;
  std::size_t at_;
};

}  // namespace tricubic
