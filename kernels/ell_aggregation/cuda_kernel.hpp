/// The aggregation and the softmax over edges in native CUDA, for code that the host's compiler
/// compiles.
/// Decides: that inputs lie on the device before a call. Refuses to know: Kokkos, who measures.
#pragma once

#include <common/cuda_device.hpp>
#include <ell_aggregation/inputs.hpp>

namespace ell_aggregation {

/// Inputs in device memory, and the memory for each node's W h_j. Indices come from an Ell, so that
/// they lie inside.
template <class T>
struct CudaInputs {
  Shapes shapes;
  Fault attributes_fault;  ///< of attributes_fit(); nothing is computed then
  kernels::cuda::DeviceArray<T> values;
  kernels::cuda::DeviceArray<std::int32_t> indices;
  kernels::cuda::DeviceArray<T> features;
  kernels::cuda::DeviceArray<T> weights;
  kernels::cuda::DeviceArray<T> attributes;
  kernels::cuda::DeviceArray<T> transformed;

  explicit CudaInputs(const Inputs<T>& inputs)
      : shapes(shapes_of(inputs)),
        attributes_fault(attributes_fit(inputs)),
        values(inputs.ell.values().values),
        indices(inputs.ell.indices().values),
        features(inputs.features.values),
        weights(inputs.weights.values),
        attributes(inputs.attributes ? inputs.attributes->values : std::vector<T>{}),
        transformed(inputs.features.rows * inputs.weights.rows) {}
};

/// `out` (n, d_out) for float and double: each node's W h_j once, then (+) w * (W h_j), as
/// kokkos_aggregate. Returns before the device is done: synchronize before `out` is read. `out` is
/// untouched on a fault. Throws std::runtime_error when a launch is refused.
template <class T>
[[nodiscard]] Fault cuda_aggregate(Reduction reduction, CudaInputs<T>& inputs,
                                   kernels::cuda::DeviceArray<T>& out);

}  // namespace ell_aggregation
