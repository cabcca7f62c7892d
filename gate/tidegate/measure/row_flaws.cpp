#include <algorithm>

#include <fmt/format.h>

#include <tidegate/measure/row_flaws.hpp>
#include <tidegate/measure/state.hpp>
#include <tidegate/row/metric.hpp>
#include <tidegate/row/work_rate.hpp>

namespace tidegate::measure {
namespace {

/// Why the warm samples make no row; empty when they do. Lockstep may have taken none.
std::string invalid_samples(const Samples& samples) {
  const auto& warm = samples.warm_s;
  const auto valid = std::count_if(warm.begin(), warm.end(),
                                   [](double seconds) { return is_plausible(seconds, "s"); });
  if (static_cast<std::size_t>(valid) == warm.size()) return {};
  return fmt::format(
      "{} of {} samples are valid times above 0: the clock or the operation is broken",
      valid == 0 ? "no valid samples: 0" : fmt::format("{}", valid), warm.size());
}

/// The first stage that the case names and that took no time; empty when there is none, or when no
/// time was left to look: the samples are whole without.
std::string empty_stage(const std::vector<std::string>& named, const Samples& samples) {
  if (samples.stages_late) return {};
  for (const std::string& name : named) {
    const auto recorded = [&name](const StageTime& stage) {
      return stage.name == name && stage.entries > 0 && stage.seconds > 0;
    };
    const auto* times = samples.stages ? &samples.stages->times : nullptr;
    if (times == nullptr || std::none_of(times->begin(), times->end(), recorded)) return name;
  }
  return {};
}

/// Whether the row counted or timed this member of a family.
bool has_member(const AttemptRow& row, const MetricInfo& info) {
  const std::string_view name = member_name(info.id);
  if (info.family == Family::counter) {
    return std::any_of(row.counters.begin(), row.counters.end(), [name](const Counter& counter) {
      return counter.name == name && counter.value;
    });
  }
  return row.stages && std::any_of(row.stages->times.begin(), row.stages->times.end(),
                                   [name](const StageTime& stage) { return stage.name == name; });
}

}  // namespace

std::optional<Failure> flaw_of(const Samples& samples, const CaseDeclaration& declared) {
  const std::string phase{phase_name(Phase::measure)};
  // What is only counted, and what a lockstep runner took, has no passes.
  if (!samples.timed || samples.stopping.reason == StopReason::asked) return std::nullopt;
  if (const auto invalid = invalid_samples(samples); !invalid.empty()) {
    return Failure{phase, invalid, {}, {}, {}};
  }
  if (const auto name = empty_stage(declared.stages, samples); !name.empty()) {
    return Failure{
        phase, fmt::format("the stage '{}' is named and recorded nothing", name), {}, {}, {}};
  }
  return std::nullopt;
}

std::string state_directions(std::vector<Counter>& counters, const CaseDeclaration& declared) {
  for (const CounterDeclaration& stated : declared.counters) {
    for (Counter& counter : counters) {
      if (counter.name != stated.name) continue;
      counter.better = stated.better;
      if (counter.unit == stated.unit) continue;
      return fmt::format("the counter '{}' is declared in '{}' and counted in '{}'", stated.name,
                         stated.unit, counter.unit);
    }
  }
  return {};
}

std::string missing_metric(const AttemptRow& row, const std::vector<std::string>& promised) {
  for (const std::string& id : promised) {
    const auto info = metric_info(id);
    const bool derived = info && amount_of(row.work, info->rate);
    const bool member = info && info->family != Family::none && has_member(row, *info);
    if (!derived && !member && row.find(id) == nullptr) return id;
  }
  return {};
}

}  // namespace tidegate::measure
