/// Asks a machine for its symptoms.
/// Decides: where each reading comes from, and that the noise is measured between the two readings
/// of the load. Refuses to know: what any of it means.
#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include <tidegate/base/error.hpp>
#include <tidegate/doctor/noise.hpp>
#include <tidegate/doctor/symptoms.hpp>
#include <tidegate/measure/clock.hpp>
#include <tidegate/run/gpu.hpp>

namespace tidegate::doctor {

/// The seam between the doctor and a machine.
struct Probe {
  std::filesystem::path root = "/";  ///< or a folder with a made-up /proc and /sys
  measure::Clock& clock;
  run::GpuTool gpu_tool;
  std::vector<int> allowed_cpus;
  std::size_t cpus = 0;
  std::vector<NoiseLoop> loops;  ///< timed one after another, each for its share of the budget
};

/// What the user asked for.
struct Question {
  std::filesystem::path worker;   ///< empty: none
  std::filesystem::path sources;  ///< looked at only with a worker
  double noise_s = 20;            ///< 0: not measured
};

/// Errors: no such worker or source folder, a malformed file of build facts, interrupted. What a
/// machine does not tell is no error.
Outcome<Symptoms> examine(const Probe& probe, const Question& question, const NoiseHooks& hooks);

}  // namespace tidegate::doctor
