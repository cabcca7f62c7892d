#include <algorithm>

#include <fmt/format.h>

#include <tidegate/judge/policy.hpp>
#include <tidegate/judge/policy_knobs.hpp>

namespace tidegate::judge {
namespace {

/// Limits of a metric that the registry does not gate by default, when a policy asks for it.
constexpr double usual_min_limit = 1.10;
constexpr double usual_p95_limit = 1.25;

double limit_or(double registered, double usual) { return registered > 1 ? registered : usual; }

void narrow(Limits& found, const Limits& scope) {
  if (scope.min) found.min = scope.min;
  if (scope.p95) found.p95 = scope.p95;
}

template <class Map>
void narrow_by(Limits& found, const Map& scopes, const std::string& name) {
  const auto scope = scopes.find(name);
  if (scope != scopes.end()) narrow(found, scope->second);
}

}  // namespace

bool Threshold::crossed_by(double ratio) const {
  return op == Operator::greater ? ratio > limit : ratio >= limit;
}

Limits Policy::limits_for(const std::string& case_name, const MetricInfo& metric) const {
  const std::string id{metric.id};
  const Operator usual = op.value_or(metric.op);
  Limits found;
  found.min = Threshold{limit_or(metric.min_limit, usual_min_limit), usual};
  found.p95 = Threshold{limit_or(metric.p95_limit, usual_p95_limit), usual};
  narrow(found, global);
  narrow_by(found, metrics, id);
  narrow_by(found, cases, case_name);
  const auto of_case = case_metrics.find(case_name);
  if (of_case != case_metrics.end()) narrow_by(found, of_case->second, id);
  return found;
}

bool Policy::judges(const std::string& case_name, const MetricInfo& metric) const {
  return metric.gated || metrics.count(std::string(metric.id)) != 0 || names(case_name, metric.id);
}

bool Policy::names(const std::string& case_name, std::string_view metric) const {
  const auto of_case = case_metrics.find(case_name);
  return of_case != case_metrics.end() && of_case->second.count(std::string(metric)) != 0;
}

std::vector<MetricInfo> Policy::judged_metrics(const std::string& case_name) const {
  std::vector<MetricInfo> judged;
  for (const MetricInfo& metric : all_metrics()) {
    if (judges(case_name, metric)) judged.push_back(metric);
  }
  const auto add_members = [&judged](const std::map<std::string, Limits>& scopes) {
    for (const auto& [id, limits] : scopes) {
      const auto info = metric_info(id);
      if (!info || info->family == Family::none) continue;
      const bool known = std::any_of(judged.begin(), judged.end(),
                                     [&info](const MetricInfo& one) { return one.id == info->id; });
      if (!known) judged.push_back(*info);
    }
  };
  add_members(metrics);
  const auto of_case = case_metrics.find(case_name);
  if (of_case != case_metrics.end()) add_members(of_case->second);
  return judged;
}

Policy with_all_limits(Policy policy) {
  const Policy asked = policy;
  for (const MetricInfo& metric : asked.judged_metrics("")) {
    // Where [gate] sets a limit it holds for every metric; a narrower table would undo it.
    const Limits holding = asked.limits_for("", metric);
    Limits& written = policy.metrics[std::string(metric.id)];
    if (!asked.global.min) written.min = holding.min;
    if (!asked.global.p95) written.p95 = holding.p95;
  }
  if (!policy.op) policy.op = Operator::greater;
  return policy;
}

Policy preset_policy(Preset preset) {
  Policy policy;
  switch (preset) {
    case Preset::usual:
      break;
    case Preset::strict:
      policy.lockstep.smallest_slowdown = 0.01;
      policy.lockstep.pass_excludes = 0.02;
      policy.on_undecided = OnUndecided::fail;
      policy.on_suspicious = OnSuspicious::fail;
      policy.baseline = {3, 30, 100, OnStale::fail};
      break;
    case Preset::rewrite:
      policy.global.min = Threshold{1.05, Operator::greater};
      policy.lockstep.smallest_slowdown = 0.05;
      policy.lockstep.pass_excludes = 0.05;
      policy.least_correlation = 0.9995;
      break;
    case Preset::permissive:
      policy.lockstep.smallest_slowdown = 0.03;
      policy.lockstep.pass_excludes = 0.04;
      policy.baseline.stale_after_days = 365;
      policy.baseline.stale_after_commits = 5000;
      break;
  }
  return policy;
}

const Waiver* expired_waiver(const Policy& policy, std::string_view today) {
  for (const Waiver& waiver : policy.waivers) {
    if (waiver.expires < today) return &waiver;  // ISO days sort as text
  }
  return nullptr;
}

std::string contradiction(const LockstepPolicy& knobs) {
  if (knobs.first_pass > knobs.max_pairs) {
    return fmt::format("first_pass is {}, above max_pairs {}", knobs.first_pass, knobs.max_pairs);
  }
  // Between the two a tail would at once cross and hold.
  if (knobs.tail_hold > knobs.tail_limit) {
    return fmt::format("tail_hold is {}, above tail_limit {}", knobs.tail_hold, knobs.tail_limit);
  }
  return "";
}

}  // namespace tidegate::judge
