#include <algorithm>
#include <array>
#include <set>

#include <tidegate/evidence/environment.hpp>
#include <tidegate/row/row_json.hpp>

namespace tidegate::evidence {
namespace {

constexpr std::array<std::string_view, 24> required{"run_id",
                                                    "timestamp",
                                                    "git_sha",
                                                    "dirty",
                                                    "tidegate_version",
                                                    "language",
                                                    "compiler",
                                                    "compiler_flags",
                                                    "build_type",
                                                    "kokkos_version",
                                                    "cuda_version",
                                                    "run_time_compilation",
                                                    "device_present",
                                                    "device_names",
                                                    "gpu_model",
                                                    "gpu_driver",
                                                    "cpu_model",
                                                    "memory",
                                                    "os",
                                                    "throttling",
                                                    "seeds",
                                                    "tolerances",
                                                    "environment_variables",
                                                    "provenance"};

constexpr std::string_view build_facts[] = {"compiler",       "compiler_flags", "build_type",
                                            "kokkos_version", "kokkos_backend", "cuda_version"};
constexpr std::string_view machine_facts[] = {"gpu_model", "gpu_driver", "cpu_model",
                                              "cpu_cores", "memory",     "os",
                                              "kernel",    "host",       "virtualization"};

/// A skipped row lacks what only a worker knows.
Provenance facts_of(std::span<const AttemptRow> rows) {
  const auto measured = std::find_if(
      rows.begin(), rows.end(), [](const AttemptRow& row) { return row.status == Status::ok; });
  if (measured != rows.end()) return measured->provenance;
  return rows.empty() ? Provenance() : rows.front().provenance;
}

Json fact(const Provenance& facts, std::string_view name) {
  for (const FactInfo& info : all_facts()) {
    if (info.name != name) continue;
    const FactValue& value = facts[info.fact];
    return value ? Json(*value) : Json(nullptr);
  }
  return nullptr;
}

/// Facts that rows of this run disagree on, with all their values.
JsonObject differing(std::span<const AttemptRow> rows) {
  JsonObject object;
  for (const FactInfo& info : all_facts()) {
    std::set<std::string> values;
    for (const AttemptRow& row : rows) {
      if (row.provenance[info.fact]) values.insert(*row.provenance[info.fact]);
    }
    if (values.size() < 2) continue;
    JsonArray array;
    for (const std::string& value : values) array.emplace_back(value);
    object[info.name] = std::move(array);
  }
  return object;
}

/// Seeds as text: not every reader of JSON keeps 64 bits.
JsonArray seeds_of(std::span<const AttemptRow> rows) {
  std::set<std::uint64_t> seeds;
  for (const AttemptRow& row : rows) seeds.insert(row.seed);
  JsonArray array;
  for (const std::uint64_t seed : seeds) array.emplace_back(std::to_string(seed));
  return array;
}

JsonArray tolerances_of(std::span<const AttemptRow> rows) {
  std::set<std::string> seen;
  JsonArray array;
  for (const AttemptRow& row : rows) {
    if (!row.fidelity || !seen.insert(row.key.canonical()).second) continue;
    JsonObject object = key_to_json(row.key);
    object["rtol"] = row.fidelity->rtol;
    object["atol"] = row.fidelity->atol;
    object["oracle"] = row.fidelity->oracle;
    array.push_back(std::move(object));
  }
  return array;
}

JsonObject throttling(const Provenance& facts, const Surroundings& surroundings) {
  const auto& events = surroundings.throttle_events;
  return {{"cpu_governor", fact(facts, "cpu_governor")},
          {"cpu_turbo", fact(facts, "cpu_turbo")},
          {"cpu_mhz", fact(facts, "cpu_mhz")},
          {"outside_load", fact(facts, "outside_load")},
          {"cpu_throttle_events", events ? Json(*events) : Json(nullptr)}};
}

}  // namespace

std::span<const std::string_view> required_environment() { return required; }

JsonObject build_of(std::span<const AttemptRow> rows) {
  const Provenance facts = facts_of(rows);
  JsonObject object{{"language", "C++20"}};
  for (const std::string_view name : build_facts) object[name] = fact(facts, name);
  return object;
}

JsonObject environment_json(const Observed& observed, std::span<const AttemptRow> rows,
                            const Surroundings& surroundings) {
  const Provenance facts = facts_of(rows);
  JsonObject object{{"schema_version", 1}, {"kind", "environment"}, {"run_id", observed.run_id}};
  object["timestamp"] = observed.timestamp;
  object["git_sha"] = observed.source.commit ? Json(*observed.source.commit) : Json(nullptr);
  object["dirty"] = fact(facts, "dirty");
  object["tidegate_version"] = surroundings.tidegate_version;
  for (const auto& field : build_of(rows)) object[field.key()] = field.value();
  object["run_time_compilation"] = false;  // both sides are compiled ahead of time
  object["device_present"] = !observed.devices.empty();
  JsonArray names;
  for (const std::string& name : observed.devices) names.emplace_back(name);
  object["device_names"] = std::move(names);
  for (const std::string_view name : machine_facts) object[name] = fact(facts, name);
  object["throttling"] = throttling(facts, surroundings);
  object["seeds"] = seeds_of(rows);
  object["tolerances"] = tolerances_of(rows);
  JsonObject variables;
  for (const auto& [name, value] : surroundings.variables) variables[name] = value;
  object["environment_variables"] = std::move(variables);
  object["provenance"] = provenance_to_json(facts);
  object["differing"] = differing(rows);
  return object;
}

}  // namespace tidegate::evidence
