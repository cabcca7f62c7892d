#include <algorithm>
#include <span>

#include <tidegate/base/background.hpp>
#include <tidegate/judge/report_json.hpp>
#include <tidegate/judge/report_rows.hpp>
#include <tidegate/row/key_json.hpp>
#include <tidegate/row/row_json.hpp>
#include <tidegate/row/row_parts.hpp>
#include <tidegate/row/source_json.hpp>

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
  JsonObject& object = add_object(line, "lockstep", 10);
  object.emplace("pairs", evidence->pairs);
  object.emplace("p_slower", evidence->p_slower);
  object.emplace("p_faster", evidence->p_faster);
  add_or_null(object, "detectable", evidence->detectable);
  add_or_null(object, "noise", evidence->noise);
  object.emplace("pairs_to_settle", nullptr);
  if (evidence->pairs_to_settle) object["pairs_to_settle"] = *evidence->pairs_to_settle;
  object.emplace("reference", evidence->reference);
  object.emplace("seed", evidence->seed);
  add_numbers(object, "log_ratio_low", evidence->log_ratio_low);
  add_numbers(object, "log_ratio_tail", evidence->log_ratio_tail);
}

void add_summary(JsonObject& line, std::string_view name,
                 const std::optional<MetricSummary>& summary) {
  if (summary) {
    fill_summary(add_object(line, name, 9), *summary);
  } else {
    line.emplace(name, nullptr);
  }
}

void add_echo(JsonObject& line, std::string_view name, const std::optional<Echo>& echo) {
  if (echo) {
    fill_echo(add_object(line, name, 4), *echo);
  } else {
    line.emplace(name, nullptr);
  }
}

void fill_line(JsonObject& object, const GateLine& line) {
  object.reserve(23);
  add_key(object, line.key);
  add_source_place(object, line.source);
  object.emplace("metric", line.metric.str());
  object.emplace("verdict", verdict_name(line.verdict));
  object.emplace("method", method_name(line.method));
  JsonObject& witness = add_object(object, "witness", 2);
  witness.emplace("code", same_code_name(line.witness.code));
  add_or_null(witness, "instructions", line.witness.instructions);
  object.emplace("result_checked", line.result_checked);
  add_echo(object, "baseline_echo", line.baseline_echo);
  add_echo(object, "candidate_echo", line.candidate_echo);
  object.emplace("reason", line.reason);
  object.emplace("next_step", line.next_step);
  object.emplace("next_command", line.next_command);
  object.emplace("waived", line.waived);
  add_ratio(object, "min", line.min);
  add_ratio(object, "p95", line.p95);
  add_evidence(object, line.lockstep);
  add_summary(object, "baseline", line.baseline);
  add_summary(object, "candidate", line.candidate);
  add_numbers(object, "baseline_samples", line.baseline_samples);
  add_numbers(object, "candidate_samples", line.candidate_samples);
  add_rows(object, line);
}

/// One line of text a line of the report, whose JSON is gone once written.
std::string block_text(std::span<const GateLine> lines) {
  std::vector<unsigned char> block(1U << 14U);
  std::string text;
  for (const GateLine& line : lines) {
    JsonMemory memory(block.data(), block.size());
    Json json(boost::json::object_kind, &memory);
    fill_line(json.get_object(), line);
    if (&line != lines.data()) text += ",\n    ";
    text += json_line(json);
  }
  return text;
}

/// The last field. In a large report the text of the next block is made on a thread of its own
/// while that of this one is made and put here; no more than two blocks stand in memory.
void put_lines(std::span<const GateLine> lines, const TextSink& put) {
  constexpr std::size_t block = 2000;
  put(",\n  \"lines\": [");
  for (std::size_t at = 0; at < lines.size(); at += 2 * block) {
    const auto here = lines.subspan(at, std::min(block, lines.size() - at));
    const auto next = lines.subspan(at + here.size());
    const auto beside = next.first(std::min(block, next.size()));
    auto made = in_background(!beside.empty(), [beside] { return block_text(beside); });
    put(at == 0 ? "\n    " : ",\n    ");
    put(block_text(here));
    if (beside.empty()) continue;
    put(",\n    ");
    put(made.get());
  }
  put(lines.empty() ? "]" : "\n  ]");
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

void write_json(const GateReport& report, const TextSink& put) {
  JsonObject object{{"schema_version", schema_version},
                    {"kind", "verdict"},
                    {"name", report.name},
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
  put(text);
  put_lines(report.lines, put);
  put("\n}\n");
}

std::string to_json_text(const GateReport& report) {
  std::string text;
  write_json(report, [&text](std::string_view piece) { text += piece; });
  return text;
}

}  // namespace tidegate::judge
