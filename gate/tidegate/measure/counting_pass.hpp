/// Calls that are counted and not timed.
/// Decides: that counting has passes of its own behind the timed samples, so that no counter runs
/// while a clock does. Refuses to know: what is counted and how.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <tidegate/measure/batch.hpp>
#include <tidegate/measure/hardware_counters.hpp>

namespace tidegate::measure {

/// What the passes gave for one event.
struct CountedEvent {
  std::string_view metric;       ///< id in row/metric
  std::vector<double> per_call;  ///< one value a pass; empty: it could not be counted
  std::string why;               ///< then: why
};

/// Runs the batch `passes` times with `iterations` calls, a fence on both sides.
std::vector<CountedEvent> count_calls(HardwareCounters& counters, const Batch& batch,
                                      const Fence& fence, std::uint64_t iterations, int passes);

/// 3, or 1 when a pass lasts longer than 50 ms: a long pass needs no company to be steady.
int counting_passes(double pass_s);

}  // namespace tidegate::measure
