/// Provider cuda: the native CUDA kernel.
/// Decides: image and terms lie in device memory before the clock runs. Refuses to know: Kokkos.
#include <detector_absorption/cuda_kernel.hpp>

#include "../common/cuda_session.hpp"
#include "workload.hpp"

namespace {

template <class T>
void measure(tidegate::State& state, const absorption_bench::Workload<T>& work) {
  const detector_absorption::CudaPlan<T> plan(
      detector_absorption::make_plan<T>(work.absorption).plan);
  const kernels::cuda::DeviceArray<T> in(work.intensities);
  const std::vector<T> wrong(in.size(), std::numeric_limits<T>::quiet_NaN());
  kernels::cuda::DeviceArray<T> out(wrong);
  state.poison_with([&] { out.assign(wrong); });
  state.measure([&] { return detector_absorption::cuda_absorb<T>(plan, in, out); });
  absorption_bench::check(state, work, out.to_host());
}

void run_cuda(tidegate::State& state) {
  if (!bench::cuda_ready(state)) return;
  absorption_bench::with_workload(state, [&](const auto& work) { measure(state, work); });
}

TIDEGATE_PROVIDER("detector_absorption", "cuda", run_cuda, {.platform = "cuda"});

}  // namespace
