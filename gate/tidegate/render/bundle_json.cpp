/// The bundle for machines: every number behind the verdicts, exact.
#include <tidegate/render/bundle_parts.hpp>
#include <tidegate/render/decision_bundle.hpp>
#include <tidegate/render/verdict_table.hpp>
#include <tidegate/row/json.hpp>
#include <tidegate/row/json_values.hpp>
#include <tidegate/row/row_json.hpp>

namespace tidegate::render {
namespace {

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
  out["commit_count"] = value_or_null(input.commit_count);
  out["files"] = texts_json(input.files);
  out["file_count"] = value_or_null(input.file_count);
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
