/// Provider kokkos_tiled: the kernel of teams and tiles, for shapes that tile; for the others the
/// reference runs in its place, and the row says so.
/// Decides: when that is. Refuses to know: which backend Kokkos has.
#include <limits>

#include <semiring_matmul/kokkos_kernel.hpp>
#include <semiring_matmul/tiling.hpp>

#include <tidegate/measure/kokkos_session.hpp>

#include "workload.hpp"

namespace {

template <class T>
void measure(tidegate::State& state, const batched_bench::Workload<T>& work) {
  const semiring_matmul::BatchPlan& plan = work.plan;
  const auto a = semiring_matmul::to_device(work.inputs.a.values);
  const auto b = semiring_matmul::to_device(work.inputs.b.values);
  const semiring_matmul::DeviceElements<T> c("C", plan.c_elements());
  const bool tiles = semiring_matmul::tiling_of(plan.rows, plan.depth, plan.columns).has_value();
  if (!tiles) {
    state.fell_back("kokkos", semiring_matmul::why_untileable(plan.rows, plan.depth, plan.columns));
  }
  state.poison_with([&] { Kokkos::deep_copy(c, std::numeric_limits<T>::quiet_NaN()); });
  state.measure([&] {
    return tiles ? semiring_matmul::kokkos_matmul_tiled<T>(work.algebra, plan, a, b, c)
                 : semiring_matmul::kokkos_matmul<T>(work.algebra, plan, a, b, c);
  });
  batched_bench::check(state, work, semiring_matmul::to_host(c));
}

void run_kokkos_tiled(tidegate::State& state) {
  batched_bench::with_workload(state, [&](const auto& work) { measure(state, work); });
}

TIDEGATE_PROVIDER("semiring_matmul_batched", "kokkos_tiled", run_kokkos_tiled,
                  {.platform = tidegate::measure::kokkos_platform()});

}  // namespace
