#include <chrono>
#include <fstream>
#include <sstream>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <tidegate/base/number_in.hpp>
#include <tidegate/row/provenance.hpp>
#include <tidegate/run/cgroup.hpp>
#include <tidegate/run/outside_load.hpp>

namespace tidegate::run {
namespace {

namespace fs = std::filesystem;

/// The fourth field of /proc/loadavg is `<runnable>/<all>`; one of the runnable is this reader.
std::optional<double> other_tasks(const fs::path& root) {
  std::ifstream in(root / "proc/loadavg");
  std::string skipped;
  double runnable = 0;
  if (in >> skipped >> skipped >> skipped >> runnable && runnable >= 1) return runnable - 1;
  return std::nullopt;
}

/// What stands behind `name` in `some avg10=<%> avg60=<%> avg300=<%> total=<microseconds>`.
std::optional<double> pressure(const fs::path& root, std::string_view name) {
  std::ifstream in(root / "proc/pressure/cpu");
  std::string line;
  std::getline(in, line);
  const std::size_t at = line.find(name);
  if (!line.starts_with("some") || at == std::string::npos) return std::nullopt;
  std::istringstream text(line.substr(at + name.size()));
  double value = 0;
  if (text >> value) return value;
  return std::nullopt;
}

std::optional<double> scaled(const std::optional<double>& value, double factor) {
  return value ? std::optional(*value * factor) : std::nullopt;
}

/// `cpu user nice system idle iowait irq softirq steal ...`: guest time is in user time already.
void read_ticks(const fs::path& root, LoadReading& reading) {
  std::ifstream in(root / "proc/stat");
  std::string name;
  in >> name;
  std::uint64_t all = 0;
  std::uint64_t last = 0;
  int fields = 0;
  for (std::uint64_t ticks = 0; fields < 8 && in >> ticks; ++fields) {
    all += ticks;
    last = ticks;
  }
  if (name != "cpu" || fields != 8) return;
  reading.ticks = all;
  reading.stolen = last;
}

/// The sum over all cores; nothing where no core counts.
std::optional<std::uint64_t> times_overheated(const fs::path& root) {
  std::optional<std::uint64_t> sum;
  std::error_code code;
  for (const auto& entry : fs::directory_iterator(root / "sys/devices/system/cpu", code)) {
    const auto count = number_in<double>(entry.path() / "thermal_throttle/core_throttle_count");
    if (count) sum = sum.value_or(0) + static_cast<std::uint64_t>(*count);
  }
  return sum;
}

std::optional<double> megahertz(int cpu, const fs::path& root) {
  const auto khz = number_in<double>(
      root / fmt::format("sys/devices/system/cpu/cpu{}/cpufreq/scaling_cur_freq", cpu));
  if (!khz) return std::nullopt;
  return *khz * 1e-3;
}

/// How much a counter grew; nothing where it is missing on a side or went back.
template <class Number>
std::optional<Number> growth(const std::optional<Number>& before,
                             const std::optional<Number>& after) {
  if (!before || !after || *after < *before) return std::nullopt;
  return *after - *before;
}

std::optional<double> stalled_share(const LoadReading& before, const LoadReading& after) {
  const auto grown = growth(before.stalled_s, after.stalled_s);
  const double elapsed = after.at_s - before.at_s;
  if (!grown || elapsed <= 0) return std::nullopt;
  return *grown / elapsed;
}

std::optional<double> stolen_share(const LoadReading& before, const LoadReading& after) {
  const auto stolen = growth(before.stolen, after.stolen);
  const auto all = growth(before.ticks, after.ticks);
  if (!stolen || !all || *all == 0) return std::nullopt;
  return static_cast<double>(*stolen) / static_cast<double>(*all);
}

std::optional<double> clock_drop(const LoadReading& before, const LoadReading& after) {
  if (!before.mhz || !after.mhz || *before.mhz <= 0) return std::nullopt;
  return 1 - *after.mhz / *before.mhz;
}

}  // namespace

LoadReading read_load(int cpu, const fs::path& root) {
  LoadReading reading;
  reading.at_s =
      std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
  reading.others = other_tasks(root);
  reading.stalled_s = scaled(pressure(root, "total="), 1e-6);
  reading.stalled_lately = scaled(pressure(root, "avg10="), 1e-2);
  read_ticks(root, reading);
  reading.throttled = throttle_count(root);
  reading.overheated = times_overheated(root);
  reading.mhz = megahertz(cpu, root);
  return reading;
}

std::vector<std::string> disturbances(const LoadReading& before, const LoadReading& after,
                                      std::size_t spare_cores, const LoadLimits& limits) {
  std::vector<std::string> reasons;
  const double most = static_cast<double>(spare_cores) + limits.others_beyond_spare;
  if (before.others && *before.others > most) {
    reasons.push_back(
        fmt::format("{:.0f} other tasks wanted a CPU (limit {:.0f})", *before.others, most));
  }
  const auto stalled = stalled_share(before, after);
  if (stalled && *stalled > limits.stalled_share) {
    reasons.push_back(fmt::format("tasks waited for a CPU {:.0f} % of the time (limit {:.0f} %)",
                                  *stalled * 100, limits.stalled_share * 100));
  }
  const auto stolen = stolen_share(before, after);
  if (stolen && *stolen > limits.stolen_share &&
      *growth(before.stolen, after.stolen) >= limits.stolen_ticks) {
    reasons.push_back(fmt::format("the hypervisor took {:.1f} % of the CPUs (limit {:.1f} %)",
                                  *stolen * 100, limits.stolen_share * 100));
  }
  if (const auto count = growth(before.throttled, after.throttled).value_or(0); count > 0) {
    reasons.push_back(fmt::format("the control group was throttled {} times", count));
  }
  if (const auto count = growth(before.overheated, after.overheated).value_or(0); count > 0) {
    reasons.push_back(fmt::format("cores were slowed for their temperature {} times", count));
  }
  const auto drop = clock_drop(before, after);
  if (drop && *drop > limits.clock_drop) {
    reasons.push_back(fmt::format("the clock fell from {:.0f} to {:.0f} MHz (limit {:.0f} %)",
                                  *before.mhz, *after.mhz, limits.clock_drop * 100));
  }
  return reasons;
}

std::string load_text(const LoadReading& before, const LoadReading& after) {
  std::vector<std::string> seen;
  if (before.others) seen.push_back(fmt::format("{:.0f} other tasks", *before.others));
  if (const auto share = stalled_share(before, after)) {
    seen.push_back(fmt::format("{:.1f} % stalled", *share * 100));
  }
  if (const auto share = stolen_share(before, after)) {
    seen.push_back(fmt::format("{:.1f} % stolen", *share * 100));
  }
  if (const auto count = growth(before.throttled, after.throttled)) {
    seen.push_back(fmt::format("throttled {} times", *count));
  }
  if (const auto count = growth(before.overheated, after.overheated)) {
    seen.push_back(fmt::format("overheated {} times", *count));
  }
  if (before.mhz && after.mhz) {
    seen.push_back(fmt::format("{:.0f} to {:.0f} MHz", *before.mhz, *after.mhz));
  }
  return seen.empty() ? std::string(absent_fact) : fmt::format("{}", fmt::join(seen, ", "));
}

}  // namespace tidegate::run
