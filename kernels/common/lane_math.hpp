/// Functions of a vector register beside its exponential.
/// Decides: which instructions carry them where a compiler would choose badly, and the accuracy of
/// the logarithm. Refuses to know: algebras, matrices.
#pragma once

#include <bit>
#include <cmath>
#include <cstddef>
#include <limits>
#include <type_traits>

#include <common/lanes.hpp>

#if defined(__AVX512F__)
#include <immintrin.h>
#endif

namespace kernels {

/// The lanes that are NaN.
template <class T>
auto is_nan(Lanes<T> x) {
  return x != x;  // NOLINT(misc-redundant-expression): NaN alone differs from itself
}

/// The lanes that are neither infinite nor NaN.
template <class T>
auto is_finite(Lanes<T> x) {
  return x * T(0) == Lanes<T>{};
}

/// The larger one; a NaN in `term` loses, as it would by `<`.
template <class V>
V larger(V total, V term) {
  return total < term ? term : total;
}

/// The smaller one; a NaN in `term` loses.
template <class V>
V smaller(V total, V term) {
  return term < total ? term : total;
}

/// x + y as x * 1 + y, the same number. Zen 5 runs additions and maxima on the same two of its
/// four vector pipes and multiplications on the other two: a sum that feeds a maximum is 1.6 times
/// faster where it takes the multipliers. Elsewhere it is an ordinary sum.
template <class T>
Lanes<T> add_on_multiplier(Lanes<T> x, Lanes<T> y) {
#if defined(__AVX512F__)
  if constexpr (std::is_same_v<T, float>) {
    return (Lanes<T>)_mm512_fmadd_ps((__m512)x, _mm512_set1_ps(1.0F), (__m512)y);
  } else {
    return (Lanes<T>)_mm512_fmadd_pd((__m512d)x, _mm512_set1_pd(1.0), (__m512d)y);
  }
#else
  return x + y;
#endif
}

/// The root of every lane, correctly rounded. Masked, though all lanes count: g++ 12 takes the
/// register that the plain one leaves out for uninitialised.
template <class T>
Lanes<T> square_root(Lanes<T> x) {
#if defined(__AVX512F__)
  if constexpr (std::is_same_v<T, float>) {
    return (Lanes<T>)_mm512_maskz_sqrt_ps(__mmask16(0xFFFF), (__m512)x);
  } else {
    return (Lanes<T>)_mm512_maskz_sqrt_pd(__mmask8(0xFF), (__m512d)x);
  }
#else
  Lanes<T> roots{};
  for (std::size_t i = 0; i < lane_count<T>; ++i) roots[i] = std::sqrt(x[i]);
  return roots;
#endif
}

/// total + exp(x) for x <= 0, in fewer steps than exponential(): for sums of which one term is
/// about 1, so that errors of a small term do not count. exp(x) is right to a few units in the last
/// place of 1; what is lower than `lowest` counts as `lowest` (1e-38, 1e-308), above 0 as 0; NaN
/// makes NaN. Several registers in lockstep: one after the other each would wait for its own long
/// chain.
template <class T, std::size_t count>
inline __attribute__((always_inline)) void add_exponentials(Lanes<T> (&totals)[count],
                                                            const Lanes<T> (&x)[count]) {
  using C = ExponentialConstants<T>;
  using Integers = typename LaneTypes<T>::Integers;
  constexpr auto factors = inverse_factorials<T, C::degree>();
  constexpr T log2_e = static_cast<T>(1.44269504088896340736);
  // The low bits of a sum with it are whole + bias, which shifted up is the number 2^whole.
  constexpr T to_power = C::to_integer + (sizeof(T) == 4 ? 127 : 1023);

  Lanes<T> shifted[count];
  Lanes<T> rest[count];
  Lanes<T> series[count];
#pragma GCC unroll 8
  for (std::size_t v = 0; v < count; ++v) {
    rest[v] = smaller(larger(x[v], broadcast<T>(C::lowest)), Lanes<T>{});
    shifted[v] = rest[v] * log2_e + to_power;
  }
#pragma GCC unroll 8
  for (std::size_t v = 0; v < count; ++v) {
    const Lanes<T> whole = shifted[v] - to_power;
    rest[v] = (rest[v] - whole * C::ln2_high) - whole * C::ln2_low;
    series[v] = broadcast<T>(factors[C::degree]);
  }
#pragma GCC unroll 16
  for (std::size_t i = 1; i <= C::degree; ++i) {
#pragma GCC unroll 8
    for (std::size_t v = 0; v < count; ++v) {
      series[v] = series[v] * rest[v] + factors[C::degree - i];
    }
  }
#pragma GCC unroll 8
  for (std::size_t v = 0; v < count; ++v) {
    const Integers power = std::bit_cast<Integers>(shifted[v]) << C::mantissa_bits;
    totals[v] = totals[v] + series[v] * std::bit_cast<Lanes<T>>(power);
  }
}

/// log of every lane to a few units in the last place: x = 2^e m with m in [sqrt(1/2), sqrt(2)),
/// log m = 2 (s + s^3/3 + s^5/5 + ...) with s = (m - 1) / (m + 1); the terms left out stay below a
/// tenth of a rounding. 0 and what is subnormal give -inf, +inf itself, below 0 and NaN give NaN.
template <class T>
Lanes<T> logarithm(Lanes<T> x) {
  using C = ExponentialConstants<T>;
  using Integers = typename LaneTypes<T>::Integers;
  using Word = typename LaneTypes<T>::Integer;
  constexpr int terms = sizeof(T) == 4 ? 5 : 11;
  constexpr Word bias = sizeof(T) == 4 ? 127 : 1023;
  constexpr Word sqrt_half = std::bit_cast<Word>(static_cast<T>(0.70710678118654752440));

  const Integers bits = std::bit_cast<Integers>(x);
  const Integers biased = (bits - sqrt_half + (bias << C::mantissa_bits)) >> C::mantissa_bits;
  const Lanes<T> mantissa = std::bit_cast<Lanes<T>>(bits - ((biased - bias) << C::mantissa_bits));
  const Lanes<T> exponent = __builtin_convertvector(biased, Lanes<T>) - static_cast<T>(bias);

  const Lanes<T> s = (mantissa - T(1)) / (mantissa + T(1));
  const Lanes<T> square = s * s;
  Lanes<T> series = broadcast<T>(T(1) / T(2 * terms - 1));
  for (int k = terms - 1; k-- > 0;) series = series * square + T(1) / T(2 * k + 1);
  const Lanes<T> value = exponent * C::ln2_high + (T(2) * s * series + exponent * C::ln2_low);

  constexpr T infinity = std::numeric_limits<T>::infinity();
  const Lanes<T> normal = x < std::numeric_limits<T>::min() ? broadcast<T>(-infinity) : value;
  const Lanes<T> below_infinity = x == infinity ? x : normal;
  const Lanes<T> positive =
      x < T(0) ? broadcast<T>(std::numeric_limits<T>::quiet_NaN()) : below_infinity;
  return is_nan<T>(x) ? x : positive;
}

}  // namespace kernels
