/// env.json: the machine, the build and the surroundings of a harness run.
/// Decides: which keys are always there; what nobody knows is null. Refuses to know: how a fact is
/// found out (row/machine_probe, the worker, the runner).
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include <tidegate/evidence/observed.hpp>
#include <tidegate/row/attempt_row.hpp>
#include <tidegate/row/json.hpp>

namespace tidegate::evidence {

/// What only the process that runs the harness knows.
struct Surroundings {
  std::string tidegate_version;
  std::map<std::string, std::string> variables;  ///< of the environment, those that move results
  std::optional<double> throttle_events;         ///< of all CPUs since they were started
};

/// Compiler, flags, Kokkos and CUDA of the first measured row, with the language: the beginning of
/// `environment` in results.json too.
JsonObject build_of(std::span<const AttemptRow> rows);

/// Every fact of provenance (of the first measured row; where rows differ, `differing` has all
/// values), the device, throttling, seeds, tolerances and variables.
JsonObject environment_json(const Observed& observed, std::span<const AttemptRow> rows,
                            const Surroundings& surroundings);

/// The keys that env.json must have, whatever is known.
std::span<const std::string_view> required_environment();

}  // namespace tidegate::evidence
