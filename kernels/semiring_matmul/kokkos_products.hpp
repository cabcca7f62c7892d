/// The matrices of a batched product as a Kokkos kernel is given them.
/// Decides: where matrix `index` begins. Refuses to know: algebras, policies.
#pragma once

#include <semiring_matmul/batch.hpp>
#include <semiring_matmul/kokkos_kernel.hpp>

namespace semiring_matmul {

/// Views of the matrices that make matrix `index` of C.
template <class T>
struct KokkosProducts {
  DeviceElements<const T> a;
  DeviceElements<const T> b;
  DeviceElements<T> c;
  BatchMap map;
  std::size_t rows;
  std::size_t depth;
  std::size_t columns;

  KERNEL_FUNCTION MatrixView<const T> a_view(std::size_t index) const {
    return {a.data() + map.a_matrix(index) * rows * depth, rows, depth, depth};
  }
  KERNEL_FUNCTION MatrixView<const T> b_view(std::size_t index) const {
    return {b.data() + map.b_matrix(index) * depth * columns, depth, columns, columns};
  }
  KERNEL_FUNCTION MatrixView<T> c_view(std::size_t index) const {
    return {c.data() + index * rows * columns, rows, columns, columns};
  }
};

template <class T>
KokkosProducts<T> products_of(const BatchPlan& plan, const DeviceElements<const T>& a,
                              const DeviceElements<const T>& b, const DeviceElements<T>& c) {
  return {a, b, c, plan.map, plan.rows, plan.depth, plan.columns};
}

/// Whether host code, and so explicit vector registers, can run where the Views live.
inline constexpr bool runs_on_host =
    Kokkos::SpaceAccessibility<Kokkos::HostSpace,
                               Kokkos::DefaultExecutionSpace::memory_space>::accessible;

}  // namespace semiring_matmul
