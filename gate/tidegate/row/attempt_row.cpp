/// Looking a metric up in an attempt.
#include <tidegate/row/attempt_row.hpp>

namespace tidegate {

const MetricSamples* AttemptRow::find(std::string_view metric) const {
  for (const MetricSamples& samples : metrics) {
    if (samples.metric == metric) return &samples;
  }
  return nullptr;
}

}  // namespace tidegate
