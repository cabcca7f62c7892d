#include "reference_machine.hpp"

#include <algorithm>

#include <tidegate/judge/baseline.hpp>

namespace tidegate::command {

Outcome<bool> is_reference_machine(const judge::RecordPolicy& policy,
                                   const std::filesystem::path& baselines,
                                   const std::string& machine_class) {
  if (!policy.reference_class.empty()) return machine_class == policy.reference_class;
  const auto classes = judge::baseline_classes(baselines);
  if (!classes) return pass_on(classes);
  return classes->empty() ||
         std::find(classes->begin(), classes->end(), machine_class) != classes->end();
}

}  // namespace tidegate::command
