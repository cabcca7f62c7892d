/// Provider openblas: the vendor's matrix product on one thread, for the real algebra alone.
/// Decides: one thread, as the other providers of platform serial have; that a row says when
/// OpenBLAS took kernels for narrower registers than this machine has. Refuses to know: the others.
#include <cblas.h>
#include <common/lanes.hpp>

#include "workload.hpp"

namespace {

void multiply(int n, const float* a, const float* b, float* c) {
  cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, n, n, n, 1.0F, a, n, b, n, 0.0F, c, n);
}

void multiply(int n, const double* a, const double* b, double* c) {
  cblas_dgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, n, n, n, 1.0, a, n, b, n, 0.0, c, n);
}

/// Some releases do not know newer processors and fall back to kernels for AVX2, which take nearly
/// twice as long: a comparison with those would flatter every other provider. The choice is made
/// when the library is loaded, so that it can only be told.
void warn_of_narrow_kernels(tidegate::State& state) {
  const std::string core = openblas_get_corename();
  const bool narrow = core != "SkylakeX" && core != "Cooperlake" && core != "Sapphirerapids";
  if (kernels::register_bytes == 64 && narrow) {
    state.warn("OpenBLAS chose its kernels for " + core +
               ", which leave AVX-512 unused: OPENBLAS_CORETYPE=SkylakeX chooses some that use it");
  }
}

template <class T>
void measure(tidegate::State& state, const semiring_bench::Workload<T>& work) {
  semiring_matmul::Matrix<T> c(work.n, work.n);
  const int n = static_cast<int>(work.n);
  state.poison(c.values);
  state.measure([&] {
    multiply(n, work.inputs.a.values.data(), work.inputs.b.values.data(), c.values.data());
    return c.values.data();
  });
  semiring_bench::check(state, work, c.values);
}

void run_openblas(tidegate::State& state) {
  openblas_set_num_threads(1);
  warn_of_narrow_kernels(state);
  semiring_bench::with_workload(state, [&](const auto& work) { measure(state, work); });
}

bool is_real(const tidegate::Point& point) {
  const tidegate::AxisValue* algebra = point.find("algebra");
  return algebra != nullptr && std::get<std::string>(*algebra) == "real";
}

TIDEGATE_PROVIDER("semiring_matmul", "openblas", run_openblas, {.supports = is_real});

}  // namespace
