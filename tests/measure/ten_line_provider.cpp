#include <vector>

#include <tidegate/measure/benchmark.hpp>

static void count(tidegate::State& state) {
  double total = 0;
  state.measure([&] { return total += 1; });
}
TIDEGATE_PROVIDER("sum", "counted", count, {.platform = "openmp", .missing = "only an example"});
