/// Counting with Linux perf events, with the kernel behind a seam.
/// Decides: what each way to fail means, and that a count is the difference of two readings of a
/// counter that ran all the time. Refuses to know: the system calls (hardware_counters_perf).
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>

#include <tidegate/measure/hardware_counters.hpp>

namespace tidegate::measure {

/// What the kernel says of one counter, since it was opened.
struct PerfReading {
  std::uint64_t value = 0;
  std::uint64_t enabled_ns = 0;  ///< how long it should have counted
  std::uint64_t running_ns = 0;  ///< how long it did: counters share registers when there are few
};

/// The calls into the kernel.
struct PerfCalls {
  std::function<int(const EventInfo&)> open;  ///< a descriptor, or minus the errno
  std::function<void(int descriptor, bool on)> enable;
  std::function<std::optional<PerfReading>(int descriptor)> read;
  std::function<void(int descriptor)> close;
};

/// Opens every event that can be had.
std::unique_ptr<HardwareCounters> open_perf_counters(PerfCalls calls);

}  // namespace tidegate::measure
