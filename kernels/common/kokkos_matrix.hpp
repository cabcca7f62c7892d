/// Row-major matrices in the memory of Kokkos' default execution space, and copies of them.
/// Decides: the layout, row-major on host and device alike. Refuses to know: kernels.
#pragma once

#include <Kokkos_Core.hpp>
#include <common/matrix.hpp>

namespace kernels {

/// A row-major matrix in the memory of Kokkos' default execution space.
template <class T>
using DeviceMatrix =
    Kokkos::View<T**, Kokkos::LayoutRight, Kokkos::DefaultExecutionSpace::memory_space>;

/// A copy in device memory.
template <class T>
DeviceMatrix<T> to_device(const Matrix<T>& matrix) {
  DeviceMatrix<T> copy(Kokkos::view_alloc(Kokkos::WithoutInitializing, "matrix"), matrix.rows,
                       matrix.columns);
  const Kokkos::View<const T**, Kokkos::LayoutRight, Kokkos::HostSpace, Kokkos::MemoryUnmanaged>
      host(matrix.values.data(), matrix.rows, matrix.columns);
  Kokkos::deep_copy(copy, host);
  return copy;
}

/// A copy in host memory; waits for the device.
template <class T>
Matrix<T> to_host(const DeviceMatrix<T>& matrix) {
  Matrix<T> copy(matrix.extent(0), matrix.extent(1));
  const Kokkos::View<T**, Kokkos::LayoutRight, Kokkos::HostSpace, Kokkos::MemoryUnmanaged> host(
      copy.values.data(), copy.rows, copy.columns);
  Kokkos::deep_copy(host, matrix);
  return copy;
}

}  // namespace kernels
