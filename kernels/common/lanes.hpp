/// A vector register of T and its exponential.
/// Decides: the width (the widest that this compilation may use) and the accuracy of the
/// exponential. Refuses to know: algebras, matrices.
///
/// GCC and Clang vectors instead of hoping for the loop vectoriser: whether g++ 12 keeps an
/// accumulator array in registers depends on its length (16 floats a row ran 15 times slower
/// than 32).
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <type_traits>

namespace kernels {

#if defined(__AVX512F__)
inline constexpr std::size_t register_bytes = 64;
#elif defined(__AVX__)
inline constexpr std::size_t register_bytes = 32;
#else
inline constexpr std::size_t register_bytes = 16;
#endif

/// Elements of T in one register.
template <class T>
inline constexpr std::size_t lane_count = register_bytes / sizeof(T);

template <class T>
struct LaneTypes {
  using Integer = std::conditional_t<sizeof(T) == 4, std::uint32_t, std::uint64_t>;
  typedef T Floats __attribute__((vector_size(register_bytes)));
  typedef Integer Integers __attribute__((vector_size(register_bytes)));
};

template <class T>
using Lanes = typename LaneTypes<T>::Floats;

/// The same value in every lane. Less nothing, not plus: 0 + -0 is +0, so that a compiler must add,
/// which costs a scalar addition and a shuffle where a broadcasting load would do.
template <class T>
Lanes<T> broadcast(T value) {
  return value - Lanes<T>{};
}

template <class T>
Lanes<T> load(const T* from) {
  Lanes<T> lanes;
  std::memcpy(&lanes, from, sizeof lanes);
  return lanes;
}

template <class T>
void store(T* to, const Lanes<T>& lanes) {
  std::memcpy(to, &lanes, sizeof lanes);
}

/// Constants of exponential(): exp(x) = 2^whole * exp(rest), |rest| <= ln(2)/2, the latter by its
/// Taylor series, whose remainder stays below a tenth of a rounding.
template <class T>
struct ExponentialConstants;

template <>
struct ExponentialConstants<float> {
  static constexpr int degree = 7;
  static constexpr int mantissa_bits = 23;
  static constexpr float ln2_high = 0.693359375F;  // few bits: whole * ln2_high is exact
  static constexpr float ln2_low = -2.12194440e-4F;
  static constexpr float to_integer = 12582912.0F;  // 1.5 * 2^23: adding it rounds to an integer
  static constexpr float lowest = -87.3F;
  static constexpr float highest = 88.7F;
};

template <>
struct ExponentialConstants<double> {
  static constexpr int degree = 13;
  static constexpr int mantissa_bits = 52;
  static constexpr double ln2_high = 6.93147180369123816490e-01;
  static constexpr double ln2_low = 1.90821492927058770002e-10;
  static constexpr double to_integer = 6755399441055744.0;  // 1.5 * 2^52
  static constexpr double lowest = -708.3;
  static constexpr double highest = 709.7;
};

template <class T, int degree>
constexpr std::array<T, degree + 1> inverse_factorials() {
  std::array<T, degree + 1> values{};
  double factorial = 1.0;
  for (int i = 0; i <= degree; ++i) {
    values[static_cast<std::size_t>(i)] = static_cast<T>(1.0 / factorial);
    factorial *= i + 1;
  }
  return values;
}

/// exp of every lane to a few units in the last place. What would be subnormal becomes 0, what
/// would overflow (from 88.7 or 709.7 on) +inf; NaN stays NaN.
template <class T>
Lanes<T> exponential(Lanes<T> x) {
  using C = ExponentialConstants<T>;
  using Integers = typename LaneTypes<T>::Integers;
  constexpr auto factors = inverse_factorials<T, C::degree>();
  constexpr T log2_e = static_cast<T>(1.44269504088896340736);

  const Lanes<T> shifted = x * log2_e + C::to_integer;  // the integer now stands in the low bits
  const Lanes<T> whole = shifted - C::to_integer;
  const Lanes<T> rest = (x - whole * C::ln2_high) - whole * C::ln2_low;
  Lanes<T> series = broadcast<T>(factors[C::degree]);
  for (std::size_t i = C::degree; i-- > 0;) series = series * rest + factors[i];

  const Integers exponent = std::bit_cast<Integers>(shifted) << C::mantissa_bits;
  const Lanes<T> scaled = std::bit_cast<Lanes<T>>(std::bit_cast<Integers>(series) + exponent);
  const Lanes<T> above = x > C::highest ? broadcast<T>(std::numeric_limits<T>::infinity()) : scaled;
  const Lanes<T> inside = x < C::lowest ? Lanes<T>{} : above;
  return x != x ? x : inside;
}

}  // namespace kernels
