#include <functional>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <tidegate/doctor/checks.hpp>

namespace tidegate::doctor {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using Change = std::function<void(Symptoms&)>;

Finding finding_of(const char* check, const Symptoms& symptoms) {
  for (const Finding& finding : diagnose(symptoms)) {
    if (finding.check == check) return finding;
  }
  return {};
}

Change fact(Fact which, const char* value) {
  return [=](Symptoms& machine) { machine.facts[which] = value; };
}

/// Readings 10 s and 2000 ticks apart.
Change window(const std::function<void(run::LoadReading&, run::LoadReading&)>& set) {
  return [=](Symptoms& machine) {
    machine.before.at_s = 100;
    machine.after.at_s = 110;
    set(machine.before, machine.after);
  };
}

Change stolen(std::uint64_t before, std::uint64_t after) {
  return window([=](run::LoadReading& first, run::LoadReading& last) {
    first.ticks = 100000;
    last.ticks = 102000;
    first.stolen = before;
    last.stolen = after;
  });
}

Change others(double tasks) {
  return [=](Symptoms& machine) {
    machine.cpus = 4;
    machine.before.others = tasks;
  };
}

Change stalled(double seconds) {
  return window([=](run::LoadReading& first, run::LoadReading& last) {
    first.stalled_s = 1;
    last.stalled_s = 1 + seconds;
  });
}

/// Readings a moment apart, in which the counter did not move.
Change stalled_lately(double share) {
  return [=](Symptoms& machine) {
    machine.before.stalled_s = machine.after.stalled_s = 1;
    machine.before.at_s = 100;
    machine.after.at_s = 100.00002;
    machine.after.stalled_lately = share;
  };
}

Change cpus(std::vector<int> allowed, std::size_t online, const char* isolated) {
  return [=](Symptoms& machine) {
    machine.allowed_cpus = allowed;
    machine.cpus = online;
    machine.isolated_cpus = isolated;
  };
}

Change timer(const char* source, double cost_ns) {
  return [=](Symptoms& machine) {
    machine.clock_source = source;
    machine.timer = {20, cost_ns};
  };
}

Change quota(double limit, std::uint64_t before, std::uint64_t after) {
  return [=](Symptoms& machine) {
    machine.cpu_quota = limit;
    machine.before.throttled = before;
    machine.after.throttled = after;
  };
}

Change gpu(const char* persistence, const char* clocks) {
  return [=](Symptoms& machine) {
    machine.gpus = std::vector<run::GpuSettings>{{0, persistence, clocks}};
  };
}

Change gpu_trouble(ErrorKind kind) {
  return [=](Symptoms& machine) { machine.gpus = fail(kind, "nvidia-smi failed", "Look at it."); };
}

Change build(const char* type) {
  return [=](Symptoms& machine) {
    machine.worker = WorkerReading{"bench", {}, 3, {}};
    if (type != nullptr) machine.worker->build[Fact::build_type] = type;
  };
}

Change sources(std::size_t files, std::optional<NewerSource> newer) {
  return [=](Symptoms& machine) { machine.worker = WorkerReading{"bench", {}, files, newer}; };
}

Change noise(double spread, double visible) {
  return [=](Symptoms& machine) {
    machine.noise = {{"compute", 250, 0.02, spread, 0.1, 1.001, 0.999, 1.002, visible}};
  };
}

struct CheckCase {
  const char* check;
  Change change;
  Severity severity;
  const char* seen;
  const char* advice;  // part of it; empty: none at all
};

void expect_finding(const CheckCase& c) {
  Symptoms machine;
  c.change(machine);
  const Finding finding = finding_of(c.check, machine);
  EXPECT_EQ(finding.severity, c.severity) << c.check << ": " << finding.seen;
  EXPECT_THAT(finding.seen, HasSubstr(c.seen)) << c.check;
  EXPECT_THAT(finding.advice, HasSubstr(c.advice)) << c.check;
  EXPECT_EQ(finding.advice.empty(), *c.advice == '\0') << c.check << ": " << finding.advice;
}

TEST(DoctorChecks, TheProcessor) {
  const CheckCase cases[] = {
      {"governor", fact(Fact::cpu_governor, "performance"), Severity::good, "performance", ""},
      {"governor", fact(Fact::cpu_governor, "powersave"), Severity::warning, "powersave",
       "cpupower"},
      {"governor", fact(Fact::cpu_governor, "ABSENT"), Severity::absent, "ABSENT", ""},
      {"turbo", fact(Fact::cpu_turbo, "on"), Severity::warning, "on", "no_turbo"},
      {"turbo", fact(Fact::cpu_turbo, "off"), Severity::good, "off", ""},
      {"smt", fact(Fact::smt, "on"), Severity::warning, "on", "smt/control"},
      {"smt", fact(Fact::smt, "off"), Severity::good, "off", ""},
      {"virtualization", fact(Fact::virtualization, "vm"), Severity::note, "vm", "lockstep"},
      {"virtualization", fact(Fact::virtualization, "none"), Severity::good, "none", ""},
      {"aslr", [](Symptoms& m) { m.randomised_addresses = 2; }, Severity::good, "on", ""},
      {"aslr", [](Symptoms& m) { m.randomised_addresses = 1; }, Severity::good, "partly", ""},
      {"aslr", [](Symptoms& m) { m.randomised_addresses = 0; }, Severity::note, "off", "layout"},
      {"pinning", cpus({0, 1, 2, 3}, 4, ""), Severity::note, "4 of 4", "isolcpus=3"},
      {"pinning", cpus({0, 1, 2, 3}, 4, "3"), Severity::good, "isolated: 3", ""},
      {"pinning", cpus({2, 3}, 4, ""), Severity::good, "2 of 4", ""},
      {"pinning", cpus({3}, 4, ""), Severity::note, "1 of 4", "share CPU 3"},
      {"pinning", cpus({0}, 1, ""), Severity::warning, "1 of 1", "second"},
      {"timer", timer("tsc", 25), Severity::good, "tsc, step 20 ns, 25 ns", ""},
      {"timer", timer("hpet", 25), Severity::warning, "hpet", "current_clocksource"},
      {"timer", timer("kvm-clock", 900), Severity::warning, "900 ns", "batches"},
  };
  for (const CheckCase& c : cases) expect_finding(c);
}

TEST(DoctorChecks, TheLoad) {
  const CheckCase cases[] = {
      {"load", others(0), Severity::good, "0 other tasks on 4 CPUs", ""},
      {"load", others(4), Severity::note, "4 other tasks", "caches"},
      {"load", others(5), Severity::warning, "5 other tasks", "tainted"},
      {"stalls", stalled(0.1), Severity::good, "1.0 %", ""},
      {"stalls", stalled_lately(0.6), Severity::warning, "60.0 % of the last ten", "fewer jobs"},
      {"stalls", stalled(2.6), Severity::warning, "26.0 %", "fewer jobs"},
      {"steal", stolen(0, 0), Severity::good, "0.00 % now, 0.00 % since boot", ""},
      {"steal", stolen(10, 51), Severity::warning, "2.05 % now", "dedicated"},
      {"steal", stolen(9000, 9000), Severity::warning, "0.00 % now, 8.82 %", "lockstep"},
      {"cpu_limit", quota(1.5, 3, 3), Severity::note, "1.50 CPUs, throttled 3 times", "threads"},
      {"cpu_limit", quota(1.5, 3, 4), Severity::warning, "throttled 4 times", "cpuset"},
      {"cpu_limit", quota(0.5, 0, 0), Severity::warning, "0.50 CPUs", "cpuset"},
      {"cpu_limit", [](Symptoms& m) { m.after.throttled = 0; }, Severity::good, "no limit", ""},
      {"memory_limit", [](Symptoms& m) { m.memory_limit = 3ULL << 30U; }, Severity::note, "3.0 GiB",
       "oom"},
      {"memory_limit", [](Symptoms&) {}, Severity::good, "no limit", ""},
  };
  for (const CheckCase& c : cases) expect_finding(c);
}

TEST(DoctorChecks, TheDevices) {
  const CheckCase cases[] = {
      {"gpus", [](Symptoms&) {}, Severity::absent, "ABSENT", ""},
      {"gpus", gpu_trouble(ErrorKind::missing), Severity::absent, "ABSENT", ""},
      {"gpus", gpu_trouble(ErrorKind::process), Severity::warning, "failed", "Look at it."},
      {"gpus", gpu("Disabled", "1410 MHz, 1980 MHz"), Severity::warning, "persistence Disabled",
       "-pm 1"},
      {"gpus", gpu("Enabled", "1980 MHz, 1980 MHz"), Severity::note, "1980", "-lgc"},
      {"gpus", gpu("Enabled", "1410 MHz, 1980 MHz"), Severity::good, "1410", ""},
  };
  for (const CheckCase& c : cases) expect_finding(c);
}

TEST(DoctorChecks, TheProgramAndTheNoise) {
  const CheckCase cases[] = {
      {"build", [](Symptoms&) {}, Severity::absent, "--worker", ""},
      {"build", build("Release"), Severity::good, "an optimised build (Release)", ""},
      {"build", build("Debug"), Severity::warning, "a Debug build", "Release"},
      {"build", build("Release+sanitizers"), Severity::warning, "a sanitizer build", "baseline"},
      {"build", build(nullptr), Severity::note, "says nothing", "tidegate_add_benchmark"},
      {"stale", [](Symptoms&) {}, Severity::absent, "--worker", ""},
      {"stale", sources(0, {}), Severity::absent, "no source", ""},
      {"stale", sources(7, {}), Severity::good, "7 source files", ""},
      {"stale", sources(7, NewerSource{"a/b.cpp", 61}), Severity::warning,
       "a/b.cpp is newer by 61 s", "build it again"},
      {"noise", [](Symptoms&) {}, Severity::absent, "--noise-s", ""},
      {"noise", noise(0.01, 0.004), Severity::good,
       "compute: spread 1.00 %, p95 +10.0 %, A/A +0.10 % [-0.10, +0.20], sees 0.40 % (250 pairs of "
       "20 ms)",
       ""},
      {"noise", noise(0.01, 0.021), Severity::warning, "sees 2.10 %", "below 2.1 %"},
      {"noise", noise(0.06, 0.004), Severity::warning, "spread 6.00 %", "--mode ab"},
  };
  for (const CheckCase& c : cases) expect_finding(c);
}

TEST(DoctorChecks, AMachineThatTellsNothingIsNoTrouble) {
  const Symptoms nothing;
  std::set<std::string> ids;
  for (const Finding& finding : diagnose(nothing)) {
    EXPECT_NE(finding.severity, Severity::warning) << finding.check;
    EXPECT_THAT(finding.seen, testing::Not(IsEmpty())) << finding.check;
    ids.insert(finding.check);
  }
  EXPECT_EQ(ids.size(), all_checks().size()) << "two checks share an id";
}

}  // namespace
}  // namespace tidegate::doctor
