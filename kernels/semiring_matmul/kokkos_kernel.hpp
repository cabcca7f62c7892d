/// The product with Kokkos: one call for every algebra, scalar and backend.
/// Decides: layouts (row-major on host and device alike) and where it runs (the default execution
/// space of this Kokkos). Refuses to know: who initialised Kokkos, who measures.
///
/// All of them return before the device is done when the backend is asynchronous: fence before C is
/// read. C is untouched on a fault. On a GPU Fault::too_many_tiles where Kokkos cannot count them.
#pragma once

#include <common/kokkos_matrix.hpp>
#include <semiring_matmul/algebra.hpp>
#include <semiring_matmul/batch.hpp>
#include <semiring_matmul/matrix.hpp>

namespace semiring_matmul {

using kernels::DeviceMatrix;
using kernels::to_device;
using kernels::to_host;

/// The elements of a tensor there.
template <class T>
using DeviceElements =
    Kokkos::View<T*, Kokkos::LayoutRight, Kokkos::DefaultExecutionSpace::memory_space>;

/// C (m,n) from A (m,k) and B (k,n), for float and double.
template <class T>
[[nodiscard]] Fault kokkos_matmul(Algebra algebra, const DeviceMatrix<const T>& a,
                                  const DeviceMatrix<const T>& b, const DeviceMatrix<T>& c);

/// All products of a plan, for float and double; the arrays have the plan's elements.
template <class T>
[[nodiscard]] Fault kokkos_matmul(Algebra algebra, const BatchPlan& plan,
                                  const DeviceElements<const T>& a,
                                  const DeviceElements<const T>& b, const DeviceElements<T>& c);

/// The same with fp32 matrices and sums in fp64, rounded once, when C is stored.
[[nodiscard]] Fault kokkos_matmul_wide(Algebra algebra, const BatchPlan& plan,
                                       const DeviceElements<const float>& a,
                                       const DeviceElements<const float>& b,
                                       const DeviceElements<float>& c);

/// The same by a team for each tile of C, tiles and chunks in its scratch memory, for float and
/// double. Fault::does_not_tile where tiling_of() finds no tile.
template <class T>
[[nodiscard]] Fault kokkos_matmul_tiled(Algebra algebra, const BatchPlan& plan,
                                        const DeviceElements<const T>& a,
                                        const DeviceElements<const T>& b,
                                        const DeviceElements<T>& c);

/// A copy in device memory.
template <class T>
DeviceElements<T> to_device(const std::vector<T>& values) {
  DeviceElements<T> copy(Kokkos::view_alloc(Kokkos::WithoutInitializing, "elements"),
                         values.size());
  const Kokkos::View<const T*, Kokkos::LayoutRight, Kokkos::HostSpace, Kokkos::MemoryUnmanaged>
      host(values.data(), values.size());
  Kokkos::deep_copy(copy, host);
  return copy;
}

/// A copy in host memory; waits for the device.
template <class T>
std::vector<T> to_host(const DeviceElements<T>& elements) {
  std::vector<T> copy(elements.extent(0));
  const Kokkos::View<T*, Kokkos::LayoutRight, Kokkos::HostSpace, Kokkos::MemoryUnmanaged> host(
      copy.data(), copy.size());
  Kokkos::deep_copy(host, elements);
  return copy;
}

}  // namespace semiring_matmul
