/// Looking a metric up in a result.
#include <tidegate/row/result_row.hpp>

namespace tidegate {

const MetricSummary* ResultRow::find(std::string_view metric) const {
  for (const MetricSummary& summary : metrics) {
    if (summary.metric == metric) return &summary;
  }
  return nullptr;
}

}  // namespace tidegate
