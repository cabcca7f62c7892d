#include "instruction_witness.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "console.hpp"
#include "interrupt.hpp"

namespace tidegate::command {
namespace {

constexpr std::uint32_t calls = 3;

/// Instructions of one call, or why they could not be counted.
Outcome<double> counted(run::Worker& worker, AttemptSpec spec, double limit_s) {
  spec.count_calls = calls;
  run::Placement placement;
  placement.limit_s = limit_s;
  const AttemptRow row = worker.attempt(spec, placement);
  const MetricSamples* found = row.find(callgrind_instructions);
  if (row.status == Status::ok && found != nullptr && !found->samples.empty()) {
    return found->samples.front();
  }
  return fail(ErrorKind::process,
              row.failure ? row.failure->message : std::string(status_name(row.status)), "");
}

Outcome<double> ratio_of(run::Worker& baseline, run::Worker& candidate, const AttemptSpec& spec,
                         double limit_s) {
  const auto before = counted(baseline, spec, limit_s);
  if (!before) return before;
  const auto now = counted(candidate, spec, limit_s);
  if (!now) return now;
  return *now / *before;
}

const run::Planned* planned(std::span<const run::Planned> plan, const Key& key) {
  const auto found = std::find_if(plan.begin(), plan.end(),
                                  [&](const run::Planned& one) { return one.listing.key == key; });
  return found == plan.end() ? nullptr : &*found;
}

}  // namespace

std::vector<std::string> count_instructions(const GateSettings& settings,
                                            const Reference& reference,
                                            std::span<const run::Planned> plan,
                                            std::span<judge::GateLine> lines) {
  const bool any = std::any_of(lines.begin(), lines.end(), [](const judge::GateLine& line) {
    return judge::is_crossing(line.verdict);
  });
  if (settings.witness == Yield::times || !any) return {};
  const auto open = [&](const std::filesystem::path& program) {
    return worker_of(program, settings.worker_arguments, Provenance{}, {}, Yield::instructions);
  };
  const auto baseline = open(reference.program);
  if (!baseline)
    return {"nothing was counted: " + baseline.error().what + ". " + baseline.error().hint};
  const auto candidate = open(*settings.worker);
  if (!candidate) return {"nothing was counted: " + candidate.error().what};
  std::vector<std::string> failures;
  Progress progress;
  for (judge::GateLine& line : lines) {
    const run::Planned* row = planned(plan, line.key);
    if (!judge::is_crossing(line.verdict) || row == nullptr || interrupted()) continue;
    progress.show(0, 1, fmt::format("counting instructions of {}", line.key.text()));
    const auto ratio = ratio_of(**baseline, **candidate, row->spec, settings.limit_s);
    if (ratio) {
      line.witness.instructions = *ratio;
    } else {
      failures.push_back(fmt::format("instructions of {} were not counted: {}", line.key.text(),
                                     ratio.error().what));
    }
  }
  return failures;
}

}  // namespace tidegate::command
