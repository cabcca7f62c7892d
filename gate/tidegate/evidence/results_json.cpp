#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <tidegate/evidence/case_fields.hpp>
#include <tidegate/evidence/environment.hpp>
#include <tidegate/evidence/results_json.hpp>
#include <tidegate/row/row_json.hpp>
#include <tidegate/stats/quantile.hpp>

namespace tidegate::evidence {
namespace {

constexpr double microseconds = 1e6;

JsonArray numbers(const std::vector<double>& values) {
  JsonArray array;
  for (const double value : values) array.emplace_back(value);
  return array;
}

JsonArray warnings_to_json(const std::vector<Noticed>& warnings) {
  JsonArray array;
  for (const Noticed& one : warnings) {
    JsonObject object{{"text", one.text}, {"count", one.count}, {"from", from_name(one.from)}};
    if (one.at_least) object["at_least"] = true;
    array.push_back(std::move(object));
  }
  return array;
}

JsonObject counters_to_json(const std::vector<Counter>& counters) {
  JsonObject object;
  for (const Counter& counter : counters) {
    object[counter.name] = counter.value ? Json(*counter.value) : Json(nullptr);
  }
  return object;
}

/// `fp32` of the axis is `float32` of the command line.
std::string dtype_of(const Result& result) {
  const AxisValue* value = result.key.point.find("dtype");
  const std::string word = value == nullptr ? "" : axis_text(*value);
  if (word == "fp32") return "float32";
  if (word == "fp64") return "float64";
  return word;
}

Json size_of(const Result& result, const std::string& axis) {
  const AxisValue* value = result.key.point.find(axis);
  if (value == nullptr) return nullptr;
  return std::visit([](const auto& one) { return Json(one); }, *value);
}

void add_times(const Result& result, JsonObject& object) {
  object["cold_time_s"] =
      result.cold_s.empty() ? Json(nullptr) : Json(stats::median(result.cold_s));
  object["cold_times_s"] = numbers(result.cold_s);
  object["warm_times_s"] = numbers(result.warm_s);
  const auto number = [&result](double WarmSummary::*field) {
    return result.warm ? Json((*result.warm).*field) : Json(nullptr);
  };
  object["mean_warm_s"] = number(&WarmSummary::mean);
  object["median_warm_s"] = number(&WarmSummary::median);
  object["std_warm_s"] = number(&WarmSummary::std);
  object["min_warm_s"] = number(&WarmSummary::min);
  object["max_warm_s"] = number(&WarmSummary::max);
  const double calls = calls_of(result);
  const bool known = result.warm.has_value();
  object["time_per_call_us"] =
      known ? Json(result.warm->mean / calls * microseconds) : Json(nullptr);
  object["throughput_calls_per_sec"] = known ? Json(calls / result.warm->mean) : Json(nullptr);
  object["throughput_elements_per_sec"] = known && result.work.elements
                                              ? Json(*result.work.elements / result.warm->mean)
                                              : Json(nullptr);
}

JsonObject result_to_json(const Result& result, const Observed& observed) {
  JsonObject object = key_to_json(result.key);
  object["size"] = size_of(result, observed.config.size_axis);
  object["device"] = device_name(ran_on(result));
  // Older folders do not have the field where nothing fell back, and are still what they were.
  if (!result.resolved_backend.empty()) object["resolved_backend"] = result.resolved_backend;
  object["dtype"] = dtype_of(result);
  object["status"] = status_name(result.status);
  object["note"] = result.note;
  object["device_absent"] = is_excused(result, observed);
  object["processes"] = result.processes;
  object["failed"] = result.failed;
  add_times(result, object);
  object["mean_output"] = result.echo ? Json(result.echo->mean) : Json(nullptr);
  object["max_output"] = result.echo ? Json(result.echo->max) : Json(nullptr);
  object["counters"] = counters_to_json(result.counters);
  object["warnings"] = warnings_to_json(result.warnings);
  add_case_fields(result, object);
  return object;
}

JsonObject memory_to_json(const judge::MemoryFinding& finding) {
  JsonObject object = key_to_json(finding.key);
  const auto number = [&finding](double judge::MemoryGrowth::*field) {
    return finding.growth ? Json((*finding.growth).*field) : Json(nullptr);
  };
  object["metric"] = finding.growth ? Json(finding.growth->metric) : Json(nullptr);
  object["constructions"] = finding.growth ? Json(finding.growth->constructions) : Json(nullptr);
  object["after_second_bytes"] = number(&judge::MemoryGrowth::after_second);
  object["after_last_bytes"] = number(&judge::MemoryGrowth::after_last);
  object["growth_per_construction_bytes"] = number(&judge::MemoryGrowth::per_construction);
  object["limit_bytes"] = number(&judge::MemoryGrowth::limit);
  object["grew"] = finding.growth ? Json(finding.growth->grew()) : Json(nullptr);
  object["why"] = finding.why.empty() ? Json(nullptr) : Json(finding.why);
  return object;
}

/// Where the times come from, all results together.
std::string_view device_actual(const Derived& derived) {
  const auto any = [&derived](Device device) {
    return std::any_of(derived.results.begin(), derived.results.end(), [device](const Result& one) {
      return one.warm.has_value() && ran_on(one) == device;
    });
  };
  const bool cuda = any(Device::cuda);
  if (any(Device::cpu)) return cuda ? "mixed" : "cpu";
  return cuda ? "cuda" : "none";
}

JsonObject environment_to_json(const Observed& observed, std::span<const AttemptRow> rows,
                               const Derived& derived) {
  JsonObject object = build_of(rows);
  object["timestamp"] = observed.timestamp;
  object["cuda_available"] = !observed.devices.empty();
  object["cuda_device_name"] =
      observed.devices.empty() ? Json(nullptr) : Json(observed.devices.front());
  object["device_requested"] = device_name(observed.config.device);
  object["device_actual"] = device_actual(derived);
  object["dtype"] = fmt::format("{}", fmt::join(observed.config.dtypes, ","));
  return object;
}

}  // namespace

JsonObject results_json(const Observed& observed, std::span<const AttemptRow> rows,
                        const Derived& derived, std::span<const ChecklistItem> items) {
  JsonObject object{{"schema_version", 1}, {"kind", "harness"}, {"run_id", observed.run_id}};
  object["environment"] = environment_to_json(observed, rows, derived);
  add_observed(observed, object);
  JsonArray results;
  for (const Result& result : derived.results) results.push_back(result_to_json(result, observed));
  object["results"] = std::move(results);
  object["warnings"] = warnings_to_json(derived.warnings);
  JsonArray memory;
  for (const judge::MemoryFinding& finding : derived.memory) {
    memory.push_back(memory_to_json(finding));
  }
  object["memory_growth"] = std::move(memory);
  JsonArray list;
  for (const ChecklistItem& item : items) {
    list.push_back(
        JsonObject{{"id", item.id}, {"met", met_name(item.met)}, {"sentence", item.sentence}});
  }
  object["checklist"] = std::move(list);
  return object;
}

}  // namespace tidegate::evidence
