/// A benchmark for the tests of `tidegate harness`: sizes and dtypes as the harness asks for them,
/// with a provider for each thing that can go wrong.
#include <iostream>
#include <new>
#include <vector>

#include <tidegate/measure/benchmark.hpp>

namespace {

void sum(tidegate::State& state) {
  const auto size = static_cast<std::size_t>(state.integer("size"));
  const std::vector<double> values(size, 0.5);
  double total = 0;
  state.elements(static_cast<double>(size));
  state.measure([&] {
    total = 0;
    for (const double value : values) total += value;
    return total;
  });
  state.check(std::span<const double>(&total, 1),
              [&](std::size_t) { return 0.5 * static_cast<double>(size); });
}

/// Every construction keeps 8 MiB.
void leak(tidegate::State& state) {
  static std::vector<std::vector<char>> kept;
  kept.emplace_back(std::size_t{8} << 20U, 'x');
  sum(state);
}

void warn(tidegate::State& state) {
  state.warn("3 of 4 neighbourhoods are out of range");
  state.warn("rung\atwice\nand on a line of its own");
  std::cerr << "library: Warning: deprecated | path\n";
  sum(state);
}

void no_device(tidegate::State& state) { state.skip("no CUDA device: this worker has none"); }

void fall_over(tidegate::State& /*state*/) { throw std::bad_alloc(); }

}  // namespace

TIDEGATE_CASE("toy")
    .axis("size", {256, 512})
    .axis("dtype", {"fp32", "fp64"})
    .provider("plain", sum, {.reference = true})
    .provider("leaky", leak)
    .provider("warns", warn)
    .provider("broken", fall_over)
    .provider("cuda", no_device, {.platform = "cuda"});
TIDEGATE_MAIN()
