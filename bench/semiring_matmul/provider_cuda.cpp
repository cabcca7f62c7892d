/// Provider cuda: the CUDA kernels without Kokkos. Shapes that do not tile run in the checked
/// kernel, and the row says so.
/// Decides: inputs lie in device memory before the clock runs. Refuses to know: Kokkos.
#include <limits>

#include <semiring_matmul/cuda_kernel.hpp>

#include "../common/cuda_session.hpp"
#include "workload.hpp"

namespace {

template <class T>
void measure(tidegate::State& state, const semiring_bench::Workload<T>& work) {
  const std::size_t n = work.n;
  const auto plan = semiring_matmul::plan_single(n, n, n);
  const kernels::cuda::DeviceArray<T> a(work.inputs.a.values);
  const kernels::cuda::DeviceArray<T> b(work.inputs.b.values);
  const std::vector<T> wrong(n * n, std::numeric_limits<T>::quiet_NaN());
  kernels::cuda::DeviceArray<T> c(wrong);
  const bool tiles = semiring_matmul::cuda::is_tileable(n, n, n);
  if (!tiles) {
    state.fell_back("cuda_checked", "n is no multiple of 64");
  }
  state.poison_with([&] { c.assign(wrong); });
  state.measure([&] {
    return tiles ? semiring_matmul::cuda::matmul_tiled(work.algebra, plan, a, b, c)
                 : semiring_matmul::cuda::matmul_checked(work.algebra, plan, a, b, c);
  });
  semiring_bench::check(state, work, c.to_host());
}

void run_cuda(tidegate::State& state) {
  if (!bench::cuda_ready(state)) return;
  semiring_bench::with_workload(state, [&](const auto& work) { measure(state, work); });
}

TIDEGATE_PROVIDER("semiring_matmul", "cuda", run_cuda, {.platform = "cuda"});

}  // namespace
