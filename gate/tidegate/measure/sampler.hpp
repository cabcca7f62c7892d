/// One measurement: cold call, warm-up, calibration, samples.
///
/// The first call of a process pays for page faults, lazy initialisation and cold caches, so it is
/// timed apart and before anything else; a "cold" number taken after warm-up calls is a fiction.
/// Then warm-up calls, then the batch: a clock of 20 ns cannot time a call of 5 ns, so a sample is
/// as many calls as last `min_sample_s` and a thousand clock steps. Two ways to choose the batch:
/// anew for every sample, or once. It is chosen once, because samples of unequal batches have
/// unequal spread and may not be pooled. A count is accepted only when the faster of two samples
/// at it is long enough: a single preempted sample would otherwise settle for too small a batch.
///
/// Decides: the order of these steps, and the fence on both sides of every timed region.
/// Refuses to know: what is measured, who asked, and statistics: the values are raw.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

#include <tidegate/measure/batch.hpp>
#include <tidegate/measure/clock.hpp>
#include <tidegate/measure/counting_pass.hpp>
#include <tidegate/measure/stopping_rule.hpp>
#include <tidegate/row/conduct.hpp>
#include <tidegate/row/protocol.hpp>

namespace tidegate::measure {

/// One timed batch.
struct Sample {
  std::int64_t elapsed_ns = 0;
  std::uint64_t iterations = 1;

  double seconds_per_call() const {
    return static_cast<double>(elapsed_ns) * 1e-9 / static_cast<double>(iterations);
  }
};

/// Everything that one measurement gave, in the order taken. Seconds per call.
struct Samples {
  double cold_s = 0;
  std::uint64_t iterations = 1;  ///< calls in each warm sample
  std::vector<double> warm_s;
  bool timed = true;                 ///< false: the calls were marked to be counted, no time is one
  std::vector<CountedEvent> counts;  ///< from passes of their own
  Stopping stopping;
  std::vector<double> cache_cold_s;  ///< single calls behind a flush; see measure/passes
  std::optional<Stages> stages;
  bool stages_late = false;  ///< the hard budget was spent before the first batch of stages

  std::int64_t started_ns = 0;  ///< by the sampler's clock, before the cold call
  std::int64_t hard_budget_ns = std::numeric_limits<std::int64_t>::max();

  /// Whether the hard budget left too few warm samples for a row that is judged.
  bool cut_short() const {
    return stopping.reason == StopReason::hard_budget && warm_s.size() < least_samples;
  }
};

/// A sample lasts at least this many steps of the clock: 0.1 % of rounding at most.
inline constexpr std::int64_t least_clock_steps = 1000;

/// Times one operation. Clock, batch and fence must outlive it.
class Sampler {
 public:
  Sampler(Clock& clock, const Batch& batch, const Fence& fence)
      : clock_(clock), batch_(batch), fence_(fence) {}
  Sampler(Clock& clock, const Batch& batch, Fence&& fence) = delete;  // it would be gone at once

  /// Fence, clock, `iterations` calls, fence, clock.
  Sample take(std::uint64_t iterations);

  /// The cold call, `spec.warmup` further calls (at least one) and calibration; afterwards the
  /// operation is warm and `iterations` fixed, unless the hard budget was spent before. Throws
  /// BenchmarkMistake when no batch of up to 2^40 calls reaches the wanted length, which a stopped
  /// clock or an emptied loop causes.
  Samples prepare(const AttemptSpec& spec);

  /// Adds samples until `rule` has enough, and says why it ended.
  void fill(Samples& samples, const StoppingRule& rule);

 private:
  bool late(const Samples& samples);
  std::int64_t warm_up(std::uint32_t calls, const Samples& samples);
  std::uint64_t calibrate(std::int64_t one_call_ns, std::int64_t wanted_ns, const Samples& samples);
  std::int64_t faster_of_two(std::uint64_t iterations, std::int64_t wanted_ns);

  Clock& clock_;
  const Batch& batch_;
  const Fence& fence_;
};

/// The rule that a spec asks for.
StoppingRule stopping_rule(const AttemptSpec& spec);

/// A whole measurement: prepare, then fill.
Samples sample_all(Clock& clock, const Batch& batch, const Fence& fence, const AttemptSpec& spec);

}  // namespace tidegate::measure
