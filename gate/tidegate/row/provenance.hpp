/// How a number was obtained: one table of facts, and which of them must agree before absolute
/// times may be compared.
/// Decides: the list of facts, their names in the rows, must-match or informational.
/// Refuses to know: where a fact comes from (machine_probe, the worker, the runner).
#pragma once

#include <array>
#include <span>
#include <string_view>

#include <tidegate/row/fact_value.hpp>

namespace tidegate {

enum class Fact {
  timestamp,
  commit,
  dirty,
  worker,
  isolation,
  pinned_cpus,
  host,
  load_average,
  cpu_mhz,
  kernel,
  cpu_model,
  cpu_cores,
  cpu_governor,
  cpu_turbo,
  smt,
  memory,
  os,
  virtualization,
  gpu_model,
  gpu_driver,
  compiler,
  compiler_flags,
  build_type,
  kokkos_version,
  kokkos_backend,
  cuda_version,
  cpu_slot,
  gpu_devices,
  gpu_company,
  requested_platform,
  resolved_backend,
  outside_load,
  taint,
  code,
  device_code,
  count_  ///< number of facts, not a fact
};

enum class Match {
  must,  ///< part of the machine class: rows that differ here are not comparable
  info   ///< recorded for the reader
};

struct FactInfo {
  Fact fact;
  std::string_view name;  ///< JSON key, such as `cpu_model`
  Match match;
  std::string_view title;
};

std::span<const FactInfo> all_facts();

/// The value of a fact that was looked for and is not there (no governor file, no GPU).
/// Unlike an unset fact (JSON null, "nobody looked"), absence is itself comparable.
inline constexpr std::string_view absent_fact = "ABSENT";

/// All facts of one row. An unknown one is empty and is written as null, never left out.
struct Provenance {
  std::array<FactValue, static_cast<std::size_t>(Fact::count_)> values;

  FactValue& operator[](Fact fact) { return values[static_cast<std::size_t>(fact)]; }
  const FactValue& operator[](Fact fact) const { return values[static_cast<std::size_t>(fact)]; }
  /// Takes from `other` every fact that is unset here.
  void fill_from(const Provenance& other);

  bool operator==(const Provenance&) const = default;
};

}  // namespace tidegate
