// Checks of what else the machine does, and of what this process is allowed.
// Decides: how much is too much, by the same limits that taint an attempt. Refuses to know: how the
// readings were taken (run/outside_load, run/cgroup).
#include <fmt/format.h>

#include <tidegate/doctor/checks.hpp>

namespace tidegate::doctor {
namespace {

const run::LoadLimits limits;
constexpr double shortest_window_s = 1;

Opinion absent() { return {Severity::absent, std::string(absent_fact), ""}; }

/// Of `after - before` over the seconds or ticks in between; nothing where a side is missing.
template <class Number>
std::optional<double> share(const std::optional<Number>& before, const std::optional<Number>& after,
                            double whole) {
  if (!before || !after || *after < *before || !(whole > 0)) return std::nullopt;
  return static_cast<double>(*after - *before) / whole;
}

}  // namespace

Opinion look_at_load(const Symptoms& symptoms) {
  const auto& others = symptoms.before.others;
  if (!others) return absent();
  const std::string seen =
      fmt::format("{:.0f} other tasks on {} CPUs, load average {}", *others, symptoms.cpus,
                  symptoms.facts[Fact::load_average].value_or("unknown"));
  const double spare = symptoms.cpus > 0 ? static_cast<double>(symptoms.cpus - 1) : 0;
  if (*others > spare + limits.others_beyond_spare) {
    return {Severity::warning, seen, "Stop them, or wait: attempts beside them are tainted."};
  }
  if (*others > 0) {
    return {Severity::note, seen, "They share caches and memory with what is measured."};
  }
  return {Severity::good, seen, ""};
}

Opinion look_at_stalls(const Symptoms& symptoms) {
  const double window = symptoms.after.at_s - symptoms.before.at_s;
  // The kernel adds waits up now and then: in a window of microseconds a full machine shows none.
  const bool own = window >= shortest_window_s;
  const auto stalled = own ? share(symptoms.before.stalled_s, symptoms.after.stalled_s, window)
                           : symptoms.after.stalled_lately;
  if (!stalled) return absent();
  const std::string seen =
      fmt::format("{:.1f} % of {}", *stalled * 100, own ? "the time" : "the last ten seconds");
  if (*stalled > limits.stalled_share) {
    return {Severity::warning, seen,
            "Tasks wait for a CPU: run fewer jobs at once, or measure on a machine of its own."};
  }
  return {Severity::good, seen, ""};
}

Opinion look_at_steal(const Symptoms& symptoms) {
  const run::LoadReading& after = symptoms.after;
  if (!after.stolen || !after.ticks || *after.ticks == 0) return absent();
  const double since_boot = static_cast<double>(*after.stolen) / static_cast<double>(*after.ticks);
  const double ticks = symptoms.before.ticks && *symptoms.before.ticks < *after.ticks
                           ? static_cast<double>(*after.ticks - *symptoms.before.ticks)
                           : 0;
  const auto now = share(symptoms.before.stolen, after.stolen, ticks);
  const std::string seen = fmt::format(
      "{}{:.2f} % since boot", now ? fmt::format("{:.2f} % now, ", *now * 100) : std::string(),
      since_boot * 100);
  if (now.value_or(0) > limits.stolen_share || since_boot > limits.stolen_share) {
    return {Severity::warning, seen,
            "The host gives this machine's CPUs to others: take one with dedicated cores, and "
            "trust lockstep only."};
  }
  return {Severity::good, seen, ""};
}

Opinion look_at_cpu_limit(const Symptoms& symptoms) {
  const auto throttled = symptoms.after.throttled;
  const std::string times = throttled ? fmt::format(", throttled {} times", *throttled) : "";
  if (!symptoms.cpu_quota) {
    if (!throttled) return absent();
    return {Severity::good, "no limit" + times, ""};
  }
  const std::string seen = fmt::format("{:.2f} CPUs{}", *symptoms.cpu_quota, times);
  const bool stopped =
      symptoms.before.throttled && throttled && *throttled > *symptoms.before.throttled;
  if (stopped || *symptoms.cpu_quota < 1) {
    return {Severity::warning, seen,
            "The group is stopped in the middle of a sample once its share is used up: raise the "
            "limit, or give whole CPUs (cpuset) instead of a share."};
  }
  return {Severity::note, seen,
          "More threads than that are stopped in the middle of a sample: run no more."};
}

Opinion look_at_memory_limit(const Symptoms& symptoms) {
  if (!symptoms.memory_limit) return {Severity::good, "no limit told", ""};
  return {Severity::note,
          fmt::format("{:.1f} GiB", static_cast<double>(*symptoms.memory_limit) / (1ULL << 30U)),
          "Points that need more end with the status oom."};
}

Opinion look_at_gpus(const Symptoms& symptoms) {
  if (!symptoms.gpus) {
    if (symptoms.gpus.error().kind == ErrorKind::missing) return absent();
    return {Severity::warning, symptoms.gpus.error().what, symptoms.gpus.error().hint};
  }
  if (symptoms.gpus->empty()) return absent();
  std::string seen;
  bool sleepy = false;
  bool free_clock = false;
  for (const run::GpuSettings& gpu : *symptoms.gpus) {
    seen += fmt::format("{}{}: persistence {}, clocks {}", seen.empty() ? "" : "; ", gpu.index,
                        gpu.persistence, gpu.clocks);
    sleepy = sleepy || gpu.persistence != "Enabled";
    const std::size_t comma = gpu.clocks.find(", ");
    free_clock = free_clock || comma == std::string::npos ||
                 gpu.clocks.substr(0, comma) == gpu.clocks.substr(comma + 2);
  }
  if (sleepy) {
    return {Severity::warning, seen,
            "The driver unloads between processes: `nvidia-smi -pm 1` (as root)."};
  }
  if (free_clock) {
    return {Severity::note, seen,
            "The clock falls when the device is hot: `nvidia-smi -lgc <MHz>` holds it below that "
            "(as root)."};
  }
  return {Severity::good, seen, ""};
}

}  // namespace tidegate::doctor
