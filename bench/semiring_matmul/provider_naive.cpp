/// Provider naive: all n^3 terms go through memory before they are reduced.
/// Decides: the largest extent at which that is sensible (n = 256 takes 128 MiB in fp64).
/// Refuses to know: the other providers.
#include <semiring_matmul/naive.hpp>

#include "workload.hpp"

namespace {

template <class T>
void measure(tidegate::State& state, const semiring_bench::Workload<T>& work) {
  semiring_matmul::Matrix<T> c(work.n, work.n);
  std::vector<T> terms(work.n * work.n * work.n);
  state.poison(c.values);
  state.measure([&] {
    return semiring_matmul::naive<T>(work.algebra, work.inputs.a.view(), work.inputs.b.view(),
                                     c.view(), terms);
  });
  semiring_bench::check(state, work, c.values);
}

void run_naive(tidegate::State& state) {
  semiring_bench::with_workload(state, [&](const auto& work) { measure(state, work); });
}

bool fits_memory(const tidegate::Point& point) {
  const tidegate::AxisValue* n = point.find("n");
  return n != nullptr && std::get<std::int64_t>(*n) <= 256;
}

TIDEGATE_PROVIDER("semiring_matmul", "naive", run_naive, {.supports = fits_memory});

}  // namespace
