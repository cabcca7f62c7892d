/// A worker whose attempts are attended: its GPUs are claimed, the machine is looked at before and
/// after, and the row says what was found.
/// Decides: the facts cpu_slot, gpu_devices, gpu_company, requested_platform, resolved_backend,
/// outside_load and taint. Refuses to know: processes; it stands before any Worker.
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include <tidegate/run/gpu.hpp>
#include <tidegate/run/gpu_choice.hpp>
#include <tidegate/run/outside_load.hpp>
#include <tidegate/run/worker.hpp>

namespace tidegate::run {

/// Everything that is left empty is this machine's own.
struct Attendance {
  Environment environment;
  GpuTool gpu_tool;
  std::filesystem::path lock_folder;  ///< of GPU locks; empty: gpu_lock_folder()
  double gpu_settle_s = 0;            ///< rest of a device under its lock, before each attempt
  std::function<LoadReading(int cpu)> look;
  LoadLimits load_limits;
  std::size_t cores = 0;  ///< that this process may use
  /// A row that ran elsewhere than it was asked to is then a failure, not a tainted row.
  bool strict_platform = false;
  /// What the machine can do at most on a platform, measured once a run: put into each ok row, as
  /// counters. Empty: nobody measured it.
  std::function<std::vector<Counter>(const std::string& platform)> ceilings;
  /// Asked while waiting for a GPU; empty: nobody interrupts.
  std::function<bool()> interrupted;
  /// Told in one sentence why it waits; called by the thread of the attempt. Empty: nobody is told.
  std::function<void(const std::string&)> notice;
};

/// Attempts and sessions of `worker`, attended. A GPU that cannot be claimed gives an `env_failed`
/// row, an interrupted wait a `skipped` one.
std::unique_ptr<Worker> attend(std::unique_ptr<Worker> worker, Attendance attendance);

}  // namespace tidegate::run
