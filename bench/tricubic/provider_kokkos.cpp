/// Provider kokkos, the reference: the batch kernel on Kokkos' default execution space.
/// Decides: grid, table of cells and queries lie in device memory before the clock runs; the
/// session's fence ends a sample. Refuses to know: which backend that is.
///
/// On a CPU the table of cells is an advantage that no other provider has, made where no clock of a
/// sample sees it, and it costs, cold, about as much as a batch of 256^2. Whoever has a new grid
/// for each batch pays it each time. So the row says it: counter `table_time`, seconds that copying
/// the grid and making its table took, once and cold; no metric of the case, because it is a single
/// time.
#include <chrono>
#include <limits>

#include <tricubic/kokkos_kernel.hpp>

#include <tidegate/measure/kokkos_session.hpp>

#include "workload.hpp"

TIDEGATE_KOKKOS_SESSION();

namespace {

template <class T>
struct DeviceBatch {
  tricubic::DeviceQueries<T> queries;
  tricubic::DeviceResults<T> results;
};

template <class T>
void measure(tidegate::State& state, const tricubic_bench::Workload<T>& work) {
  tricubic::RunState run{work.settings};
  const auto begin = std::chrono::steady_clock::now();
  const tricubic::DeviceGrid<T> grid = tricubic::to_device(work.grid);
  const std::chrono::duration<double> table_time = std::chrono::steady_clock::now() - begin;
  std::vector<DeviceBatch<T>> batches;
  for (const auto& queries : work.batches) {
    batches.push_back({tricubic::to_device(queries),
                       tricubic::to_device(tricubic::Results<T>(queries.size(), work.output))});
  }
  state.poison_with([&batches] {
    constexpr T wrong = std::numeric_limits<T>::quiet_NaN();
    for (const DeviceBatch<T>& batch : batches) {
      Kokkos::deep_copy(batch.results.value, wrong);
      for (const auto& axis : batch.results.slope) Kokkos::deep_copy(axis, wrong);
    }
  });
  state.measure([&] {
    for (const DeviceBatch<T>& batch : batches) {
      tidegate::do_not_optimize(
          tricubic::kokkos_tricubic<T>(run, work.output, grid, batch.queries, batch.results));
    }
  });
  tricubic_bench::report(state, run);
  if (grid.cells.extent(0) != 0) state.counter("table_time", table_time.count(), "s");
  state.counter("table_bytes", static_cast<double>(grid.cells.extent(0) * sizeof(T)), "B");
  for (std::size_t i = 0; i < batches.size(); ++i) {
    tricubic_bench::check(state, work, work.batches[i], tricubic::to_host(batches[i].results));
  }
}

void run_kokkos(tidegate::State& state) {
  tricubic_bench::with_workload(state, [&](const auto& work) { measure(state, work); });
}

void run_kokkos_per_query(tidegate::State& state) {
  tricubic_bench::with_per_query_workload(state, [&](const auto& work) { measure(state, work); });
}

TIDEGATE_PROVIDER("tricubic", "kokkos", run_kokkos,
                  {.platform = tidegate::measure::kokkos_platform(), .reference = true});
TIDEGATE_PROVIDER("tricubic_per_query", "kokkos", run_kokkos_per_query,
                  {.platform = tidegate::measure::kokkos_platform(), .reference = true});

}  // namespace
