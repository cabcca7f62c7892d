/// Provider kokkos, the reference: the vector kernel on Kokkos' default execution space.
/// Decides: image and terms lie in device memory before the clock runs; the session's fence ends a
/// sample. Refuses to know: which backend that is.
#include <detector_absorption/kokkos_kernel.hpp>

#include <tidegate/measure/kokkos_session.hpp>

#include "workload.hpp"

TIDEGATE_KOKKOS_SESSION();

namespace {

template <class T>
void measure(tidegate::State& state, const absorption_bench::Workload<T>& work) {
  const detector_absorption::KokkosPlan<T> plan(
      detector_absorption::make_plan<T>(work.absorption).plan);
  const detector_absorption::DeviceValues<const T> in =
      detector_absorption::to_device(work.intensities);
  const detector_absorption::DeviceValues<T> out("out", work.intensities.size());
  state.poison_with([&] { Kokkos::deep_copy(out, std::numeric_limits<T>::quiet_NaN()); });
  state.measure([&] { return detector_absorption::kokkos_absorb<T>(plan, in, out); });
  absorption_bench::check(state, work, detector_absorption::to_host(out));
}

void run_kokkos(tidegate::State& state) {
  absorption_bench::with_workload(state, [&](const auto& work) { measure(state, work); });
}

TIDEGATE_PROVIDER("detector_absorption", "kokkos", run_kokkos,
                  {.platform = tidegate::measure::kokkos_platform(), .reference = true});

}  // namespace
