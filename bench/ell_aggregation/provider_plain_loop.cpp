/// Provider plain_loop: the gather loop, edge by edge, on one thread, the floor that a kernel has
/// to beat. It computes W h_j anew for each edge, 16 times the stated operations.
/// Decides: nothing but the call. Refuses to know: the other providers.
#include <ell_aggregation/plain_loop.hpp>

#include "workload.hpp"

namespace {

template <class T>
void measure(tidegate::State& state, const ell_bench::Workload<T>& work) {
  ell_aggregation::Matrix<T> out(work.nodes(), ell_bench::features);
  state.poison(out.values);
  state.measure([&] { return ell_aggregation::plain_loop(work.reduction, work.inputs, out); });
  ell_bench::check(state, work, out.values);
}

void run_plain_loop(tidegate::State& state) {
  ell_bench::with_workload(state, [&](const auto& work) { measure(state, work); });
}

TIDEGATE_PROVIDER("ell_aggregation", "plain_loop", run_plain_loop);

}  // namespace
