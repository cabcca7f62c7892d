/// How far two measurements of the same thing differ on this machine, now.
/// Decides: that two halves of one loop are timed in alternation, the first of a pair changing
/// sides, and what their differences amount to. Refuses to know: whether that is too much (checks).
///
/// One process takes all pairs: what differs between processes (where memory lies, which core)
/// comes on top, so that this is the least noise a measurement here has.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <tidegate/base/error.hpp>
#include <tidegate/measure/batch.hpp>
#include <tidegate/measure/clock.hpp>

namespace tidegate::doctor {

/// What is timed: any operation that does the same each time.
struct NoiseLoop {
  std::string name;  ///< `compute`, `memory`
  measure::Batch batch;
};

/// Seconds per call, pair by pair.
struct NoiseSamples {
  std::string loop;
  double sample_s = 0;  ///< how long a sample was asked to last
  std::vector<double> first;
  std::vector<double> second;
};

struct NoiseHooks {
  std::function<bool()> interrupted;  ///< may be empty
  std::function<void(std::size_t done, std::size_t total)>
      taken;  ///< after each pair; may be empty
};

/// Without these many pairs nothing is said: 6 signs that agree are the fewest that can show
/// anything at the level used here.
inline constexpr std::size_t least_noise_pairs = 6;

/// Times `loop` for about `budget_s` > 0 with `clock`: at most 250 pairs, samples of 2 to 20 ms or
/// longer when 250 pairs of 20 ms do not fill the budget, and at least `least_noise_pairs`.
/// Errors: interrupted; a loop that takes no time (bad_input).
Outcome<NoiseSamples> sample_noise(measure::Clock& clock, const NoiseLoop& loop, double budget_s,
                                   const NoiseHooks& hooks);

/// Shares of the median, as excess: 0.01 is 1 %.
struct Noise {
  std::string loop;
  std::size_t pairs = 0;
  double sample_s = 0;
  double spread = 0;  ///< interquartile range of all samples over their median
  double tail = 0;    ///< p95 of all samples over their median, minus 1
  double ratio = 1;   ///< second half over first, Hodges-Lehmann of the pairs; 1 without noise
  double low = 1;     ///< its exact 95 % interval
  double high = 1;
  double visible = 0;  ///< the smallest slowdown that so many pairs would have shown
};

/// Nothing for fewer than `least_noise_pairs` pairs. `visible` is how far a bound of the interval
/// lies from the estimate: a slowdown above that moves the whole interval off 1.
std::optional<Noise> summarise(const NoiseSamples& samples);

/// A loop that keeps arithmetic units busy (a dependent chain of multiplications and additions),
/// and one that streams through 64 MiB.
std::vector<NoiseLoop> noise_loops();

}  // namespace tidegate::doctor
