/// What else a machine does while an attempt runs, from readings before and after it.
/// Decides: where each figure is read, and which of them is a disturbance beyond the limits.
/// Refuses to know: the attempt.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace tidegate::run {

/// One moment. What this machine does not tell is empty. Counters grow from boot on.
struct LoadReading {
  double at_s = 0;                          ///< of a clock that never goes back
  std::optional<double> others;             ///< tasks that run or want to, without the reader
  std::optional<double> stalled_s;          ///< time in which some task waited for a CPU
  std::optional<std::uint64_t> stolen;      ///< ticks that a hypervisor gave to other machines
  std::optional<std::uint64_t> ticks;       ///< ticks of all CPUs together, whatever they did
  std::optional<std::uint64_t> throttled;   ///< periods in which our control group had to stop
  std::optional<std::uint64_t> overheated;  ///< times that a core was slowed for its temperature
  std::optional<double> mhz;                ///< clock of the watched CPU
  std::optional<double> stalled_lately{};   ///< share of the last ten seconds, by the kernel
};

/// Reads now. `cpu` is the one whose clock is watched. `root` is `/`, or a folder with a made-up
/// /proc and /sys.
LoadReading read_load(int cpu, const std::filesystem::path& root = "/");

/// Beyond these an attempt is disturbed. They are wide: a taint is a reason to measure again, and a
/// machine that is always tainted teaches people to look away.
struct LoadLimits {
  double others_beyond_spare = 1;  ///< tasks before the start, beyond the cores left free
  double stalled_share = 0.25;     ///< of the attempt's time
  double stolen_share = 0.02;      ///< of all CPU time
  std::uint64_t stolen_ticks = 2;  ///< and at least so many: one tick is 10 ms, and may be chance
  double clock_drop = 0.10;        ///< of the clock before; a rise is an idle core waking up
};

/// One reason a limit crossed, each a few words with figure and limit; empty: undisturbed. A figure
/// that is missing on one side is no reason. `spare_cores` are the cores that the attempt leaves
/// free.
std::vector<std::string> disturbances(const LoadReading& before, const LoadReading& after,
                                      std::size_t spare_cores, const LoadLimits& limits);

/// What was seen, for the fact `outside_load`: `1 other task, 3 % stalled, 0 % stolen, ...`;
/// figures that this machine does not tell are left out, and without any it is `ABSENT`.
std::string load_text(const LoadReading& before, const LoadReading& after);

}  // namespace tidegate::run
