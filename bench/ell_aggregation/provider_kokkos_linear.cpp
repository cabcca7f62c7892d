/// Provider kokkos_linear: the algebraic shortcut W (sum of w h), legal for sums alone.
/// Decides: that it is a provider of its own, so that nobody takes its time for that of the edge
/// function: it forms no message, and an edge function that is not linear has no such shortcut.
/// Refuses to know: the other providers.
#include <ell_aggregation/kokkos_kernel.hpp>

#include <tidegate/measure/kokkos_session.hpp>

#include "workload.hpp"

namespace {

template <class T>
void measure(tidegate::State& state, const ell_bench::Workload<T>& work) {
  const ell_aggregation::DeviceInputs<T> inputs = ell_aggregation::to_device(work.inputs);
  const ell_aggregation::DeviceMatrix<T> out("out", work.nodes(), ell_bench::features);
  ell_aggregation::Workspace<T> workspace;
  state.poison_with([&] { Kokkos::deep_copy(out, std::numeric_limits<T>::quiet_NaN()); });
  state.measure([&] {
    return ell_aggregation::kokkos_aggregate_linear<T>(work.reduction, inputs, workspace, out);
  });
  ell_bench::check(state, work, ell_aggregation::to_host(out).values);
}

void run_kokkos_linear(tidegate::State& state) {
  ell_bench::with_workload(state, [&](const auto& work) { measure(state, work); });
}

TIDEGATE_PROVIDER("ell_aggregation", "kokkos_linear", run_kokkos_linear,
                  {.platform = tidegate::measure::kokkos_platform(),
                   .supports = ell_bench::is_sum});

}  // namespace
