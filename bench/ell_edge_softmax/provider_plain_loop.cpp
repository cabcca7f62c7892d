/// Provider plain_loop: three loops a row with the library's exponential, one thread.
/// Decides: nothing but the call. Refuses to know: the other providers.
#include "workload.hpp"

namespace {

template <class T>
void measure(tidegate::State& state, const ell_aggregation::Ell<T>& scores) {
  ell_aggregation::Matrix<T> weights(scores.rows(), scores.slots());
  state.poison(weights.values);
  state.measure([&] { return ell_aggregation::plain_softmax(scores, weights); });
  softmax_bench::check(state, scores, weights.values);
}

void run_plain_loop(tidegate::State& state) {
  softmax_bench::with_workload(state, [&](const auto& scores) { measure(state, scores); });
}

TIDEGATE_PROVIDER("ell_edge_softmax", "plain_loop", run_plain_loop);

}  // namespace
