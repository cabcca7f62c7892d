/// Provider kokkos, the reference: the blocked kernel on Kokkos' default execution space.
/// Decides: inputs lie in device memory before the clock runs; the session's fence ends a sample.
/// Refuses to know: which backend that is.
#include <limits>

#include <semiring_matmul/kokkos_kernel.hpp>

#include <tidegate/measure/kokkos_session.hpp>

#include "log_row.hpp"

TIDEGATE_KOKKOS_SESSION();

namespace {

template <class T>
void measure(tidegate::State& state, const semiring_bench::Workload<T>& work) {
  const semiring_matmul::DeviceMatrix<const T> a = semiring_matmul::to_device(work.inputs.a);
  const semiring_matmul::DeviceMatrix<const T> b = semiring_matmul::to_device(work.inputs.b);
  const semiring_matmul::DeviceMatrix<T> c("C", work.n, work.n);
  semiring_bench::tell_log_paths<T>(state, work);
  state.poison_with([&] { Kokkos::deep_copy(c, std::numeric_limits<T>::quiet_NaN()); });
  state.measure([&] { return semiring_matmul::kokkos_matmul<T>(work.algebra, a, b, c); });
  semiring_bench::check(state, work, semiring_matmul::to_host(c).values);
}

void run_kokkos(tidegate::State& state) {
  semiring_bench::with_workload(state, [&](const auto& work) { measure(state, work); });
}

TIDEGATE_PROVIDER("semiring_matmul", "kokkos", run_kokkos,
                  {.platform = tidegate::measure::kokkos_platform(), .reference = true});

}  // namespace
