#include <numeric>
#include <vector>

#include <tidegate/measure/benchmark.hpp>

static void sum(tidegate::State& state) {
  const std::vector<double> x(state.integer("n"), 1.0);
  double total = 0;
  state.work(8.0 * x.size(), 1.0 * x.size());  // bytes and flops per call
  state.measure([&] { return total = std::accumulate(x.begin(), x.end(), 0.0); });
  state.check(std::span<const double>(&total, 1), [&](std::size_t) { return double(x.size()); });
}
TIDEGATE_CASE("sum").axis("n", {1024, 65536}).provider("std", sum, {.reference = true});
TIDEGATE_MAIN()
