/// Row-major matrices in host memory, and views that device code may read through.
/// Decides: the layout. Refuses to know: kernels, device memory (common/kokkos_matrix.hpp).
#pragma once

#include <cstddef>
#include <type_traits>
#include <vector>

#include <common/device_function.hpp>

namespace kernels {

/// Element (row, column) stands at data[row * stride + column].
template <class T>
struct MatrixView {
  T* data = nullptr;
  std::size_t rows = 0;
  std::size_t columns = 0;
  std::size_t stride = 0;

  KERNEL_FUNCTION T* row(std::size_t index) const { return data + index * stride; }

  /// A view to write through is also one to read through.
  template <class U>
  KERNEL_FUNCTION operator MatrixView<U>() const
      requires(std::is_same_v<U, const T> && !std::is_const_v<T>) {
    return {data, rows, columns, stride};
  }
};

/// A matrix that owns its elements, without gaps between rows.
template <class T>
struct Matrix {
  std::size_t rows = 0;
  std::size_t columns = 0;
  std::vector<T> values;

  Matrix() = default;
  Matrix(std::size_t row_count, std::size_t column_count)
      : rows(row_count), columns(column_count), values(row_count * column_count) {}

  T& at(std::size_t row, std::size_t column) { return values[row * columns + column]; }
  const T& at(std::size_t row, std::size_t column) const { return values[row * columns + column]; }
  MatrixView<T> view() { return {values.data(), rows, columns, columns}; }
  MatrixView<const T> view() const { return {values.data(), rows, columns, columns}; }
};

}  // namespace kernels
