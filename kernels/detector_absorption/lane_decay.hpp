/// Decay and its complement for a register of exponents, and its square root.
/// Decides: how 1 - e^-x keeps its digits where x is small (a layer captures a percent, and what
/// is left of 1 - 0.99 in fp32 has five digits). Refuses to know: detectors.
#pragma once

#include <array>
#include <bit>
#include <cmath>
#include <cstddef>

#if defined(__SSE2__)
#include <immintrin.h>
#endif

#include <common/lanes.hpp>

namespace detector_absorption {

using kernels::Lanes;

/// e^-x = scale (1 + rest), scale a power of two. |x| is at most most_exponent (plan.hpp).
template <class T>
struct Decay {
  Lanes<T> scale;
  Lanes<T> rest;

  Lanes<T> passed() const { return scale + scale * rest; }             ///< e^-x
  Lanes<T> captured() const { return (T(1) - scale) - scale * rest; }  ///< 1 - e^-x
};

/// The reduction of kernels::exponential, by its constants; the series leaves out its first term.
/// Within 4 units in the last place, of the complement too.
template <class T>
Decay<T> decay(const Lanes<T>& x) {
  using C = kernels::ExponentialConstants<T>;
  using Integers = typename kernels::LaneTypes<T>::Integers;
  constexpr auto factors = kernels::inverse_factorials<T, C::degree>();
  constexpr T log2_e = static_cast<T>(1.44269504088896340736);
  constexpr int exponent_of_one = sizeof(T) == 4 ? 127 : 1023;

  const Lanes<T> shifted = C::to_integer - x * log2_e;  // the integer now stands in the low bits
  const Lanes<T> whole = shifted - C::to_integer;
  const Lanes<T> rest = (-x - whole * C::ln2_high) - whole * C::ln2_low;
  Lanes<T> series = kernels::broadcast<T>(factors[C::degree]);
  for (std::size_t i = C::degree; i-- > 1;) series = series * rest + factors[i];
  const Integers exponent = (std::bit_cast<Integers>(shifted) + exponent_of_one)
                            << C::mantissa_bits;
  return {std::bit_cast<Lanes<T>>(exponent), series * rest};
}

/// The smaller of each lane; `most` where x is NaN.
template <class T>
Lanes<T> at_most(const Lanes<T>& x, T most) {
  return x < most ? x : kernels::broadcast(most);
}

/// One instruction where there is one: g++ makes a call for each lane of std::sqrt, to set errno.
/// The mask, of all lanes, keeps g++ 12 from warning of its own undefined register.
template <class T>
Lanes<T> square_root(const Lanes<T>& x) {
#if defined(__AVX512F__)
  if constexpr (sizeof(T) == 4) {
    return std::bit_cast<Lanes<T>>(_mm512_maskz_sqrt_ps(0xffff, std::bit_cast<__m512>(x)));
  } else {
    return std::bit_cast<Lanes<T>>(_mm512_maskz_sqrt_pd(0xff, std::bit_cast<__m512d>(x)));
  }
#elif defined(__AVX__)
  if constexpr (sizeof(T) == 4) {
    return std::bit_cast<Lanes<T>>(_mm256_sqrt_ps(std::bit_cast<__m256>(x)));
  } else {
    return std::bit_cast<Lanes<T>>(_mm256_sqrt_pd(std::bit_cast<__m256d>(x)));
  }
#elif defined(__SSE2__)
  if constexpr (sizeof(T) == 4) {
    return std::bit_cast<Lanes<T>>(_mm_sqrt_ps(std::bit_cast<__m128>(x)));
  } else {
    return std::bit_cast<Lanes<T>>(_mm_sqrt_pd(std::bit_cast<__m128d>(x)));
  }
#else
  Lanes<T> roots;
  for (std::size_t i = 0; i < kernels::lane_count<T>; ++i) roots[i] = std::sqrt(x[i]);
  return roots;
#endif
}

}  // namespace detector_absorption
