#include <algorithm>
#include <numeric>
#include <vector>

#include <benchmark/benchmark.h>

static void BM_Sort(benchmark::State& state) {
  std::vector<int> shuffled(static_cast<std::size_t>(state.range(0)));
  for (std::size_t i = 0; i < shuffled.size(); ++i) {
    shuffled[i] = static_cast<int>(i * 7919 % shuffled.size());
  }
  std::vector<int> x;
  for (auto _ : state) {
    x = shuffled;
    std::sort(x.begin(), x.end());
    benchmark::DoNotOptimize(x.data());
  }
}
BENCHMARK(BM_Sort)->Arg(4096);
