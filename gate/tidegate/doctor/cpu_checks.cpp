// Checks of the processor and its clock.
// Decides: which settings steady a measurement and how they are changed. Refuses to know: what else
// runs (load_checks).
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <tidegate/doctor/checks.hpp>

namespace tidegate::doctor {
namespace {

/// Empty where the machine does not tell.
std::string told(const Symptoms& symptoms, Fact fact) {
  const std::string text = symptoms.facts[fact].value_or("");
  return text == absent_fact ? "" : text;
}

Opinion absent() { return {Severity::absent, std::string(absent_fact), ""}; }

/// Clocks that are read through a device: microseconds a reading, and steps as wide.
bool is_slow_clock(std::string_view source) {
  return source == "hpet" || source == "acpi_pm" || source == "jiffies";
}

}  // namespace

Opinion look_at_governor(const Symptoms& symptoms) {
  const std::string governor = told(symptoms, Fact::cpu_governor);
  if (governor.empty()) return absent();
  if (governor == "performance") return {Severity::good, governor, ""};
  return {Severity::warning, governor,
          "The clock follows the load: `cpupower frequency-set -g performance` (as root)."};
}

Opinion look_at_turbo(const Symptoms& symptoms) {
  const std::string turbo = told(symptoms, Fact::cpu_turbo);
  if (turbo.empty()) return absent();
  if (turbo == "off") return {Severity::good, turbo, ""};
  return {Severity::warning, turbo,
          "The clock depends on heat and neighbours: write 1 into "
          "/sys/devices/system/cpu/intel_pstate/no_turbo, or 0 into "
          "/sys/devices/system/cpu/cpufreq/boost (as root)."};
}

Opinion look_at_smt(const Symptoms& symptoms) {
  const std::string smt = told(symptoms, Fact::smt);
  if (smt.empty()) return absent();
  if (smt == "off") return {Severity::good, smt, ""};
  return {Severity::warning, smt,
          "Two CPUs share one core, and a neighbour costs up to half of it: write off into "
          "/sys/devices/system/cpu/smt/control (as root), or keep the other thread idle."};
}

Opinion look_at_virtualization(const Symptoms& symptoms) {
  const std::string kind = told(symptoms, Fact::virtualization);
  if (kind.empty()) return absent();
  if (kind == "none") return {Severity::good, kind, ""};
  return {
      Severity::note, kind,
      "Other machines share this hardware: compare in lockstep, not with times of another day."};
}

Opinion look_at_addresses(const Symptoms& symptoms) {
  if (!symptoms.randomised_addresses) return absent();
  const int mode = *symptoms.randomised_addresses;
  if (mode == 0) {
    return {Severity::note, "off",
            "Every process gets the same layout, lucky or not: with random addresses several "
            "processes average over layouts."};
  }
  return {Severity::good, mode == 1 ? "partly on" : "on", ""};
}

Opinion look_at_pinning(const Symptoms& symptoms) {
  const std::size_t allowed = symptoms.allowed_cpus.size();
  if (allowed == 0) return absent();
  const std::string isolated = symptoms.isolated_cpus.value_or("");
  const std::string seen =
      fmt::format("{} of {} CPUs{}", allowed, symptoms.cpus,
                  isolated.empty() ? ", none isolated" : ", isolated: " + isolated);
  if (allowed == 1 && symptoms.cpus > 1) {
    return {Severity::note, seen,
            fmt::format("Workers and tidegate share CPU {}: allow it a second one.",
                        symptoms.allowed_cpus.front())};
  }
  if (allowed == 1) {
    return {Severity::warning, seen,
            "Everything else of this machine runs on the CPU that is measured: give it a second "
            "one."};
  }
  // Workers on one core are pinned by the runner; nothing is to be done for them.
  if (allowed < symptoms.cpus || !isolated.empty()) return {Severity::good, seen, ""};
  return {Severity::note, seen,
          fmt::format("Not pinned: tidegate pins workers of one core to CPU {}; other programs may "
                      "use it too, unless the kernel is started with isolcpus={}.",
                      symptoms.allowed_cpus.back(), symptoms.allowed_cpus.back())};
}

Opinion look_at_timer(const Symptoms& symptoms) {
  const std::string source = symptoms.clock_source.value_or("");
  const std::string seen =
      fmt::format("{}{}step {} ns, {:.0f} ns a reading", source, source.empty() ? "" : ", ",
                  symptoms.timer.step_ns, symptoms.timer.cost_ns);
  constexpr double dear_ns = 200;  // a system call; a clock in user space costs 10 to 60 ns
  if (is_slow_clock(source) || symptoms.timer.cost_ns > dear_ns) {
    return {Severity::warning, seen,
            "Reading the clock is slow: batches grow to hide it. Where the processor has a steady "
            "counter, write tsc into "
            "/sys/devices/system/clocksource/clocksource0/current_clocksource (as root)."};
  }
  return {Severity::good, seen, ""};
}

}  // namespace tidegate::doctor
