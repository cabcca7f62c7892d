/// Provider serial_loop: three plain loops on one thread, the floor that a kernel has to beat.
/// Decides: nothing but the call. Refuses to know: the other providers.
#include <semiring_matmul/serial_loop.hpp>

#include "workload.hpp"

namespace {

template <class T>
void measure(tidegate::State& state, const semiring_bench::Workload<T>& work) {
  semiring_matmul::Matrix<T> c(work.n, work.n);
  state.poison(c.values);
  state.measure([&] {
    return semiring_matmul::serial_loop<T>(work.algebra, work.inputs.a.view(), work.inputs.b.view(),
                                           c.view());
  });
  semiring_bench::check(state, work, c.values);
}

void run_serial_loop(tidegate::State& state) {
  semiring_bench::with_workload(state, [&](const auto& work) { measure(state, work); });
}

TIDEGATE_PROVIDER("semiring_matmul", "serial_loop", run_serial_loop);

}  // namespace
