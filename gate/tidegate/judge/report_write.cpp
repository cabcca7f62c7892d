#include <tidegate/judge/report_json.hpp>
#include <tidegate/row/key_json.hpp>
#include <tidegate/row/row_json.hpp>
#include <tidegate/row/row_parts.hpp>

namespace tidegate::judge {
namespace {

template <class Values>
JsonArray array_of(const Values& values) {
  return JsonArray(values.begin(), values.end());
}

void add_numbers(JsonObject& object, std::string_view name, const std::vector<double>& numbers) {
  JsonArray& array = object.emplace(name, JsonArray{}).first->value().get_array();
  array.reserve(numbers.size());
  for (const double number : numbers) array.emplace_back(number);
}

void add_ratio(JsonObject& line, std::string_view name, const std::optional<RatioFound>& found) {
  if (!found) {
    line.emplace(name, nullptr);
    return;
  }
  JsonObject& object = add_object(line, name, 6);
  object.emplace("ratio", found->ratio);
  add_or_null(object, "low", found->low);
  add_or_null(object, "high", found->high);
  object.emplace("limit", nullptr);
  object.emplace("operator", nullptr);
  object.emplace("crossed", found->crossed);
  if (!found->limit) return;
  object["limit"] = found->limit->limit;
  object["operator"] = operator_text(found->limit->op);
}

void add_evidence(JsonObject& line, const std::optional<LockstepEvidence>& evidence) {
  if (!evidence) {
    line.emplace("lockstep", nullptr);
    return;
  }
  JsonObject& object = add_object(line, "lockstep", 7);
  object.emplace("pairs", evidence->pairs);
  object.emplace("p_slower", evidence->p_slower);
  object.emplace("p_faster", evidence->p_faster);
  add_or_null(object, "detectable", evidence->detectable);
  object.emplace("seed", evidence->seed);
  add_numbers(object, "log_ratio_low", evidence->log_ratio_low);
  add_numbers(object, "log_ratio_tail", evidence->log_ratio_tail);
}

void add_summary(JsonObject& line, std::string_view name,
                 const std::optional<MetricSummary>& summary) {
  if (summary) {
    fill_summary(add_object(line, name, 8), *summary);
  } else {
    line.emplace(name, nullptr);
  }
}

void fill_line(JsonObject& object, const GateLine& line) {
  object.reserve(16);
  add_key(object, line.key);
  object.emplace("metric", line.metric);
  object.emplace("verdict", verdict_name(line.verdict));
  object.emplace("method", method_name(line.method));
  object.emplace("reason", line.reason);
  object.emplace("next_step", line.next_step);
  add_ratio(object, "min", line.min);
  add_ratio(object, "p95", line.p95);
  add_evidence(object, line.lockstep);
  add_summary(object, "baseline", line.baseline);
  add_summary(object, "candidate", line.candidate);
  add_numbers(object, "baseline_samples", line.baseline_samples);
  add_numbers(object, "candidate_samples", line.candidate_samples);
}

/// Appends the last field: one line of text a line of the report, whose JSON is gone once written.
void append_lines(std::string& text, const std::vector<GateLine>& lines) {
  constexpr std::size_t ordinary_line = 1000;
  std::vector<unsigned char> block(1U << 14U);
  text.reserve(text.size() + ordinary_line * lines.size());
  text += ",\n  \"lines\": [";
  for (const GateLine& line : lines) {
    JsonMemory memory(block.data(), block.size());
    Json json(boost::json::object_kind, &memory);
    fill_line(json.get_object(), line);
    text += &line == lines.data() ? "\n    " : ",\n    ";
    text += json_line(json);
  }
  text += lines.empty() ? "]" : "\n  ]";
}

JsonObject side_json(const Side& side) {
  JsonObject object{{"run_id", side.run_id},
                    {"machine_class", side.machine_class},
                    {"ref", side.ref},
                    {"commit", side.commit},
                    {"provenance", nullptr}};
  if (side.provenance) object["provenance"] = provenance_to_json(*side.provenance);
  return object;
}

}  // namespace

std::string to_json_text(const GateReport& report) {
  JsonObject object{{"schema_version", schema_version},
                    {"kind", "verdict"},
                    {"run_id", report.run_id},
                    {"timestamp", report.timestamp},
                    {"exit_code", static_cast<int>(exit_code(report))},
                    {"expected", report.expected},
                    {"compared", report.compared},
                    {"first_run", report.first_run},
                    {"filter", report.filter},
                    {"baseline", side_json(report.baseline)},
                    {"candidate", side_json(report.candidate)},
                    {"problems", array_of(report.problems)},
                    {"notes", array_of(report.notes)},
                    {"reproduce", report.reproduce},
                    {"policy_toml", dump_policy(report.policy)}};
  std::string text = json_pretty(object);
  text.resize(text.size() - std::string_view("\n}\n").size());  // open again for the last field
  append_lines(text, report.lines);
  text += "\n}\n";
  return text;
}

}  // namespace tidegate::judge
