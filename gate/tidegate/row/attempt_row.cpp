/// Questions to an attempt.
#include <tidegate/row/attempt_row.hpp>

namespace tidegate {

const MetricSamples* AttemptRow::find(std::string_view metric) const {
  for (const MetricSamples& samples : metrics) {
    if (samples.metric == metric) return &samples;
  }
  return nullptr;
}

bool was_checked(const std::optional<Fidelity>& fidelity) {
  return fidelity && fidelity->verdict == Fidelity::Verdict::pass;
}

}  // namespace tidegate
