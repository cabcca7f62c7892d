#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include <tidegate/doctor/noise.hpp>
#include <tidegate/measure/mistake.hpp>
#include <tidegate/measure/sampler.hpp>
#include <tidegate/stats/paired_ratio.hpp>
#include <tidegate/stats/quantile.hpp>
#include <tidegate/stats/signed_rank.hpp>

namespace tidegate::doctor {
namespace {

constexpr double most_pairs = 250;
constexpr double shortest_s = 2e-3;  ///< a sample as the gate takes them
constexpr double usual_s = 20e-3;
constexpr double level = 0.025;  ///< of each side of a 95 % interval

struct Timing {
  std::size_t pairs;
  double sample_s;
};

/// How a budget is shared out between pairs and their length.
Timing timing_of(double budget_s) {
  const double each = budget_s / (2 * most_pairs);
  if (each >= usual_s) return {static_cast<std::size_t>(most_pairs), each};
  const double length = std::max(shortest_s, std::min(usual_s, each * 4));
  const double pairs = std::min(most_pairs, std::floor(budget_s / (2 * length)));
  return {std::max(least_noise_pairs, static_cast<std::size_t>(pairs)), length};
}

tl::unexpected<Error> interrupted() {
  return fail(ErrorKind::interrupted, "interrupted while the noise was measured",
              "--noise-s 0 leaves it out.");
}

/// The pairs; `late` says when to stop early.
template <class Late>
Outcome<void> take_pairs(measure::Sampler& sampler, std::uint64_t iterations, std::size_t wanted,
                         const NoiseHooks& hooks, const Late& late, NoiseSamples& samples) {
  for (std::size_t pair = 0; pair < wanted; ++pair) {
    if (hooks.interrupted && hooks.interrupted()) return interrupted();
    if (pair >= least_noise_pairs && late()) break;
    double times[2] = {0, 0};
    const std::size_t leader = pair % 2;
    times[leader] = sampler.take(iterations).seconds_per_call();
    times[1 - leader] = sampler.take(iterations).seconds_per_call();
    samples.first.push_back(times[0]);
    samples.second.push_back(times[1]);
    if (hooks.taken) hooks.taken(pair + 1, wanted);
  }
  return {};
}

}  // namespace

Outcome<NoiseSamples> sample_noise(measure::Clock& clock, const NoiseLoop& loop, double budget_s,
                                   const NoiseHooks& hooks) {
  const Timing timing = timing_of(budget_s);
  const std::int64_t start = clock.now_ns();
  const auto late = [&] { return static_cast<double>(clock.now_ns() - start) * 1e-9 >= budget_s; };
  const measure::Fence no_fence;
  measure::Sampler sampler(clock, loop.batch, no_fence);
  AttemptSpec spec;
  spec.min_sample_s = timing.sample_s;
  NoiseSamples samples{loop.name, timing.sample_s, {}, {}};
  try {
    const std::uint64_t iterations = sampler.prepare(spec).iterations;
    const auto taken = take_pairs(sampler, iterations, timing.pairs, hooks, late, samples);
    if (!taken) return pass_on(taken);
  } catch (const measure::BenchmarkMistake& mistake) {
    return fail(ErrorKind::bad_input, fmt::format("the {} loop: {}", loop.name, mistake.what()),
                "The clock of this machine stands still or the loop was optimised away.");
  }
  return samples;
}

std::optional<Noise> summarise(const NoiseSamples& samples) {
  const std::size_t pairs = std::min(samples.first.size(), samples.second.size());
  if (pairs < least_noise_pairs) return std::nullopt;
  std::vector<double> differences;
  for (std::size_t pair = 0; pair < pairs; ++pair) {
    differences.push_back(stats::log_ratio(samples.first[pair], samples.second[pair]));
  }
  const auto bounds = stats::center_bounds(differences, level);
  if (!bounds) return std::nullopt;
  std::vector<double> all = samples.first;
  all.insert(all.end(), samples.second.begin(), samples.second.end());
  const double middle = stats::median(all);
  Noise noise;
  noise.loop = samples.loop;
  noise.pairs = pairs;
  noise.sample_s = samples.sample_s;
  noise.spread = stats::iqr(all) / middle;
  noise.tail = stats::quantile(all, 0.95) / middle - 1;
  noise.ratio = std::exp(bounds->estimate);
  noise.low = std::exp(bounds->low);
  noise.high = std::exp(bounds->high);
  const double reach = std::max(bounds->estimate - bounds->low, bounds->high - bounds->estimate);
  noise.visible = std::expm1(reach);
  return noise;
}

}  // namespace tidegate::doctor
