/// Provider plain_loop: a loop over the queries on one thread, the floor that a kernel has to beat.
/// Decides: nothing but the call. Refuses to know: the other providers.
#include <algorithm>
#include <limits>

#include <tricubic/plain_loop.hpp>

#include "workload.hpp"

namespace {

template <class T>
void measure(tidegate::State& state, const tricubic_bench::Workload<T>& work) {
  tricubic::RunState run{work.settings};
  std::vector<tricubic::Results<T>> results;
  for (const auto& queries : work.batches) results.emplace_back(queries.size(), work.output);
  state.poison_with([&results] {
    constexpr T wrong = std::numeric_limits<T>::quiet_NaN();
    for (tricubic::Results<T>& one : results) {
      std::fill(one.value.begin(), one.value.end(), wrong);
      for (std::vector<T>& axis : one.slope) std::fill(axis.begin(), axis.end(), wrong);
    }
  });
  state.measure([&] {
    for (std::size_t i = 0; i < work.batches.size(); ++i) {
      tidegate::do_not_optimize(
          tricubic::plain_loop<T>(run, work.output, work.grid, work.batches[i], results[i]));
    }
  });
  tricubic_bench::report(state, run);
  for (std::size_t i = 0; i < work.batches.size(); ++i) {
    tricubic_bench::check(state, work, work.batches[i], results[i]);
  }
}

void run_plain_loop(tidegate::State& state) {
  tricubic_bench::with_workload(state, [&](const auto& work) { measure(state, work); });
}

void run_plain_loop_per_query(tidegate::State& state) {
  tricubic_bench::with_per_query_workload(state, [&](const auto& work) { measure(state, work); });
}

TIDEGATE_PROVIDER("tricubic", "plain_loop", run_plain_loop);
TIDEGATE_PROVIDER("tricubic_per_query", "plain_loop", run_plain_loop_per_query);

}  // namespace
