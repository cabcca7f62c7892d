/// One crossing of a bundle for machines.
/// Decides: its fields (docs/schema/bundle.schema.json). Refuses to know: any statistic.
#include <tidegate/judge/recorded.hpp>
#include <tidegate/judge/report_scaling.hpp>
#include <tidegate/judge/waiver_text.hpp>
#include <tidegate/render/bundle_parts.hpp>
#include <tidegate/render/trend_json.hpp>
#include <tidegate/row/json.hpp>
#include <tidegate/row/json_values.hpp>
#include <tidegate/row/result_json.hpp>
#include <tidegate/row/row_json.hpp>

namespace tidegate::render {
namespace {

JsonArray numbers_json(const std::vector<double>& values) {
  JsonArray out;
  for (const double value : values) out.push_back(Json(value));
  return out;
}

Json ratio_json(const std::optional<judge::RatioFound>& found) {
  if (!found) return nullptr;
  JsonObject out;
  out["ratio"] = found->ratio;
  out["low"] = value_or_null(found->low);
  out["high"] = value_or_null(found->high);
  out["limit"] = found->limit ? Json(found->limit->limit) : Json(nullptr);
  out["operator"] = found->limit ? name_json(operator_text(found->limit->op)) : Json(nullptr);
  out["crossed"] = found->crossed;
  return out;
}

Json lockstep_json(const std::optional<judge::LockstepEvidence>& evidence) {
  if (!evidence) return nullptr;
  JsonObject out;
  out["pairs"] = evidence->pairs;
  out["p_slower"] = evidence->p_slower;
  out["p_faster"] = evidence->p_faster;
  out["detectable_slowdown"] = value_or_null(evidence->detectable);
  out["noise"] = value_or_null(evidence->noise);
  out["seed"] = evidence->seed;
  out["log_ratio_low"] = numbers_json(evidence->log_ratio_low);
  out["log_ratio_tail"] = numbers_json(evidence->log_ratio_tail);
  return out;
}

JsonObject measured_json(const std::optional<MetricSummary>& summary,
                         const std::vector<double>& samples) {
  JsonObject out;
  out["summary"] = summary ? Json(to_json(*summary)) : Json(nullptr);
  out["samples"] = numbers_json(samples);
  return out;
}

JsonObject witness_json(const judge::Witness& witness) {
  JsonObject out;
  out["code"] = name_json(judge::same_code_name(witness.code));
  out["instructions"] = value_or_null(witness.instructions);
  return out;
}

Json row_json(const std::shared_ptr<const ResultRow>& row) {
  if (!row) return nullptr;
  JsonObject out;
  fill_result(out, *row);
  return out;
}

JsonArray recorded_json(const judge::GateLine& line) {
  JsonArray out;
  for (const judge::Recorded& one : judge::recorded_beside(line)) {
    out.push_back(JsonObject{{"metric", one.metric},
                             {"unit", one.unit},
                             {"baseline", value_or_null(one.baseline)},
                             {"candidate", value_or_null(one.candidate)},
                             {"ratio", value_or_null(one.ratio)}});
  }
  return out;
}

Json sizes_json(const judge::GateReport& report, const judge::GateLine& line) {
  const auto scaling = judge::scaling_around(report, line);
  if (!scaling) return nullptr;
  JsonArray all;
  for (const judge::ScalingSeries& series : scaling->series) {
    JsonArray points;
    for (const judge::ScalingPoint& point : series.points) {
      points.push_back(JsonObject{{"size", point.size}, {"time", point.time}});
    }
    all.push_back(
        JsonObject{{"name", series.provider},
                   {"platform", series.platform},
                   {"points", points},
                   {"exponent", series.law ? Json(series.law->exponent) : Json(nullptr)}});
  }
  return all;
}

}  // namespace

JsonObject name_of(const judge::GateLine& line) {
  JsonObject out;
  out["key"] = key_to_json(line.key);
  out["metric"] = text_json(line.metric);
  out["verdict"] = name_json(judge::verdict_name(line.verdict));
  out["method"] = name_json(judge::method_name(line.method));
  return out;
}

JsonObject crossing_json(const BundleInput& input, const judge::GateLine& line, std::size_t index) {
  JsonObject out = name_of(line);
  out["reason"] = text_json(line.reason);
  out["next_step"] = text_json(line.next_step);
  out["min"] = ratio_json(line.min);
  out["p95"] = ratio_json(line.p95);
  out["lockstep"] = lockstep_json(line.lockstep);
  out["baseline"] = measured_json(line.baseline, line.baseline_samples);
  out["candidate"] = measured_json(line.candidate, line.candidate_samples);
  const judge::History* trend = trend_of(input, line);
  out["trend"] = trend == nullptr ? Json(nullptr) : Json(history_json(*trend));
  JsonArray plots;
  for (const auto& plot :
       {samples_plot_name(line, index), pairs_plot_name(line, index),
        trend_plot_name(input, line, index), scaling_plot_name(input, line, index)}) {
    if (plot) plots.push_back(text_json(*plot));
  }
  out["plots"] = plots;
  out["witness"] = witness_json(line.witness);
  out["rows"] = JsonObject{{"baseline", row_json(line.baseline_row)},
                           {"candidate", row_json(line.candidate_row)}};
  out["recorded"] = recorded_json(line);
  out["sizes"] = sizes_json(input.report, line);
  JsonArray rivals;
  for (const judge::GateLine* rival : rivals_of(input.report, line)) {
    JsonObject one = name_of(*rival);
    one["baseline"] = rival->baseline ? Json(to_json(*rival->baseline)) : Json(nullptr);
    one["candidate"] = rival->candidate ? Json(to_json(*rival->candidate)) : Json(nullptr);
    one["min"] = ratio_json(rival->min);
    rivals.push_back(one);
  }
  out["rivals"] = rivals;
  out["waived"] = text_or_null(line.waived);
  out["waiver_form"] = judge::may_be_waived(line.verdict)
                           ? text_json(judge::waiver_form(line.key.text(), line.metric.str()))
                           : Json(nullptr);
  return out;
}

}  // namespace tidegate::render
