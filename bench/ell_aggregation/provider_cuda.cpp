/// Provider cuda: the native CUDA kernels.
/// Decides: inputs lie in device memory before the clock runs. Refuses to know: Kokkos.
#include <ell_aggregation/cuda_kernel.hpp>

#include "../common/cuda_session.hpp"
#include "workload.hpp"

namespace {

template <class T>
void measure(tidegate::State& state, const ell_bench::Workload<T>& work) {
  ell_aggregation::CudaInputs<T> inputs(work.inputs);
  const std::vector<T> wrong(work.nodes() * ell_bench::features,
                             std::numeric_limits<T>::quiet_NaN());
  kernels::cuda::DeviceArray<T> out(wrong);
  state.poison_with([&] { out.assign(wrong); });
  state.measure([&] { return ell_aggregation::cuda_aggregate<T>(work.reduction, inputs, out); });
  ell_bench::check(state, work, out.to_host());
}

void run_cuda(tidegate::State& state) {
  if (!bench::cuda_ready(state)) return;
  ell_bench::with_workload(state, [&](const auto& work) { measure(state, work); });
}

TIDEGATE_PROVIDER("ell_aggregation", "cuda", run_cuda, {.platform = "cuda"});

}  // namespace
