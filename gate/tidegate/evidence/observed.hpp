/// What a harness run was asked for, and what only the run itself could see.
/// Decides: which of that is kept, so that a folder of evidence can be checked years later.
/// Refuses to know: rows; what follows from them is computed anew each time (evidence/derived).
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <tidegate/base/error.hpp>
#include <tidegate/row/json.hpp>
#include <tidegate/row/json_fields.hpp>

namespace tidegate::evidence {

/// `--device`.
enum class Device { cpu, cuda };

std::string_view device_name(Device device);  ///< `cpu`, `cuda`
std::optional<Device> device_from(std::string_view name);

struct Config {
  std::string size_axis = "size";
  std::vector<std::string> sizes;  ///< as axis_text spells them
  std::uint64_t repeats = 5;       ///< processes, each with a cold call of its own
  std::uint64_t samples = 40;      ///< warm samples that each process is asked for
  Device device = Device::cpu;
  std::vector<std::string> dtypes;  ///< `float32`, `float64`
  std::uint64_t constructions = 5;  ///< in one process, for memory; 0: left out on request
  bool wants_tests = true;          ///< false: left out on request

  bool operator==(const Config&) const = default;
};

/// The working tree before and after: lines of `git status`, and a digest of what differs from the
/// commit. An untracked file whose content changes and whose name does not is not seen.
struct SourceTree {
  std::optional<std::string> commit;
  std::vector<std::string> before;
  std::vector<std::string> after;
  std::string why;  ///< not empty: why nobody could look

  bool operator==(const SourceTree&) const = default;
};

/// `ctest -N`.
struct Tests {
  std::optional<std::uint64_t> total;  ///< unset: not collected
  std::string folder;                  ///< build tree that was asked
  std::string why;                     ///< not collected: why

  bool operator==(const Tests&) const = default;
};

struct Observed {
  std::string run_id;
  std::string timestamp;  ///< ISO UTC, when it began
  Config config;
  SourceTree source;
  Tests tests;
  std::vector<std::string> devices;  ///< names of the CUDA devices that nvidia-smi lists
  std::string no_devices;            ///< why there are none; empty when there are
  std::string no_constructions;      ///< why the worker could not repeat any; empty when it could

  bool operator==(const Observed&) const = default;
};

/// The fields `benchmark_config`, `source_tree`, `tests`, `devices` and `constructions` of
/// results.json.
void add_observed(const Observed& observed, JsonObject& results);
/// The same read back, with `run_id` and `environment.timestamp`. Errors: bad_input, with the
/// field.
Outcome<Observed> observed_from_json(const Json& results, const TextSource& source);

}  // namespace tidegate::evidence
