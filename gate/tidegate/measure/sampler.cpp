#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include <tidegate/measure/mistake.hpp>
#include <tidegate/measure/sampler.hpp>

namespace tidegate::measure {
namespace {

constexpr std::uint64_t most_iterations = std::uint64_t{1} << 40U;
constexpr double most_growth = 10;    ///< a step of calibration never multiplies by more
constexpr double least_growth = 1.1;  ///< and never by less, so that calibration ends
constexpr double headroom = 1.1;      ///< aims above the wanted length, so that noise is covered

std::int64_t nanoseconds(double seconds) {
  constexpr double most = 9e18;
  return static_cast<std::int64_t>(std::min(seconds * 1e9, most));
}

/// The next batch to try when `iterations` calls lasted only `elapsed_ns`.
std::uint64_t grown(std::uint64_t iterations, std::int64_t elapsed_ns, std::int64_t wanted_ns) {
  const double elapsed = static_cast<double>(std::max<std::int64_t>(elapsed_ns, 1));
  const double growth =
      std::clamp(headroom * static_cast<double>(wanted_ns) / elapsed, least_growth, most_growth);
  return static_cast<std::uint64_t>(std::ceil(growth * static_cast<double>(iterations)));
}

}  // namespace

Sample Sampler::take(std::uint64_t iterations) {
  if (fence_) fence_();
  const std::int64_t start = clock_.now_ns();
  batch_(iterations);
  if (fence_) fence_();
  const std::int64_t end = clock_.now_ns();
  return {end - start, iterations};
}

/// Whether the hard budget is spent.
bool Sampler::late(const Samples& samples) {
  return clock_.now_ns() - samples.started_ns >= samples.hard_budget_ns;
}

/// The fastest of `calls` single calls.
std::int64_t Sampler::warm_up(std::uint32_t calls, const Samples& samples) {
  std::int64_t fastest = std::numeric_limits<std::int64_t>::max();
  for (std::uint32_t call = 0; call < calls; ++call) {
    fastest = std::min(fastest, take(1).elapsed_ns);
    if (late(samples)) break;
  }
  return fastest;
}

std::int64_t Sampler::faster_of_two(std::uint64_t iterations, std::int64_t wanted_ns) {
  const std::int64_t first = take(iterations).elapsed_ns;
  return first < wanted_ns ? first : std::min(first, take(iterations).elapsed_ns);
}

std::uint64_t Sampler::calibrate(std::int64_t one_call_ns, std::int64_t wanted_ns,
                                 const Samples& samples) {
  std::uint64_t iterations = 1;
  std::int64_t elapsed = one_call_ns;
  while (elapsed < wanted_ns && !late(samples)) {
    iterations = grown(iterations, elapsed, wanted_ns);
    if (iterations > most_iterations) {
      throw BenchmarkMistake(fmt::format("{} calls last only {} ns: the timed operation is empty",
                                         iterations, elapsed));
    }
    elapsed = faster_of_two(iterations, wanted_ns);
  }
  return iterations;
}

Samples Sampler::prepare(const AttemptSpec& spec) {
  Samples samples;
  samples.started_ns = clock_.now_ns();
  samples.hard_budget_ns = stopping_rule(spec).hard_budget_ns;
  samples.cold_s = take(1).seconds_per_call();
  const std::int64_t one_call = warm_up(std::max<std::uint32_t>(spec.warmup, 1), samples);
  const std::int64_t wanted =
      std::max(nanoseconds(spec.min_sample_s), least_clock_steps * clock_.resolution_ns());
  samples.iterations = calibrate(one_call, wanted, samples);
  return samples;
}

void Sampler::fill(Samples& samples, const StoppingRule& rule) {
  const std::int64_t start = clock_.now_ns();
  Stopper stopper(rule);
  for (;;) {
    const std::int64_t now = clock_.now_ns();
    const std::int64_t total = now - samples.started_ns;
    if (const auto reason = stopper.reason(now - start, total)) {
      samples.stopping = {rule.criterion, *reason, static_cast<double>(total) * 1e-9};
      return;
    }
    samples.warm_s.push_back(take(samples.iterations).seconds_per_call());
    stopper.add(samples.warm_s.back());
  }
}

StoppingRule stopping_rule(const AttemptSpec& spec) {
  StoppingRule rule;
  rule.samples = spec.samples;
  rule.budget_ns = nanoseconds(spec.budget_s);
  if (spec.hard_budget_s) rule.hard_budget_ns = nanoseconds(*spec.hard_budget_s);
  rule.criterion = spec.criterion;
  return rule;
}

Samples sample_all(Clock& clock, const Batch& batch, const Fence& fence, const AttemptSpec& spec) {
  Sampler sampler(clock, batch, fence);
  Samples samples = sampler.prepare(spec);
  sampler.fill(samples, stopping_rule(spec));
  return samples;
}

}  // namespace tidegate::measure
