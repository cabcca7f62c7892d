/// The aggregation with Kokkos, and its shortcut for sums: each one call for every scalar and
/// backend.
/// Decides: layouts (row-major on host and device alike) and where it runs (the default execution
/// space of this Kokkos). Refuses to know: who initialised Kokkos, who measures.
#pragma once

#include <cstdint>
#include <optional>

#include <common/kokkos_matrix.hpp>
#include <ell_aggregation/inputs.hpp>

namespace ell_aggregation {

using kernels::DeviceMatrix;
using kernels::to_device;
using kernels::to_host;

/// Inputs in the memory of Kokkos' default execution space. Indices come from an Ell, so that they
/// lie inside.
template <class T>
struct DeviceInputs {
  Shapes shapes;
  DeviceMatrix<const T> values;
  DeviceMatrix<const std::int32_t> indices;
  DeviceMatrix<const T> features;
  DeviceMatrix<const T> weights;
  DeviceMatrix<const T> attributes;  ///< (n * k, e)
};

/// Copies of inputs; attributes_does_not_fit is found by attributes_fit(), which comes before.
template <class T>
DeviceInputs<T> to_device(const Inputs<T>& inputs) {
  Matrix<T> attributes;
  if (inputs.attributes) {
    attributes.rows = inputs.attributes->rows * inputs.attributes->slots;
    attributes.columns = inputs.attributes->width;
    attributes.values = inputs.attributes->values;
  }
  return {
      shapes_of(inputs),          to_device(inputs.ell.values()), to_device(inputs.ell.indices()),
      to_device(inputs.features), to_device(inputs.weights),      to_device(attributes)};
}

/// Memory between the two halves of an aggregation. It grows when it must and is kept for the next
/// call; two calls at once need one each.
template <class T>
class Workspace {
 public:
  using Memory = Kokkos::View<T*, Kokkos::DefaultExecutionSpace::memory_space>;

  /// At least so many elements; what they hold is not kept.
  T* weights(std::size_t size) { return grown(weights_, size); }
  T* rows(std::size_t size) { return grown(rows_, size); }
  T* padded(std::size_t size) { return grown(padded_, size); }

 private:
  /// Views are made in place: assigning an empty one to another dereferences null where Kokkos 4.6
  /// is compiled by g++ 12.
  static T* grown(std::optional<Memory>& memory, std::size_t size) {
    if (!memory || memory->extent(0) < size) {
      memory.reset();  // never two at once
      memory.emplace(Kokkos::view_alloc(Kokkos::WithoutInitializing, "ell_aggregation"), size);
    }
    return memory->data();
  }

  std::optional<Memory> weights_;
  std::optional<Memory> rows_;
  std::optional<Memory> padded_;
};

/// `out` (n, d_out), for float and double: first G = H W^T, each node's W h_j once, then
/// (+) w * g_j. The value of W h_j is the same for every edge that reads it, so this is the message
/// of inputs.hpp, edge by edge, evaluated once a node. Returns before the device is done when the
/// backend is asynchronous: fence before `out` is read. `out` is untouched on a fault.
template <class T>
[[nodiscard]] Fault kokkos_aggregate(Reduction reduction, const DeviceInputs<T>& inputs,
                                     Workspace<T>& workspace, const DeviceMatrix<T>& out);

/// The same for sum alone, by linearity: W (sum of w * [h_j ; a]). No message is ever formed, so
/// this is another algorithm than the definition and not one for max or min: only_sum_is_linear.
template <class T>
[[nodiscard]] Fault kokkos_aggregate_linear(Reduction reduction, const DeviceInputs<T>& inputs,
                                            Workspace<T>& workspace, const DeviceMatrix<T>& out);

}  // namespace ell_aggregation
