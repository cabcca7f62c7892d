/// The softmax over each row's edges with Kokkos.
/// Decides: that scores lie row-major in the memory of the default execution space. Refuses to
/// know: who initialised Kokkos, who measures.
#pragma once

#include <common/kokkos_matrix.hpp>
#include <ell_aggregation/edge_softmax.hpp>

namespace ell_aggregation {

/// `weights` of scores that an Ell padded for `padded_for`, for float and double; see
/// edge_softmax.hpp. Returns before the device is done when the backend is asynchronous: fence
/// before `weights` is read. Untouched on a fault.
template <class T>
[[nodiscard]] Fault kokkos_softmax(Reduction padded_for,
                                   const kernels::DeviceMatrix<const T>& scores,
                                   const kernels::DeviceMatrix<T>& weights);

}  // namespace ell_aggregation
