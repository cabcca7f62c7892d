#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include <tidegate/base/atomic_file.hpp>
#include <tidegate/judge/noise_band.hpp>
#include <tidegate/row/json.hpp>
#include <tidegate/row/json_fields.hpp>
#include <tidegate/row/key_json.hpp>
#include <tidegate/row/metric.hpp>
#include <tidegate/row/row_parts.hpp>
#include <tidegate/stats/quantile.hpp>

namespace tidegate::judge {
namespace {

constexpr std::size_t samples_for_p95 = 20;
constexpr double covered = 0.99;

/// What the screen would see of one process.
struct Process {
  std::size_t suite = 0;
  double min = 0;
  std::optional<double> p95;
};

struct Row {
  Key key;
  std::vector<Process> processes;
};

std::optional<Process> process_of(const AttemptRow& attempt, std::size_t suite) {
  const MetricSamples* warm = attempt.find(warm_time);
  if (attempt.status != Status::ok || warm == nullptr || warm->samples.empty()) return std::nullopt;
  Process process{suite, *std::min_element(warm->samples.begin(), warm->samples.end()), {}};
  if (warm->samples.size() >= samples_for_p95) process.p95 = stats::quantile(warm->samples, 0.95);
  return process;
}

double distance(double a, double b) { return std::abs(std::log(a / b)); }

std::optional<NoiseBand> learnt(const Row& row) {
  std::vector<double> min;
  std::vector<double> p95;
  for (const Process& a : row.processes) {
    for (const Process& b : row.processes) {
      if (a.suite >= b.suite) continue;
      min.push_back(distance(a.min, b.min));
      if (a.p95 && b.p95) p95.push_back(distance(*a.p95, *b.p95));
    }
  }
  if (min.empty()) return std::nullopt;
  return NoiseBand{row.key, band_of(min), band_of(p95), row.processes.size()};
}

NoiseBand read_band(ObjectReader& reader) {
  NoiseBand band;
  band.key = read_key(reader);
  band.min = reader.number("min");
  band.p95 = reader.number("p95");
  band.processes = reader.count("processes");
  const bool sound = band.min >= 0 && band.p95 >= 0;
  if (!sound) reader.complain("min", "and p95 are excess ratios and cannot be below 0");
  return band;
}

std::vector<NoiseBand> read_all(ObjectReader& document) {
  std::vector<NoiseBand> bands;
  read_header(document, "noise_bands", true);
  const Json* list = document.require("bands");
  if (list == nullptr || !list->is_array()) {
    if (list != nullptr) document.mistyped("bands", *list, "an array");
    return bands;
  }
  std::size_t number = 0;
  for (const Json& item : list->get_array()) {
    const std::string name = fmt::format("bands[{}]", number++);
    if (const JsonObject* object = item.if_object()) {
      ObjectReader reader(*object, document, name);
      bands.push_back(read_band(reader));
    } else {
      document.mistyped(name, item, "an object");
    }
  }
  return bands;
}

JsonObject band_json(const NoiseBand& band) {
  JsonObject object;
  add_key(object, band.key);
  object.emplace("min", band.min);
  object.emplace("p95", band.p95);
  object.emplace("processes", band.processes);
  return object;
}

void widen(std::optional<Threshold>& limit, double excess) {
  if (limit) limit->limit = std::max(limit->limit, 1 + excess);
}

}  // namespace

std::vector<NoiseBand> take_too_wide(std::vector<NoiseBand>& bands) {
  const auto wide = std::stable_partition(bands.begin(), bands.end(), [](const NoiseBand& band) {
    return band.min <= widest_band && band.p95 <= widest_band;
  });
  std::vector<NoiseBand> taken(wide, bands.end());
  bands.erase(wide, bands.end());
  return taken;
}

double band_of(const std::vector<double>& distances) {
  return distances.empty() ? 0 : std::expm1(stats::quantile(distances, covered));
}

std::vector<NoiseBand> learn_bands(std::span<const std::vector<AttemptRow>> suites) {
  std::map<std::string, Row> rows;
  for (std::size_t suite = 0; suite < suites.size(); ++suite) {
    for (const AttemptRow& attempt : suites[suite]) {
      const auto process = process_of(attempt, suite);
      if (!process) continue;
      Row& row = rows.try_emplace(attempt.key.canonical(), Row{attempt.key, {}}).first->second;
      row.processes.push_back(*process);
    }
  }
  std::vector<NoiseBand> bands;
  for (const auto& [name, row] : rows) {
    if (auto band = learnt(row)) bands.push_back(std::move(*band));
  }
  return bands;
}

std::filesystem::path noise_file(const std::filesystem::path& baselines,
                                 const std::string& machine_class) {
  return baselines / machine_class / "noise.json";
}

Outcome<std::vector<NoiseBand>> read_bands(const std::filesystem::path& file) {
  std::error_code code;
  if (!std::filesystem::exists(file, code) && !code) return std::vector<NoiseBand>{};
  const auto json = read_json_file(file);
  if (!json) return pass_on(json);
  const TextSource source{file.string(), 1};
  FirstProblem problem(source);
  const JsonObject none;
  const JsonObject* object = json->if_object();
  ObjectReader document(object == nullptr ? none : *object, problem);
  if (object == nullptr) {
    document.mistyped("the document", *json, "an object");
    return problem.or_else(std::vector<NoiseBand>{});
  }
  auto bands = read_all(document);
  return problem.or_else(std::move(bands));
}

Outcome<void> write_bands(const std::filesystem::path& file, std::span<const NoiseBand> bands,
                          std::span<const NoiseBand> refused) {
  const auto stored = read_bands(file);
  if (!stored) return pass_on(stored);
  std::map<std::string, JsonObject> by_key;
  for (const NoiseBand& band : *stored) by_key[band.key.canonical()] = band_json(band);
  for (const NoiseBand& band : bands) by_key[band.key.canonical()] = band_json(band);
  for (const NoiseBand& band : refused) by_key.erase(band.key.canonical());
  JsonArray list;
  for (auto& [name, band] : by_key) list.push_back(std::move(band));
  return write_file_atomically(file, json_pretty(JsonObject{{"schema_version", schema_version},
                                                            {"kind", "noise_bands"},
                                                            {"bands", std::move(list)}}));
}

Limits widened(Limits limits, const NoiseBand* band) {
  if (band == nullptr) return limits;
  widen(limits.min, band->min);
  widen(limits.p95, band->p95);
  return limits;
}

}  // namespace tidegate::judge
