/// What a machine told when it was asked, before anybody judges it.
/// Decides: which readings there are. Refuses to know: how they are read (examine) and what they
/// mean (checks): a test makes up the machine it wants.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include <tidegate/base/error.hpp>
#include <tidegate/doctor/noise.hpp>
#include <tidegate/row/provenance.hpp>
#include <tidegate/run/gpu.hpp>
#include <tidegate/run/outside_load.hpp>

namespace tidegate::doctor {

/// The clock that samples are timed with.
struct TimerReading {
  std::int64_t step_ns = 0;  ///< the smallest step between two readings
  double cost_ns = 0;        ///< of one reading, mean over many
};

/// A source file that changed after a program was built.
struct NewerSource {
  std::filesystem::path file;
  double by_s = 0;  ///< seconds
};

/// The benchmark program that the user named.
struct WorkerReading {
  std::filesystem::path program;
  Provenance build;         ///< what the build wrote beside it; nothing set where it wrote nothing
  std::size_t sources = 0;  ///< files looked at; 0 where no source tree was named
  std::optional<NewerSource> newer;  ///< the newest source, if it is newer than the program
};

/// What is empty was not told.
struct Symptoms {
  Provenance facts;  ///< of the machine, as every row carries them
  std::optional<std::string> clock_source;
  std::optional<int> randomised_addresses;   ///< 0 off, 1 partly, 2 fully
  std::optional<std::string> isolated_cpus;  ///< `2-7`; empty text: none
  std::vector<int> allowed_cpus;             ///< that this process may run on
  std::size_t cpus = 0;                      ///< of the machine that are online
  TimerReading timer;
  run::LoadReading before;  ///< when the examination began
  run::LoadReading after;   ///< and when it ended
  std::optional<double> cpu_quota;
  std::optional<std::uint64_t> memory_limit;
  Outcome<std::vector<run::GpuSettings>> gpus;
  std::optional<WorkerReading> worker;  ///< nothing: no program was named
  std::vector<Noise> noise;             ///< empty: not measured
};

}  // namespace tidegate::doctor
