/// A program of google-benchmark whose work per call is set when it is built: PLANTED_PERCENT more
/// of the same work. It knows nothing of tidegate.
#include <benchmark/benchmark.h>

namespace {

/// One pass is a chain of dependent operations, so that the compiler can neither drop nor widen it.
double pass(double value, long steps) {
  for (long i = 0; i < steps; ++i) value = value * 0.999999 + 1e-6;
  return value;
}

void BM_chain(benchmark::State& state) {
  const long planted = state.range(0) + state.range(0) * PLANTED_PERCENT / 100;
  for (auto _ : state) benchmark::DoNotOptimize(pass(0.5, planted));
  state.counters["steps"] = static_cast<double>(state.range(0));
}
BENCHMARK(BM_chain)->ArgName("steps")->Arg(20000);

void BM_broken(benchmark::State& state) {
  state.SkipWithError("no such device");
  for (auto _ : state) benchmark::ClobberMemory();
}
BENCHMARK(BM_broken);

/// Registered under names that a careless filter would take for each other.
void odd(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(pass(0.5, 100));
}
const auto* const exact = benchmark::RegisterBenchmark("BM_odd/a.b*(c)[d]{e}|$^+?\\f", odd);
const auto* const alike = benchmark::RegisterBenchmark("BM_odder/aXb", odd);

}  // namespace

BENCHMARK_MAIN();
