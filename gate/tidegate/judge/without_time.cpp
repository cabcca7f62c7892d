#include <tidegate/judge/without_time.hpp>

namespace tidegate::judge {
namespace {

/// A row of counted instructions has no times that could be judged.
bool is_counted(const ResultRow* row) {
  return row != nullptr && row->find(warm_time) == nullptr &&
         row->find(callgrind_instructions) != nullptr;
}

}  // namespace

std::vector<MetricInfo> judged_without_time(const ResultRow* row) {
  if (is_counted(row)) return {*metric_info(callgrind_instructions)};
  std::vector<MetricInfo> metrics;
  if (row == nullptr || row->status != Status::ok || row->find(warm_time) != nullptr)
    return metrics;
  for (const MetricSummary& summary : row->metrics) {
    auto info = metric_info(summary.metric.str());
    if (!info || direction_of(summary) == Better::unstated) continue;
    info->min_limit = metric_info(warm_time)->min_limit;
    info->p95_limit = metric_info(warm_time)->p95_limit;
    metrics.push_back(*info);
  }
  return metrics;
}

}  // namespace tidegate::judge
