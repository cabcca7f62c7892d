/// The bundle for machines: every number behind the verdicts, exact.
#include <tidegate/render/bundle_parts.hpp>
#include <tidegate/render/decision_bundle.hpp>
#include <tidegate/render/trend_json.hpp>
#include <tidegate/render/verdict_table.hpp>
#include <tidegate/row/json.hpp>
#include <tidegate/row/row_json.hpp>

namespace tidegate::render {
namespace {

Json text_json(const std::string& text) { return Json(boost::json::string_view(text)); }

/// Unknown is null, never left out.
Json text_or_null(const std::string& text) {
  return text.empty() ? Json(nullptr) : text_json(text);
}

template <class Optional>
Json value_or_null(const Optional& value) {
  return value ? Json(*value) : Json(nullptr);
}

Json name_json(std::string_view name) { return text_json(std::string{name}); }

JsonArray numbers_json(const std::vector<double>& values) {
  JsonArray out;
  for (const double value : values) out.push_back(Json(value));
  return out;
}

JsonArray texts_json(const std::vector<std::string>& texts) {
  JsonArray out;
  for (const std::string& text : texts) out.push_back(text_json(text));
  return out;
}

JsonObject side_json(const judge::Side& side) {
  JsonObject out;
  out["run_id"] = text_or_null(side.run_id);
  out["machine_class"] = text_or_null(side.machine_class);
  out["ref"] = text_or_null(side.ref);
  out["commit"] = text_or_null(side.commit);
  out["provenance"] = side.provenance ? Json(provenance_to_json(*side.provenance)) : Json(nullptr);
  return out;
}

JsonArray difference_json(const judge::GateReport& report) {
  JsonArray out;
  for (const FactDifference& difference : environment_difference(report)) {
    JsonObject fact;
    fact["fact"] = name_json(difference.info.name);
    fact["must_match"] = difference.info.match == Match::must;
    fact["baseline"] = value_or_null(difference.baseline);
    fact["candidate"] = value_or_null(difference.candidate);
    out.push_back(fact);
  }
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
  for (const auto& plot : {samples_plot_name(line, index), pairs_plot_name(line, index),
                           trend_plot_name(input, line, index)}) {
    if (plot) plots.push_back(text_json(*plot));
  }
  out["plots"] = plots;
  return out;
}

void add_lines(JsonObject& out, const BundleInput& input) {
  JsonArray crossings;
  JsonArray others;
  for (const judge::GateLine& line : input.report.lines) {
    if (judge::is_crossing(line.verdict)) {
      crossings.push_back(crossing_json(input, line, crossings.size()));
    } else {
      others.push_back(name_of(line));
    }
  }
  out["crossings"] = crossings;
  out["other_lines"] = others;
}

void add_way_between(JsonObject& out, const BundleInput& input) {
  JsonArray commits;
  for (const BundleCommit& commit : input.commits) {
    JsonObject one;
    one["sha"] = text_json(commit.sha);
    one["subject"] = text_json(commit.subject);
    commits.push_back(one);
  }
  JsonArray links;
  for (const BundleLink& link : input.links) {
    JsonObject one;
    one["title"] = text_json(link.title);
    one["target"] = text_json(link.target);
    links.push_back(one);
  }
  out["commits"] = commits;
  out["files"] = texts_json(input.files);
  out["links"] = links;
}

}  // namespace

std::string bundle_json(const BundleInput& input) {
  const judge::GateReport& report = input.report;
  JsonObject out;
  out["schema_version"] = 1;
  out["kind"] = "decision_bundle";
  out["run_id"] = text_json(report.run_id);
  out["timestamp"] = text_json(report.timestamp);
  out["headline"] = name_json(headline(judge::exit_code(report)));
  out["note"] = name_json(bundle_note);
  out["recommendation"] = nullptr;
  out["compared"] = report.compared;
  out["expected"] = report.expected;
  out["filter"] = text_or_null(report.filter);
  out["baseline"] = side_json(report.baseline);
  out["candidate"] = side_json(report.candidate);
  out["environment_difference"] = difference_json(report);
  add_lines(out, input);
  add_way_between(out, input);
  out["reproduce"] = text_or_null(report.reproduce);
  out["policy_toml"] = text_json(judge::dump_policy(report.policy));
  out["problems"] = texts_json(report.problems);
  out["notes"] = texts_json(report.notes);
  return json_pretty(out);
}

}  // namespace tidegate::render
