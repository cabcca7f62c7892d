/// Provider kokkos, the reference: the edge function as it is defined, W h_j once a node, on
/// Kokkos' default execution space.
/// Decides: inputs lie in device memory before the clock runs; the session's fence ends a sample.
/// Refuses to know: which backend that is.
#include <ell_aggregation/kokkos_kernel.hpp>

#include <tidegate/measure/kokkos_session.hpp>

#include "workload.hpp"

TIDEGATE_KOKKOS_SESSION();

namespace {

template <class T>
void measure(tidegate::State& state, const ell_bench::Workload<T>& work) {
  const ell_aggregation::DeviceInputs<T> inputs = ell_aggregation::to_device(work.inputs);
  const ell_aggregation::DeviceMatrix<T> out("out", work.nodes(), ell_bench::features);
  ell_aggregation::Workspace<T> workspace;
  state.poison_with([&] { Kokkos::deep_copy(out, std::numeric_limits<T>::quiet_NaN()); });
  state.measure(
      [&] { return ell_aggregation::kokkos_aggregate<T>(work.reduction, inputs, workspace, out); });
  ell_bench::check(state, work, ell_aggregation::to_host(out).values);
}

void run_kokkos(tidegate::State& state) {
  ell_bench::with_workload(state, [&](const auto& work) { measure(state, work); });
}

TIDEGATE_PROVIDER("ell_aggregation", "kokkos", run_kokkos,
                  {.platform = tidegate::measure::kokkos_platform(), .reference = true});

}  // namespace
