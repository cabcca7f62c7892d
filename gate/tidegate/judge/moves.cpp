#include <algorithm>

#include <fmt/format.h>

#include <tidegate/judge/moves.hpp>
#include <tidegate/judge/without_time.hpp>

namespace tidegate::judge {
namespace {

constexpr std::size_t named = 5;

bool moved(const MetricSummary& before, const MetricSummary& now, const Threshold& limit) {
  // Not a quotient: a counter may be 0, and from 0 every step is a move.
  const auto [low, high] = std::minmax(before.min, now.min);
  return limit.op == Operator::greater ? high > limit.limit * low : high >= limit.limit * low;
}

}  // namespace

std::vector<std::string> moves_of(const ResultRow& before, const ResultRow& now,
                                  const Policy& policy) {
  // A row without a time has a line of these, whatever the policy names: "not judged" would be
  // false, and would stand below the very line that is red.
  const std::vector<MetricInfo> in_place_of_time = judged_without_time(&now);
  const auto has_line = [&](const MetricInfo& metric) {
    return std::any_of(in_place_of_time.begin(), in_place_of_time.end(),
                       [&](const MetricInfo& judged) { return judged.id == metric.id; });
  };
  std::vector<std::string> moves;
  for (const MetricSummary& current : now.metrics) {
    if (member_name(current.metric.str()).empty()) continue;
    const auto info = metric_info(current.metric.str());
    const MetricSummary* stored = before.find(current.metric.str());
    if (!info || stored == nullptr || !(stored->unit == current.unit)) continue;
    const std::string& case_name = now.key.case_name;
    if (policy.judges(case_name, *info) || has_line(*info)) continue;
    if (stored->min == current.min) continue;
    if (!moved(*stored, current, *policy.limits_for(case_name, *info).min)) continue;
    moves.push_back(fmt::format("{} {} from {:.6g} to {:.6g}{}{}", now.key.text(), info->id,
                                stored->min, current.min, current.unit == "1" ? "" : " ",
                                current.unit == "1" ? "" : current.unit.str()));
  }
  return moves;
}

std::string moves_note(const std::vector<std::string>& moves) {
  if (moves.empty()) return {};
  std::string text;
  for (std::size_t i = 0; i < std::min(moves.size(), named); ++i) {
    text += (i == 0 ? "" : "; ") + moves[i];
  }
  if (moves.size() > named) text += fmt::format("; and {} more", moves.size() - named);
  return "moved, and not judged because no [metric] table names it: " + text;
}

}  // namespace tidegate::judge
