/// Provider cuda: the native CUDA kernel.
/// Decides: scores lie in device memory before the clock runs. Refuses to know: Kokkos.
#include <ell_aggregation/cuda_softmax.hpp>

#include "../common/cuda_session.hpp"
#include "workload.hpp"

namespace {

template <class T>
void measure(tidegate::State& state, const ell_aggregation::Ell<T>& scores) {
  const kernels::cuda::DeviceArray<T> in(scores.values().values);
  const std::vector<T> wrong(in.size(), std::numeric_limits<T>::quiet_NaN());
  kernels::cuda::DeviceArray<T> out(wrong);
  state.poison_with([&] { out.assign(wrong); });
  state.measure([&] {
    return ell_aggregation::cuda_softmax<T>(scores.padded_for(), scores.rows(), in, out);
  });
  softmax_bench::check(state, scores, out.to_host());
}

void run_cuda(tidegate::State& state) {
  if (!bench::cuda_ready(state)) return;
  softmax_bench::with_workload(state, [&](const auto& scores) { measure(state, scores); });
}

TIDEGATE_PROVIDER("ell_edge_softmax", "cuda", run_cuda, {.platform = "cuda"});

}  // namespace
