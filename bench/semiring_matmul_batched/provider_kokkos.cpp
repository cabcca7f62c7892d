/// Provider kokkos, the reference: the blocked kernel over all products of the batch at once.
/// Decides: inputs lie in device memory before the clock runs; the session's fence ends a sample.
/// Refuses to know: which backend that is.
#include <limits>

#include <semiring_matmul/kokkos_kernel.hpp>

#include <tidegate/measure/kokkos_session.hpp>

#include "workload.hpp"

TIDEGATE_KOKKOS_SESSION();

namespace {

template <class T>
void measure(tidegate::State& state, const batched_bench::Workload<T>& work) {
  const auto a = semiring_matmul::to_device(work.inputs.a.values);
  const auto b = semiring_matmul::to_device(work.inputs.b.values);
  const semiring_matmul::DeviceElements<T> c("C", work.plan.c_elements());
  state.poison_with([&] { Kokkos::deep_copy(c, std::numeric_limits<T>::quiet_NaN()); });
  state.measure(
      [&] { return semiring_matmul::kokkos_matmul<T>(work.algebra, work.plan, a, b, c); });
  batched_bench::check(state, work, semiring_matmul::to_host(c));
}

void run_kokkos(tidegate::State& state) {
  batched_bench::with_workload(state, [&](const auto& work) { measure(state, work); });
}

TIDEGATE_PROVIDER("semiring_matmul_batched", "kokkos", run_kokkos,
                  {.platform = tidegate::measure::kokkos_platform(), .reference = true});

}  // namespace
