/// Looking a metric up in a result.
#include <tidegate/row/result_row.hpp>

namespace tidegate {

const MetricSummary* ResultRow::find(std::string_view metric) const {
  for (const MetricSummary& summary : metrics) {
    if (summary.metric == metric) return &summary;
  }
  return nullptr;
}

Better direction_of(const MetricSummary& summary) {
  const auto info = metric_info(summary.metric.str());
  return info && info->better != Better::unstated ? info->better : summary.better;
}

}  // namespace tidegate
