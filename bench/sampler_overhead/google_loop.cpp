#include <stdexcept>

#include <benchmark/benchmark.h>

#include "loops.hpp"

namespace sampler_overhead {
namespace {

void empty(benchmark::State& state) {
  for ([[maybe_unused]] auto iteration : state) benchmark::ClobberMemory();
}

void chained(benchmark::State& state) {
  for ([[maybe_unused]] auto iteration : state) benchmark::DoNotOptimize(chain());
}

/// Keeps the last run instead of printing it.
class LastRun : public benchmark::BenchmarkReporter {
 public:
  bool ReportContext(const Context& /*unused*/) override { return true; }
  void ReportRuns(const std::vector<Run>& runs) override {
    for (const Run& run : runs) {
      seconds = run.real_accumulated_time / static_cast<double>(run.iterations);
    }
  }
  double seconds = 0;
};

}  // namespace

double google_seconds(Body body, std::uint64_t iterations) {
  benchmark::ClearRegisteredBenchmarks();
  benchmark::RegisterBenchmark("body", body == Body::empty ? empty : chained)
      ->Iterations(static_cast<benchmark::IterationCount>(iterations))
      ->UseRealTime();
  LastRun reporter;
  if (benchmark::RunSpecifiedBenchmarks(&reporter) != 1) {
    throw std::runtime_error("google-benchmark ran nothing");
  }
  return reporter.seconds;
}

}  // namespace sampler_overhead
