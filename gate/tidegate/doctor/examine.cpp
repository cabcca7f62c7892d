#include <charconv>
#include <fstream>
#include <string>

#include <tidegate/base/number_in.hpp>
#include <tidegate/doctor/examine.hpp>
#include <tidegate/doctor/sources.hpp>
#include <tidegate/measure/build_facts.hpp>
#include <tidegate/row/machine_probe.hpp>
#include <tidegate/run/cgroup.hpp>
#include <tidegate/run/find_program.hpp>

namespace tidegate::doctor {
namespace {

namespace fs = std::filesystem;

std::optional<std::string> first_line(const fs::path& file) {
  std::ifstream in(file);
  std::string line;
  if (in && (std::getline(in, line) || in.eof())) return line;
  return std::nullopt;
}

TimerReading read_timer(measure::Clock& clock) {
  constexpr int readings = 10000;
  const std::int64_t start = clock.now_ns();
  std::int64_t end = start;
  for (int reading = 0; reading < readings; ++reading) end = clock.now_ns();
  return {clock.resolution_ns(), static_cast<double>(end - start) / readings};
}

Outcome<std::optional<WorkerReading>> read_worker(const Question& question) {
  if (question.worker.empty()) return std::optional<WorkerReading>();
  const auto program = run::find_program(question.worker);
  if (!program) return pass_on(program);
  WorkerReading worker;
  worker.program = *program;
  const auto build = measure::build_facts(*program);
  if (!build) return pass_on(build);
  worker.build = *build;
  const auto age = source_age(*program, question.sources);
  if (!age) return pass_on(age);
  worker.sources = age->files;
  worker.newer = age->newer;
  return std::optional(worker);
}

Outcome<std::vector<Noise>> measure_noise(const Probe& probe, double noise_s,
                                          const NoiseHooks& hooks) {
  std::vector<Noise> all;
  if (noise_s <= 0) return all;
  const double share = noise_s / static_cast<double>(probe.loops.size());
  for (const NoiseLoop& loop : probe.loops) {
    const auto samples = sample_noise(probe.clock, loop, share, hooks);
    if (!samples) return pass_on(samples);
    if (const auto noise = summarise(*samples)) all.push_back(*noise);
  }
  return all;
}

}  // namespace

Outcome<Symptoms> examine(const Probe& probe, const Question& question, const NoiseHooks& hooks) {
  const auto worker = read_worker(question);
  if (!worker) return pass_on(worker);
  const int cpu = probe.allowed_cpus.empty() ? 0 : probe.allowed_cpus.back();
  Symptoms symptoms;
  symptoms.before = run::read_load(cpu, probe.root);
  symptoms.facts = probe_machine(probe.root);
  symptoms.clock_source =
      first_line(probe.root / "sys/devices/system/clocksource/clocksource0/current_clocksource");
  symptoms.randomised_addresses = number_in<int>(probe.root / "proc/sys/kernel/randomize_va_space");
  symptoms.isolated_cpus = first_line(probe.root / "sys/devices/system/cpu/isolated");
  symptoms.allowed_cpus = probe.allowed_cpus;
  symptoms.cpus = probe.cpus;
  symptoms.timer = read_timer(probe.clock);
  symptoms.cpu_quota = run::cpu_quota(probe.root);
  symptoms.memory_limit = run::memory_limit(probe.root);
  symptoms.gpus = run::gpu_settings(probe.gpu_tool);
  symptoms.worker = *worker;
  auto noise = measure_noise(probe, question.noise_s, hooks);
  if (!noise) return pass_on(noise);
  symptoms.noise = std::move(*noise);
  symptoms.after = run::read_load(cpu, probe.root);
  return symptoms;
}

}  // namespace tidegate::doctor
