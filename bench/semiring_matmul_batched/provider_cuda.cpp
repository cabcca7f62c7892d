/// Provider cuda: the CUDA kernels without Kokkos, all products of the batch in one launch. Shapes
/// that do not tile run in the checked kernel, and the row says so.
/// Decides: inputs lie in device memory before the clock runs. Refuses to know: Kokkos.
#include <limits>

#include <semiring_matmul/cuda_kernel.hpp>

#include "../common/cuda_session.hpp"
#include "workload.hpp"

namespace {

template <class T>
void measure(tidegate::State& state, const batched_bench::Workload<T>& work) {
  const semiring_matmul::BatchPlan& plan = work.plan;
  const kernels::cuda::DeviceArray<T> a(work.inputs.a.values);
  const kernels::cuda::DeviceArray<T> b(work.inputs.b.values);
  const std::vector<T> wrong(plan.c_elements(), std::numeric_limits<T>::quiet_NaN());
  kernels::cuda::DeviceArray<T> c(wrong);
  const bool tiles = semiring_matmul::cuda::is_tileable(plan.rows, plan.depth, plan.columns);
  if (!tiles) {
    state.fell_back("cuda_checked", "m and n are not both multiples of 64 and k of 16");
  }
  state.poison_with([&] { c.assign(wrong); });
  state.measure([&] {
    return tiles ? semiring_matmul::cuda::matmul_tiled(work.algebra, plan, a, b, c)
                 : semiring_matmul::cuda::matmul_checked(work.algebra, plan, a, b, c);
  });
  batched_bench::check(state, work, c.to_host());
}

void run_cuda(tidegate::State& state) {
  if (!bench::cuda_ready(state)) return;
  batched_bench::with_workload(state, [&](const auto& work) { measure(state, work); });
}

TIDEGATE_PROVIDER("semiring_matmul_batched", "cuda", run_cuda, {.platform = "cuda"});

}  // namespace
