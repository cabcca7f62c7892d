/// Events that the processor and the kernel count while calls run.
/// Decides: the closed list of events and which metric each becomes. Refuses to know: how they are
/// counted; one of the twins hardware_counters_perf and hardware_counters_none is linked.
///
/// What cannot be counted has no value and a reason. A machine without a counter would otherwise
/// show a program of 0 instructions.
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <tidegate/row/metric.hpp>

namespace tidegate::measure {

enum class Event {
  instructions,
  cycles,
  branch_misses,
  cache_misses,  ///< of the last level
  page_faults,
  context_switches,
  migrations  ///< to another CPU
};

struct EventInfo {
  Event event;
  std::string_view metric;  ///< id in row/metric
  bool hardware;            ///< counted by the processor; else by the kernel
};

inline constexpr std::array all_events{
    EventInfo{Event::instructions, instructions, true},
    EventInfo{Event::cycles, cycles, true},
    EventInfo{Event::branch_misses, branch_misses, true},
    EventInfo{Event::cache_misses, cache_misses, true},
    EventInfo{Event::page_faults, page_faults, false},
    EventInfo{Event::context_switches, context_switches, false},
    EventInfo{Event::migrations, migrations, false},
};

/// How often one event happened between start() and stop().
struct Count {
  Event event;
  std::optional<double> value;
  std::string why;  ///< no value: why
};

/// Counts for this process and the threads that it starts later.
class HardwareCounters {
 public:
  virtual ~HardwareCounters() = default;
  virtual void start() = 0;
  /// One count an event, in the order of `all_events`.
  virtual std::vector<Count> stop() = 0;
};

/// To be opened before a program starts its threads: only threads that come later are counted.
std::unique_ptr<HardwareCounters> open_hardware_counters();

}  // namespace tidegate::measure
