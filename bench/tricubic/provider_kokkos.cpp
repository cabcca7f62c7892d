/// Provider kokkos, the reference: the batch kernel on Kokkos' default execution space.
/// Decides: grid, table of cells and queries lie in device memory before the clock runs; the
/// session's fence ends a sample. Refuses to know: which backend that is.
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
  tricubic::RunState run{tricubic::Settings{}};
  const tricubic::DeviceGrid<T> grid = tricubic::to_device(work.grid);
  std::vector<DeviceBatch<T>> batches;
  for (const auto& queries : work.batches) {
    batches.push_back({tricubic::to_device(queries),
                       tricubic::to_device(tricubic::Results<T>(queries.size(), work.output))});
  }
  state.measure([&] {
    for (const DeviceBatch<T>& batch : batches) {
      tidegate::do_not_optimize(
          tricubic::kokkos_tricubic<T>(run, work.output, grid, batch.queries, batch.results));
    }
  });
  tricubic_bench::report(state, run);
  state.counter("table_bytes", static_cast<double>(grid.cells.extent(0) * sizeof(T)), "B");
  for (std::size_t i = 0; i < batches.size(); ++i) {
    tricubic_bench::check(state, work, work.batches[i], tricubic::to_host(batches[i].results));
  }
}

void run_kokkos(tidegate::State& state) {
  tricubic_bench::with_workload(state, [&](const auto& work) { measure(state, work); });
}

TIDEGATE_PROVIDER("tricubic", "kokkos", run_kokkos,
                  {.platform = tidegate::measure::kokkos_platform(), .reference = true});

}  // namespace
