/// Provider kokkos, the reference: a row a work item on Kokkos' default execution space.
/// Decides: scores lie in device memory before the clock runs; the session's fence ends a sample.
/// Refuses to know: which backend that is.
#include <ell_aggregation/kokkos_softmax.hpp>

#include <tidegate/measure/kokkos_session.hpp>

#include "workload.hpp"

TIDEGATE_KOKKOS_SESSION();

namespace {

template <class T>
void measure(tidegate::State& state, const ell_aggregation::Ell<T>& scores) {
  const kernels::DeviceMatrix<const T> in = kernels::to_device(scores.values());
  const kernels::DeviceMatrix<T> out("weights", scores.rows(), scores.slots());
  state.poison_with([&] { Kokkos::deep_copy(out, std::numeric_limits<T>::quiet_NaN()); });
  state.measure([&] { return ell_aggregation::kokkos_softmax<T>(scores.padded_for(), in, out); });
  softmax_bench::check(state, scores, kernels::to_host(out).values);
}

void run_kokkos(tidegate::State& state) {
  softmax_bench::with_workload(state, [&](const auto& scores) { measure(state, scores); });
}

TIDEGATE_PROVIDER("ell_edge_softmax", "kokkos", run_kokkos,
                  {.platform = tidegate::measure::kokkos_platform(), .reference = true});

}  // namespace
