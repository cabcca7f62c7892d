/// Decay by halvings and its complement for registers of exponents.
/// Decides: how 1 - 2^-x keeps its digits where x is small (a layer captures a percent, and what
/// is left of 1 - 0.99 in fp32 has five digits). Refuses to know: detectors.
#pragma once

#include <array>
#include <bit>
#include <cstddef>

#include <common/lanes.hpp>

namespace detector_absorption {

using kernels::Lanes;

/// Registers that go through the same steps side by side. A step waits three or four cycles for the
/// one before, and a processor looks only some hundred instructions ahead: two exponentials side by
/// side needed 1.16 times as long as eight (Zen 5, fp32, 64 layers).
template <class T, std::size_t n>
struct Pack {
  Lanes<T> part[n];
};

/// `f(i)` of each part.
template <class T, std::size_t n, class F>
Pack<T, n> pack_of(F f) {
  Pack<T, n> made;
#pragma GCC unroll 8
  for (std::size_t i = 0; i < n; ++i) made.part[i] = f(i);
  return made;
}

/// Coefficients of (2^r - 1) / r for |r| <= 1/2, the constant first: the polynomial through the
/// values at the Chebyshev nodes, worked out with 50 digits. Of 2^r it is off by 5e-9 in fp32 and
/// by 8e-18 in fp64, less than a tenth of a rounding.
template <class T>
inline constexpr std::array<T, 0> halving_series{};
template <>
inline constexpr std::array<float, 6> halving_series<float>{
    0.69314718802622878106F,   0.24022650760568126945F,   0.055503571142190778186F,
    0.0096180825572778514913F, 0.0013390863364671234381F, 0.00015453162945120690177F};
template <>
inline constexpr std::array<double, 11> halving_series<double>{
    0.69314718055994530942,   0.2402265069591009822,    0.055504108664821594339,
    0.0096181291076068885273, 0.001333355814641693531,  0.00015403530441736050155,
    1.5252733829836118394e-5, 1.3215442587921689653e-6, 1.0178062445845773521e-7,
    7.0725859492692236999e-9, 4.4549605981865183938e-10};

/// 2^-x = scale (1 + rest), scale a power of two.
template <class T, std::size_t n>
struct Decay {
  Pack<T, n> scale;
  Pack<T, n> rest;

  /// 2^-x
  Lanes<T> passed(std::size_t i) const { return scale.part[i] + scale.part[i] * rest.part[i]; }
  /// 1 - 2^-x
  Lanes<T> captured(std::size_t i) const {
    return (T(1) - scale.part[i]) - scale.part[i] * rest.part[i];
  }
};

/// The series without its factor r, in pairs of coefficients: half as deep as one after the other.
template <class T, std::size_t n>
Pack<T, n> series_at(const Pack<T, n>& r) {
  constexpr auto& c = halving_series<T>;
  const auto square = pack_of<T, n>([&](std::size_t i) { return r.part[i] * r.part[i]; });
  const auto pair = [&](std::size_t k, std::size_t i) {
    return k + 1 < c.size() ? r.part[i] * c[k + 1] + c[k] : kernels::broadcast<T>(c[k]);
  };
  constexpr std::size_t last = (c.size() - 1) / 2 * 2;
  auto sum = pack_of<T, n>([&](std::size_t i) { return pair(last, i); });
#pragma GCC unroll 8
  for (std::size_t k = last; k > 0; k -= 2) {
    sum =
        pack_of<T, n>([&](std::size_t i) { return sum.part[i] * square.part[i] + pair(k - 2, i); });
  }
  return sum;
}

/// |x| is at most most_exponent / ln(2) (plan.hpp). Halvings and not e^-x: what is left of x beside
/// its nearest integer is then exact and takes two subtractions. Within 4 units in the last place,
/// of the complement too.
template <class T, std::size_t n>
Decay<T, n> decay(const Pack<T, n>& x) {
  using C = kernels::ExponentialConstants<T>;
  using Integers = typename kernels::LaneTypes<T>::Integers;
  constexpr int exponent_of_one = sizeof(T) == 4 ? 127 : 1023;

  // The integer nearest to -x now stands in the low bits.
  const auto shifted = pack_of<T, n>([&](std::size_t i) { return C::to_integer - x.part[i]; });
  const auto left =
      pack_of<T, n>([&](std::size_t i) { return (C::to_integer - shifted.part[i]) - x.part[i]; });
  const Pack<T, n> series = series_at(left);
  const auto scale = pack_of<T, n>([&](std::size_t i) {
    const Integers power = std::bit_cast<Integers>(shifted.part[i]) + exponent_of_one;
    return std::bit_cast<Lanes<T>>(power << C::mantissa_bits);
  });
  return {scale, pack_of<T, n>([&](std::size_t i) { return series.part[i] * left.part[i]; })};
}

}  // namespace detector_absorption
