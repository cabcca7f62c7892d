/// A benchmark whose work per call is set when it is built: PLANTED_PERCENT more of the same work.
#include <vector>

#include <tidegate/measure/benchmark.hpp>

namespace {

/// One pass is a chain of dependent operations, so that the compiler can neither drop nor widen it.
double pass(double value, int steps) {
  for (int i = 0; i < steps; ++i) value = value * 0.999999 + 1e-6;
  return value;
}

void chain(tidegate::State& state) {
  const int steps = static_cast<int>(state.integer("steps"));
  const int planted = steps + steps * PLANTED_PERCENT / 100;
  double out = 0;
  state.work(0, 2.0 * planted);
  state.measure([&] {
    out = pass(0.5, planted);
    return out;
  });
  // The exact fixed point of the map is 1; whatever the number of steps, out lies between.
  state.check(std::span<const double>(&out, 1), [](std::size_t) { return 0.75; }, {0.0, 0.25});
}

}  // namespace

TIDEGATE_CASE("chain").axis("steps", {20000}).provider("plain", chain, {.reference = true});
TIDEGATE_MAIN()
