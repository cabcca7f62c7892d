/// The NVIDIA devices of this machine and who computes on them, as nvidia-smi tells.
/// Decides: what it is asked and how its answer is read. Refuses to know: locks and attempts.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include <tidegate/base/error.hpp>

namespace tidegate::run {

struct Gpu {
  int index = 0;     ///< nvidia-smi's, which is the order on the PCI bus
  std::string uuid;  ///< `GPU-8f3c0d6e-...`
  std::string name;

  bool operator==(const Gpu&) const = default;
};

struct GpuProcess {
  std::string pid;  ///< of the host, which inside a container names nobody
  std::string gpu;  ///< UUID
  std::string program;

  bool operator==(const GpuProcess&) const = default;
};

/// Runs nvidia-smi with these arguments and gives what it prints; `missing` where there is none.
using GpuTool = std::function<Outcome<std::string>(const std::vector<std::string>&)>;

/// The one in PATH, given up after 30 s, for a sick driver hangs it; once it hung it is not asked
/// again. True from `interrupted` gives it up at once, with that kind of error.
GpuTool nvidia_smi(std::function<bool()> interrupted = {});

/// Errors: the tool's; an answer that is no list of devices (bad_input).
Outcome<std::vector<Gpu>> list_gpus(const GpuTool& tool);

/// Processes with a compute context on any device. Errors as list_gpus.
Outcome<std::vector<GpuProcess>> compute_processes(const GpuTool& tool);

/// What of a device's settings moves its times.
struct GpuSettings {
  int index = 0;
  std::string persistence;  ///< `Enabled`, `Disabled`
  std::string clocks;  ///< `<application clock>, <highest clock>` of the cores: `1980 MHz, ...`

  bool operator==(const GpuSettings&) const = default;
};

/// Errors as list_gpus.
Outcome<std::vector<GpuSettings>> gpu_settings(const GpuTool& tool);

/// The device's name in a CTest resource specification, where only [a-z0-9_] may stand:
/// `gpu_8f3c0d6e_...`. cmake/TidegateBenchmark.cmake spells it the same way.
std::string ctest_id(std::string_view uuid);

}  // namespace tidegate::run
