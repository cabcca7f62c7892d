#include <tidegate/judge/report_json.hpp>
#include <tidegate/row/row_json.hpp>

namespace tidegate::judge {
namespace {

template <class Values>
JsonArray array_of(const Values& values) {
  return JsonArray(values.begin(), values.end());
}

Json or_null(const std::optional<double>& value) { return value ? Json(*value) : Json(nullptr); }

Json ratio_json(const std::optional<RatioFound>& found) {
  if (!found) return nullptr;
  JsonObject object{{"ratio", found->ratio},        {"low", or_null(found->low)},
                    {"high", or_null(found->high)}, {"limit", nullptr},
                    {"operator", nullptr},          {"crossed", found->crossed}};
  if (found->limit) {
    object["limit"] = found->limit->limit;
    object["operator"] = operator_text(found->limit->op);
  }
  return object;
}

Json evidence_json(const std::optional<LockstepEvidence>& evidence) {
  if (!evidence) return nullptr;
  return JsonObject{{"pairs", evidence->pairs},
                    {"p_slower", evidence->p_slower},
                    {"p_faster", evidence->p_faster},
                    {"detectable", or_null(evidence->detectable)},
                    {"seed", evidence->seed},
                    {"log_ratio_low", array_of(evidence->log_ratio_low)},
                    {"log_ratio_tail", array_of(evidence->log_ratio_tail)}};
}

Json summary_json(const std::optional<MetricSummary>& summary) {
  if (!summary) return nullptr;
  return to_json(*summary);
}

JsonObject line_json(const GateLine& line) {
  JsonObject object = key_to_json(line.key);
  object["metric"] = line.metric;
  object["verdict"] = verdict_name(line.verdict);
  object["method"] = method_name(line.method);
  object["reason"] = line.reason;
  object["next_step"] = line.next_step;
  object["min"] = ratio_json(line.min);
  object["p95"] = ratio_json(line.p95);
  object["lockstep"] = evidence_json(line.lockstep);
  object["baseline"] = summary_json(line.baseline);
  object["candidate"] = summary_json(line.candidate);
  object["baseline_samples"] = array_of(line.baseline_samples);
  object["candidate_samples"] = array_of(line.candidate_samples);
  return object;
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
                    {"lines", JsonArray{}},
                    {"problems", array_of(report.problems)},
                    {"notes", array_of(report.notes)},
                    {"reproduce", report.reproduce},
                    {"policy_toml", dump_policy(report.policy)}};
  JsonArray& lines = object["lines"].as_array();
  for (const GateLine& line : report.lines) lines.push_back(line_json(line));
  return json_pretty(object);
}

}  // namespace tidegate::judge
