#include "note_advice.hpp"

#include <string>
#include <vector>

#include <tidegate/judge/snapshot_advice.hpp>
#include <tidegate/run/git.hpp>

#include "landed_rows.hpp"

namespace tidegate::command {

void note_advice(const GateSettings& settings, const GateInputs& inputs,
                 judge::GateReport& report) {
  const std::string from = origin_of(report.baseline).commit;
  const std::string to = origin_of(report.candidate).commit;
  std::vector<std::string> inner;
  if (!from.empty() && !to.empty()) {
    inner = run::files_changed_like(settings.source, from, to, report.policy.record.inner_paths)
                .value_or(std::vector<std::string>{});
  }
  for (std::string& sentence : judge::snapshot_advice(inputs.current, inputs.stored, inner)) {
    report.notes.push_back(std::move(sentence));
  }
}

}  // namespace tidegate::command
