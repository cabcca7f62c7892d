/// Provider kokkos_wide: the blocked kernel with fp32 matrices and fp64 sums, for the algebras that
/// sum. Beside kokkos its rows show what accuracy costs, and its fidelity what that buys.
/// Decides: which points. Refuses to know: which backend Kokkos has.
#include <limits>

#include <semiring_matmul/kokkos_kernel.hpp>

#include <tidegate/measure/kokkos_session.hpp>

#include "log_row.hpp"

namespace {

void run_kokkos_wide(tidegate::State& state) {
  const auto work = semiring_bench::workload<float>(state);
  const auto plan = semiring_matmul::plan_single(work.n, work.n, work.n);
  const auto a = semiring_matmul::to_device(work.inputs.a.values);
  const auto b = semiring_matmul::to_device(work.inputs.b.values);
  const semiring_matmul::DeviceElements<float> c("C", work.n * work.n);
  semiring_bench::tell_log_paths<double>(state, work);
  state.poison_with([&] { Kokkos::deep_copy(c, std::numeric_limits<float>::quiet_NaN()); });
  state.measure([&] { return semiring_matmul::kokkos_matmul_wide(work.algebra, plan, a, b, c); });
  semiring_bench::check(state, work, semiring_matmul::to_host(c));
}

bool sums_in_fp32(const tidegate::Point& point) {
  const tidegate::AxisValue* dtype = point.find("dtype");
  const tidegate::AxisValue* algebra = point.find("algebra");
  if (dtype == nullptr || std::get<std::string>(*dtype) != "fp32" || algebra == nullptr) {
    return false;
  }
  const std::string& name = std::get<std::string>(*algebra);
  return name == "real" || name == "log" || name == "log_wide" || name == "euclidean";
}

TIDEGATE_PROVIDER("semiring_matmul", "kokkos_wide", run_kokkos_wide,
                  {.platform = tidegate::measure::kokkos_platform(), .supports = sums_in_fp32});

}  // namespace
