#include <algorithm>
#include <string>

#include <tidegate/measure/benchmark.hpp>

#include "scale.hpp"

static void run(tidegate::State& state) {
  const std::string reason = why_no_device();
  if (!reason.empty()) return state.skip("no CUDA device: " + reason);
  state.fence_with(wait_for_device);
  const int n = static_cast<int>(state.integer("n"));
  double* x = shared_doubles(n);
  double* y = shared_doubles(n);
  std::fill_n(x, n, 1.0);
  state.measure([&] { scale(x, y, n); });
  wait_for_device();
  state.check(std::span<const double>(y, n), [](std::size_t) { return 2.0; });
}
TIDEGATE_CASE("scale")
    .axis("n", {1 << 20})
    .provider("cuda", run, {.platform = "cuda", .reference = true});
TIDEGATE_MAIN()
