/// The softmax over each row's edges in native CUDA, for code that the host's compiler compiles.
/// Decides: that scores lie on the device before a call. Refuses to know: Kokkos, who measures.
#pragma once

#include <common/cuda_device.hpp>
#include <ell_aggregation/edge_softmax.hpp>

namespace ell_aggregation {

/// `weights` of `rows` rows of scores that an Ell padded for `padded_for`, for float and double;
/// see edge_softmax.hpp. Returns before the device is done: synchronize before `weights` is read.
/// Untouched on a fault. Throws std::runtime_error when the launch is refused.
template <class T>
[[nodiscard]] Fault cuda_softmax(Reduction padded_for, std::size_t rows,
                                 const kernels::cuda::DeviceArray<T>& scores,
                                 kernels::cuda::DeviceArray<T>& weights);

}  // namespace ell_aggregation
