#include <numeric>
#include <vector>

#include <benchmark/benchmark.h>

static void BM_sum(benchmark::State& state) {
  const std::vector<double> x(static_cast<std::size_t>(state.range(0)), 1.0);
  for (auto _ : state) benchmark::DoNotOptimize(std::accumulate(x.begin(), x.end(), 0.0));
  state.SetBytesProcessed(state.iterations() * state.range(0) * 8);
}
BENCHMARK(BM_sum)->ArgName("n")->Arg(4096);
