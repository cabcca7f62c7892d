/// Provider cuda: the batch kernel written in CUDA.
/// Decides: grid and queries lie on the device before the clock runs. Refuses to know: Kokkos.
#include <common/cuda_session.hpp>
#include <tricubic/cuda_kernel.hpp>

#include "workload.hpp"

namespace {

template <class T>
void measure(tidegate::State& state, const tricubic_bench::Workload<T>& work) {
  tricubic::RunState run{work.settings};
  std::vector<tricubic::CudaBatch<T>> batches;
  batches.reserve(work.batches.size());
  for (const auto& queries : work.batches) batches.emplace_back(work.output, work.grid, queries);
  state.poison_with([&] {
    for (auto& batch : batches) batch.poison();
  });
  state.measure([&] {
    for (auto& batch : batches) tidegate::do_not_optimize(batch.interpolate(run));
  });
  tricubic_bench::report(state, run);
  for (std::size_t i = 0; i < batches.size(); ++i) {
    tricubic_bench::check(state, work, work.batches[i], batches[i].to_host());
  }
}

void run_cuda(tidegate::State& state) {
  if (!bench::cuda_ready(state)) return;
  tricubic_bench::with_workload(state, [&](const auto& work) { measure(state, work); });
}

void run_cuda_per_query(tidegate::State& state) {
  if (!bench::cuda_ready(state)) return;
  tricubic_bench::with_per_query_workload(state, [&](const auto& work) { measure(state, work); });
}

TIDEGATE_PROVIDER("tricubic", "cuda", run_cuda, {.platform = "cuda"});
TIDEGATE_PROVIDER("tricubic_per_query", "cuda", run_cuda_per_query, {.platform = "cuda"});

}  // namespace
