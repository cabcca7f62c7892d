/// Which queries are interpolated, and which grid point is nearest.
/// Decides: how a rule becomes two numbers an axis that a coordinate is compared with before it
/// becomes an integer: NaN, infinities and 1e30 fail the comparison and are never converted.
/// Refuses to know: what happens to the others (run_state.hpp).
#pragma once

#include <cmath>
#include <limits>

#include <common/device_function.hpp>
#include <tricubic/grid.hpp>
#include <tricubic/run_state.hpp>

namespace tricubic {

/// A query is interpolated when low <= x < high on every axis.
template <class T>
struct Window {
  T low[axes];
  T high[axes];

  KERNEL_FUNCTION bool accepts(const T (&x)[axes]) const {
    bool inside = true;
    for (int axis = 0; axis < axes; ++axis) {
      inside = inside && x[axis] >= low[axis] && x[axis] < high[axis];
    }
    return inside;
  }
};

/// The window of a rule. Axes of fewer than four points (two_inside: five) accept nothing.
template <class T>
Window<T> window_of(const Range (&range)[axes], Acceptance acceptance) {
  Window<T> window{};
  for (int axis = 0; axis < axes; ++axis) {
    const T first = static_cast<T>(range[axis].first);
    const T last = static_cast<T>(range[axis].last);
    if (acceptance == Acceptance::neighbourhood) {
      window.low[axis] = first + T(1);
      window.high[axis] = last - T(1);
    } else {
      window.low[axis] = first + T(2);
      window.high[axis] = std::nextafter(last - T(2), std::numeric_limits<T>::max());
    }
  }
  return window;
}

/// Finds the grid point nearest to x, ceil(x - 1/2), halves downwards; false outside the grid.
/// Not by that formula: x - 1/2 is rounded, and 0.5 beyond -0.49999997 is -1 in fp32, whereas the
/// distance to ceil(x) is exact where it matters.
template <class T>
KERNEL_FUNCTION bool nearest_point(const Range (&range)[axes], const T (&x)[axes],
                                   int (&point)[axes]) {
  for (int axis = 0; axis < axes; ++axis) {
    const T up = std::ceil(x[axis]);
    const T nearest = up - x[axis] < T(0.5) ? up : up - T(1);
    const bool inside =
        nearest >= static_cast<T>(range[axis].first) && nearest <= static_cast<T>(range[axis].last);
    if (!inside) return false;
    point[axis] = static_cast<int>(nearest);
  }
  return true;
}

}  // namespace tricubic
