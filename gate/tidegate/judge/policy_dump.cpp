/// A policy as the text of a tidegate.toml.
/// Decides: the order of tables, and that every number is written exactly.
/// Refuses to know: how such a text is read.
#include <fmt/format.h>

#include <tidegate/judge/policy.hpp>
#include <tidegate/judge/policy_knobs.hpp>
#include <tidegate/judge/toml_text.hpp>
#include <tidegate/judge/waiver_text.hpp>

namespace tidegate::judge {
namespace {

/// A double as a TOML float, exact: `1.1`, `2.0`, `1e-05`.
std::string toml_float(double value) {
  std::string text = fmt::format("{}", value);
  if (text.find_first_of(".e") == std::string::npos) text += ".0";
  return text;
}

void dump_threshold(std::string& text, std::string_view key, const std::optional<Threshold>& limit,
                    Operator usual) {
  if (!limit) return;
  text += fmt::format("{} = {}\n", key, toml_float(limit->limit));
  if (limit->op != usual) {
    text += fmt::format("{}_operator = \"{}\"\n", key, operator_text(limit->op));
  }
}

void dump_limits(std::string& text, const Limits& limits, Operator usual) {
  dump_threshold(text, "min", limits.min, usual);
  dump_threshold(text, "p95", limits.p95, usual);
}

void dump_metrics(std::string& text, const std::string& scope,
                  const std::map<std::string, Limits>& metrics, Operator usual) {
  for (const auto& [id, limits] : metrics) {
    text += fmt::format("\n[{}.{}]\n", scope, id);
    dump_limits(text, limits, usual);
  }
}

std::string_view suspicious_word(OnSuspicious choice) {
  switch (choice) {
    case OnSuspicious::pass:
      return "pass";
    case OnSuspicious::fail_unchecked:
      return "fail_unchecked";
    case OnSuspicious::fail:
      break;
  }
  return "fail";
}

/// Only what is set: an empty table would say nothing.
std::string record_table(const RecordPolicy& record) {
  if (record == RecordPolicy{}) return {};
  std::string text = "\n[record]\n";
  if (!record.reference_class.empty()) {
    text += fmt::format("reference_class = {}\n", toml_string(record.reference_class));
  }
  std::string paths;
  for (const std::string& path : record.inner_paths) {
    paths += (paths.empty() ? "" : ", ") + toml_string(path);
  }
  if (!paths.empty()) text += fmt::format("inner_paths = [{}]\n", paths);
  return text;
}

}  // namespace

std::string dump_policy(const Policy& policy) {
  const Operator usual = policy.op.value_or(Operator::greater);
  std::string text = "version = 1\n\n[gate]\n";
  if (policy.op) text += fmt::format("operator = \"{}\"\n", operator_text(*policy.op));
  dump_limits(text, policy.global, usual);
  text += fmt::format("undecided = \"{}\"\n",
                      policy.on_undecided == OnUndecided::pass ? "pass" : "fail");
  text += fmt::format("suspicious = \"{}\"\nsuspicious_speedup = {}\n",
                      suspicious_word(policy.on_suspicious), toml_float(policy.suspicious_speedup));
  if (policy.least_correlation) {
    text += fmt::format("least_correlation = {}\n", toml_float(*policy.least_correlation));
  }
  dump_metrics(text, "metric", policy.metrics, usual);
  for (const auto& [name, limits] : policy.cases) {
    if (limits == Limits{}) continue;
    text += fmt::format("\n[case.{}]\n", toml_string(name));
    dump_limits(text, limits, usual);
  }
  for (const auto& [name, metrics] : policy.case_metrics) {
    dump_metrics(text, fmt::format("case.{}.metric", toml_string(name)), metrics, usual);
  }
  text += "\n[lockstep]\n";
  for (const RealKnob& knob : real_knobs) {
    text += fmt::format("{} = {}\n", knob.key, toml_float(policy.lockstep.*knob.field));
  }
  for (const CountKnob& knob : count_knobs) {
    text += fmt::format("{} = {}\n", knob.key, policy.lockstep.*knob.field);
  }
  text += "\n[baseline]\n";
  for (const BaselineKnob& knob : baseline_knobs) {
    text += fmt::format("{} = {}\n", knob.key, policy.baseline.*knob.field);
  }
  text += fmt::format("on_stale = \"{}\"\n",
                      policy.baseline.on_stale == OnStale::note ? "note" : "fail");
  text += record_table(policy.record);
  for (const Waiver& waiver : policy.waivers) {
    text += "\n" + waiver_toml(waiver);
  }
  return text;
}

}  // namespace tidegate::judge
