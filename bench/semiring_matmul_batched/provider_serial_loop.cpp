/// Provider serial_loop: three plain loops on one thread, one product after the other.
/// Decides: nothing but the call. Refuses to know: the other providers.
#include <semiring_matmul/serial_loop.hpp>

#include "workload.hpp"

namespace {

template <class T>
void measure(tidegate::State& state, const batched_bench::Workload<T>& work) {
  std::vector<T> c(work.plan.c_elements());
  state.poison(c);
  state.measure([&] {
    return semiring_matmul::serial_loop<T>(work.algebra, work.plan, work.inputs.a.values,
                                           work.inputs.b.values, c);
  });
  batched_bench::check(state, work, c);
}

void run_serial_loop(tidegate::State& state) {
  batched_bench::with_workload(state, [&](const auto& work) { measure(state, work); });
}

TIDEGATE_PROVIDER("semiring_matmul_batched", "serial_loop", run_serial_loop);

}  // namespace
