/// Provider closed_form: the plain loop with the layers telescoped, where they do: what is left of
/// a kernel's lead when that is taken from it.
/// Decides: the points where there is a closed form. Refuses to know: the other providers.
#include <detector_absorption/closed_form.hpp>

#include "workload.hpp"

namespace {

template <class T>
void measure(tidegate::State& state, const absorption_bench::Workload<T>& work) {
  std::vector<T> out(work.intensities.size());
  state.poison(out);
  state.measure([&] {
    return detector_absorption::closed_form<T>(work.absorption, work.intensities,
                                               std::span<T>(out));
  });
  absorption_bench::check(state, work, out);
}

void run_closed_form(tidegate::State& state) {
  absorption_bench::with_workload(state, [&](const auto& work) { measure(state, work); });
}

bool telescopes(const tidegate::Point& point) {
  const tidegate::AxisValue* thick = point.find("thick");
  return thick != nullptr && std::get<std::string>(*thick) == "oversample";
}

TIDEGATE_PROVIDER("detector_absorption", "closed_form", run_closed_form, {.supports = telescopes});

}  // namespace
