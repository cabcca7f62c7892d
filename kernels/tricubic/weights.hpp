/// The cubic through four equally spaced points.
/// Decides: the weights and their derivatives. Refuses to know: grids and where the points are.
///
/// With the points at -1, 0, 1, 2 (Lagrange):
///   w0 = -t(t-1)(t-2)/6   w1 = (t+1)(t-1)(t-2)/2   w2 = -(t+1)t(t-2)/2   w3 = (t+1)t(t-1)/6
/// They sum to 1 for every t, and are (0, 1, 0, 0) at t = 0: exact at the points, bit for bit. That
/// holds for all that sums with these weights, and not for a table of cells (cell_table.hpp).
#pragma once

#include <common/device_function.hpp>

namespace tricubic {

/// One number for each of the four points.
template <class T>
struct Weights {
  T of[4];

  /// The weighted sum of four values `stride` apart.
  template <class Stride>
  KERNEL_FUNCTION T sum(const T* values, Stride stride) const {
    return of[0] * values[0] + of[1] * values[stride] + of[2] * values[2 * stride] +
           of[3] * values[3 * stride];
  }
};

/// Weights of the value at t; meant for 0 <= t < 1, right for all.
template <class T>
KERNEL_FUNCTION Weights<T> cubic_weights(T t) {
  const T above = t + T(1);
  const T below = t - T(1);
  const T far = t - T(2);
  const T inner = t * below;
  const T outer = above * far;
  return {{inner * far * T(-1.0 / 6.0), outer * below * T(0.5), outer * t * T(-0.5),
           inner * above * T(1.0 / 6.0)}};
}

/// Weights of the derivative at t: the derivatives of the weights. They sum to 0.
template <class T>
KERNEL_FUNCTION Weights<T> cubic_slopes(T t) {
  const T half_square = t * t * T(0.5);
  const T three_halves = T(3) * half_square;
  return {{t - half_square - T(1.0 / 3.0), three_halves - T(2) * t - T(0.5),
           t - three_halves + T(1), half_square - T(1.0 / 6.0)}};
}

}  // namespace tricubic
