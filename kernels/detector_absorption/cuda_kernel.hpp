/// The absorption in native CUDA, for code that the host's compiler compiles.
/// Decides: that a plan's terms lie on the device before it is called. Refuses to know: Kokkos,
/// who measures.
#pragma once

#include <common/cuda_device.hpp>
#include <detector_absorption/plan.hpp>

namespace detector_absorption {

/// A plan with its terms in device memory.
template <class T>
struct CudaPlan {
  Plan<T> plan;
  kernels::cuda::DeviceArray<Term<T>> terms;

  explicit CudaPlan(Plan<T> made) : plan(std::move(made)), terms(plan.terms) {}
};

/// For float and double. Returns before the device is done: synchronize before `out` is read.
/// `out` is untouched on a fault. Throws std::runtime_error when the launch is refused.
template <class T>
[[nodiscard]] Fault cuda_absorb(const CudaPlan<T>& plan,
                                const kernels::cuda::DeviceArray<T>& intensities,
                                kernels::cuda::DeviceArray<T>& out);

}  // namespace detector_absorption
