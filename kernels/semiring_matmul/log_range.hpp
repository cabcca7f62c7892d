/// Whether a block of the log product may be factored (log_block.hpp), and around which middles.
/// Decides: how wide a range of a row or column may be. Refuses to know: how the product is made.
#pragma once

#include <cmath>
#include <optional>

#include <semiring_matmul/block.hpp>

namespace semiring_matmul {

/// Half of the widest range of a row or column whose log product of `depth` terms may be factored:
/// no sum of `depth` products exp(2 * half) overflows, and their inverses stay above the smallest
/// normal number. 88.2 and 709.2 are half below the logarithms of the largest numbers, which leaves
/// room for the rounding of the sum; beyond 1e7 terms (fp32) their count narrows the range.
template <class S>
S half_range(std::size_t depth) {
  const S largest = sizeof(S) == 4 ? S(88.2) : S(709.2);
  const S half = sizeof(S) == 4 ? S(36) : S(340);
  if (depth == 0) return half;
  return std::min(half, (largest - static_cast<S>(std::log(static_cast<double>(depth)))) / 2);
}

/// Lowest and highest finite element of each lane, -inf left out; `flaw` is not 0 after NaN, +inf.
template <class T>
struct LaneRange {
  Lanes<T> low = broadcast(infinity<T>);
  Lanes<T> high = broadcast(-infinity<T>);
  Lanes<T> flaw{};

  void add(Lanes<T> value) {
    const Lanes<T> low_value = value == -infinity<T> ? low : value;
    low = kernels::smaller(low, low_value);
    high = kernels::larger(high, value);
    flaw += value == -infinity<T> ? Lanes<T>{} : value * T(0);
  }
  /// Fewer than a register's elements; the other lanes see -inf.
  void add_first(const T* from, std::size_t count) {
    Lanes<T> value = broadcast(-infinity<T>);
    for (std::size_t i = 0; i < count; ++i) value[i] = from[i];
    add(value);
  }
};

/// The middle of a range, or nothing where it is wider than 2 * half.
template <class S, class T>
std::optional<S> middle(T low, T high, T flaw, S half) {
  if (low > high && flaw == T(0)) return S(0);  // nothing finite
  if (!(flaw == T(0)) || !(S(high) - S(low) <= 2 * half)) return std::nullopt;
  return S(low) / 2 + S(high) / 2;
}

/// The middles of a block's rows and columns.
template <class S>
struct Middles {
  alignas(kernels::register_bytes) std::array<S, BlockShape<S>::rows> rows{};
  alignas(kernels::register_bytes)
      std::array<S, BlockShape<S>::panels * BlockShape<S>::columns> columns{};
};

template <class S, class T>
bool find_row_middles(MatrixView<const T> a, const BlockPlace& place, Middles<S>& middles) {
  constexpr std::size_t step = lane_count<T>;
  const S half = half_range<S>(a.columns);
  for (std::size_t i = 0; i < place.rows; ++i) {
    const T* row = a.row(place.first_row + i);
    LaneRange<T> range;
    std::size_t p = 0;
    for (; p + step <= a.columns; p += step) range.add(load(row + p));
    if (p < a.columns) range.add_first(row + p, a.columns - p);
    T low = infinity<T>;
    T high = -infinity<T>;
    T flaw = T(0);
    for (std::size_t lane = 0; lane < step; ++lane) {
      low = std::min(low, T(range.low[lane]));
      high = std::max(high, T(range.high[lane]));
      flaw += range.flaw[lane];
    }
    const std::optional<S> found = middle<S>(low, high, flaw, half);
    if (!found) return false;
    middles.rows[i] = *found;
  }
  return true;
}

template <class S, class T>
bool find_column_middles(MatrixView<const T> b, const BlockPlace& place, Middles<S>& middles) {
  constexpr std::size_t step = lane_count<T>;
  const S half = half_range<S>(b.rows);
  for (std::size_t first = 0; first < place.columns; first += step) {
    const std::size_t inside = std::min(step, place.columns - first);
    LaneRange<T> range;
    for (std::size_t p = 0; p < b.rows; ++p) {
      const T* from = b.row(p) + place.first_column + first;
      if (inside == step) {
        range.add(load(from));
      } else {
        range.add_first(from, inside);
      }
    }
    for (std::size_t lane = 0; lane < inside; ++lane) {
      const auto found =
          middle<S>(T(range.low[lane]), T(range.high[lane]), T(range.flaw[lane]), half);
      if (!found) return false;
      middles.columns[first + lane] = *found;
    }
  }
  return true;
}

/// Whether every row and column of a block is narrow enough; its middles then.
template <class S, class T>
bool can_factor(MatrixView<const T> a, MatrixView<const T> b, const BlockPlace& place,
                Middles<S>& middles) {
  return find_row_middles(a, place, middles) && find_column_middles(b, place, middles);
}

}  // namespace semiring_matmul
