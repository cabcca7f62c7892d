/// The product on a CUDA device, without Kokkos; a header for the host's compiler.
/// Decides: nothing but the call; every shape is checked here, before anything is launched.
/// Refuses to know: who measures.
#pragma once

#include <common/cuda_device.hpp>
#include <semiring_matmul/algebra.hpp>
#include <semiring_matmul/batch.hpp>

namespace semiring_matmul::cuda {

/// Whether the register-tiled kernel takes products of this shape: m and n are multiples of its
/// smallest tile, 64, and k of its depth, 16. The others run in the checked kernel.
bool is_tileable(std::size_t m, std::size_t k, std::size_t n);

/// All products of a plan, for float and double, with the largest tile that divides the shape and
/// still gives every multiprocessor one. Returns before the device is done: kernels::cuda's
/// synchronize() before C is read. C is untouched on a fault. Fault::does_not_tile unless
/// is_tileable(). Throws std::runtime_error when the launch is refused.
template <class T>
[[nodiscard]] Fault matmul_tiled(Algebra algebra, const BatchPlan& plan,
                                 const kernels::cuda::DeviceArray<T>& a,
                                 const kernels::cuda::DeviceArray<T>& b,
                                 kernels::cuda::DeviceArray<T>& c);

/// The same for any shape: one output a thread, every edge checked.
template <class T>
[[nodiscard]] Fault matmul_checked(Algebra algebra, const BatchPlan& plan,
                                   const kernels::cuda::DeviceArray<T>& a,
                                   const kernels::cuda::DeviceArray<T>& b,
                                   kernels::cuda::DeviceArray<T>& c);

}  // namespace semiring_matmul::cuda
