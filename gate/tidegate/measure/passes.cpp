#include <algorithm>

#include <tidegate/measure/cache_state.hpp>
#include <tidegate/measure/passes.hpp>
#include <tidegate/stats/quantile.hpp>

namespace tidegate::measure {
namespace {

constexpr int stage_batches = 10;

bool late(Clock& clock, const Samples& samples) {
  return clock.now_ns() - samples.started_ns >= samples.hard_budget_ns;
}

/// The readings of one stage, one a batch.
struct Series {
  StageTotal total;
  std::vector<double> seconds;
};

void collect(std::vector<Series>& all, const std::vector<StageTotal>& totals, double iterations) {
  for (const StageTotal& total : totals) {
    auto found = std::find_if(all.begin(), all.end(), [&](const Series& series) {
      return series.total.name == total.name;
    });
    if (found == all.end()) found = all.insert(all.end(), Series{{total.name, 0, 0}, {}});
    found->total.entries += total.entries;
    found->seconds.push_back(static_cast<double>(total.elapsed_ns) * 1e-9 / iterations);
  }
}

Stages summary(const std::vector<Series>& all, const std::vector<double>& totals) {
  Stages stages;
  stages.total_s = stats::median(totals);
  for (const Series& series : all) {
    const double seconds = stats::median(series.seconds);
    stages.sum_s += seconds;
    stages.times.push_back({series.total.name, seconds, series.total.entries});
  }
  stages.verdict = stage_verdict(stages.sum_s, stages.total_s);
  return stages;
}

}  // namespace

void time_stages(Clock& clock, const Operation& operation, Samples& samples) {
  if (!operation.stages.seen()) return;
  Sampler sampler(clock, operation.batch, operation.fence);
  std::vector<Series> all;
  std::vector<double> totals;
  for (int i = 0; i < stage_batches && !late(clock, samples); ++i) {
    operation.stages.start(clock, operation.fence);
    totals.push_back(sampler.take(samples.iterations).seconds_per_call());
    collect(all, operation.stages.stop(), static_cast<double>(samples.iterations));
  }
  if (!totals.empty()) {
    samples.stages = summary(all, totals);
    return;
  }
  samples.stages_late = true;  // and the row says so, among what could not be counted
  samples.counts.push_back({"stages_timed", {}, "the hard budget was spent before them"});
}

void time_cache_cold(Clock& clock, std::uint32_t count, const std::function<void()>& flush,
                     const Operation& operation, Samples& samples) {
  Sampler sampler(clock, operation.batch, operation.fence);
  for (std::uint32_t i = 0; i < count && !late(clock, samples); ++i) {
    flush();
    samples.cache_cold_s.push_back(sampler.take(1).seconds_per_call());
  }
}

std::vector<Pass> passes_of(Clock& clock, const AttemptSpec& spec) {
  std::vector<Pass> passes;
  passes.emplace_back([&clock](const Operation& operation, Samples& samples) {
    time_stages(clock, operation, samples);
  });
  if (spec.cache_cold > 0) {
    passes.emplace_back(
        [&clock, count = spec.cache_cold](const Operation& operation, Samples& samples) {
          CacheFlusher cache;
          time_cache_cold(
              clock, count, [&cache] { cache.flush(); }, operation, samples);
        });
  }
  return passes;
}

}  // namespace tidegate::measure
