#include <tidegate/judge/recorded.hpp>

namespace tidegate::judge {
namespace {

double value_of(const MetricSummary& summary) {
  return direction_of(summary) == Better::higher ? summary.median : summary.min;
}

const MetricSummary* like(const ResultRow& row, const MetricSummary& summary) {
  const MetricSummary* found = row.find(summary.metric.str());
  return found != nullptr && found->unit == summary.unit ? found : nullptr;
}

}  // namespace

std::vector<Recorded> recorded_beside(const GateLine& line) {
  std::vector<Recorded> out;
  if (!line.baseline_row || !line.candidate_row) return out;
  for (const MetricSummary& now : line.candidate_row->metrics) {
    if (now.metric == line.metric) continue;
    Recorded one{now.metric.str(), now.unit.str(), std::nullopt, value_of(now), std::nullopt};
    if (const MetricSummary* before = like(*line.baseline_row, now)) {
      one.baseline = value_of(*before);
      if (*one.baseline > 0 && *one.candidate > 0) one.ratio = *one.candidate / *one.baseline;
    }
    out.push_back(std::move(one));
  }
  for (const MetricSummary& before : line.baseline_row->metrics) {
    if (before.metric == line.metric || like(*line.candidate_row, before) != nullptr) continue;
    out.push_back(
        {before.metric.str(), before.unit.str(), value_of(before), std::nullopt, std::nullopt});
  }
  return out;
}

}  // namespace tidegate::judge
