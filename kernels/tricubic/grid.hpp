/// A table of values at whole numbers (h, k, l), such as structure factors.
/// Decides: the index ranges and the layout (l fastest). Refuses to know: interpolation.
#pragma once

#include <cstddef>
#include <vector>

#include <common/device_function.hpp>

namespace tricubic {

/// Number of axes; everything that has one number an axis has them in the order h, k, l.
inline constexpr int axes = 3;

/// The whole numbers first .. last; none when last < first.
struct Range {
  int first = 0;
  int last = -1;

  KERNEL_FUNCTION constexpr std::size_t extent() const {
    return last < first ? 0 : static_cast<std::size_t>(static_cast<long long>(last) - first + 1);
  }
};

/// Beyond these indices an fp32 coordinate has too few bits left for its fraction.
inline constexpr int largest_index = 1 << 20;

/// A grid to read. Value (h, k, l) stands at data[((h - first_h) * extent_k + k - first_k) *
/// extent_l
/// + l - first_l]. Without data there is no table: every query gets the default value.
template <class T>
struct GridView {
  const T* data = nullptr;
  Range range[axes];

  /// Where value (h, k, l) stands; it lies inside the ranges.
  KERNEL_FUNCTION std::size_t place(int h, int k, int l) const {
    const auto from = [this](int axis, int index) {
      return static_cast<std::size_t>(index - range[axis].first);
    };
    return (from(0, h) * range[1].extent() + from(1, k)) * range[2].extent() + from(2, l);
  }
  KERNEL_FUNCTION const T* at(int h, int k, int l) const { return data + place(h, k, l); }
};

/// A grid that owns its values. Without values there is no table, whatever the ranges.
template <class T>
struct Grid {
  Range range[axes];
  std::vector<T> values;

  Grid() = default;
  Grid(Range h, Range k, Range l) : range{h, k, l}, values(h.extent() * k.extent() * l.extent()) {}

  GridView<T> view() const {
    return {values.empty() ? nullptr : values.data(), {range[0], range[1], range[2]}};
  }
  T& at(int h, int k, int l) { return values[view().place(h, k, l)]; }
  const T& at(int h, int k, int l) const { return values[view().place(h, k, l)]; }
};

}  // namespace tricubic
