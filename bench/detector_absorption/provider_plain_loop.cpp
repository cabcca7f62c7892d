/// Provider plain_loop: every layer of every pixel on one thread, the floor that a kernel has to
/// beat. Decides: nothing but the call. Refuses to know: the other providers.
#include <detector_absorption/plain_loop.hpp>

#include "workload.hpp"

namespace {

template <class T>
void measure(tidegate::State& state, const absorption_bench::Workload<T>& work) {
  std::vector<T> out(work.intensities.size());
  state.poison(out);
  state.measure([&] {
    return detector_absorption::plain_loop<T>(work.absorption, work.intensities, std::span<T>(out));
  });
  absorption_bench::check(state, work, out);
}

void run_plain_loop(tidegate::State& state) {
  absorption_bench::with_workload(state, [&](const auto& work) { measure(state, work); });
}

TIDEGATE_PROVIDER("detector_absorption", "plain_loop", run_plain_loop);

}  // namespace
