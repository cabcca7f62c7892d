/// Counters and limits of the control group that this process and its children run in.
/// Decides: where cgroup v1, v2 and a hybrid of both keep them. Refuses to know: what a count
/// means.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>

namespace tidegate::run {

/// Processes of the group that the kernel killed for want of memory: `oom_kill` of v2's
/// memory.events or v1's memory.oom_control. Nothing where there is no such file. `root` is `/`, or
/// a folder with a made-up /proc and /sys.
std::optional<std::uint64_t> oom_kill_count(const std::filesystem::path& root = "/");

/// Periods in which the group had used up its share of CPU: `nr_throttled` of cpu.stat.
std::optional<std::uint64_t> throttle_count(const std::filesystem::path& root = "/");

/// CPUs' worth of time that the group may use, such as 1.5: cpu.max of v2, or quota and period of
/// v1. Nothing where there is no limit or none is told.
std::optional<double> cpu_quota(const std::filesystem::path& root = "/");

/// Bytes that the group may use: memory.max of v2 or memory.limit_in_bytes of v1. Nothing where
/// there is no limit or none is told.
std::optional<std::uint64_t> memory_limit(const std::filesystem::path& root = "/");

}  // namespace tidegate::run
