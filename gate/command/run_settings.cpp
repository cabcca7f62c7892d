#include "run_settings.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace tidegate::command {
namespace {

std::string seconds(double s) { return fmt::format("{} s", s); }

/// `1, of many threads 0,1`: where workers of one thread and of many may run at these places.
std::string processors(const std::vector<run::Place>& places) {
  std::vector<std::string> texts;
  for (const run::Place& place : places) {
    const auto text = [](const std::vector<int>& cpus) {
      return cpus.empty() ? std::string("any") : fmt::format("{}", fmt::join(cpus, ","));
    };
    texts.push_back(fmt::format("{} (many threads: {})", text(place.pin), text(place.spread)));
  }
  return fmt::format("{}", fmt::join(texts, " and "));
}

std::string devices(const std::vector<run::Place>& places) {
  std::vector<std::string> names;
  for (const run::Place& place : places) {
    names.insert(names.end(), place.gpus.begin(), place.gpus.end());
  }
  return names.empty() ? "the default" : fmt::format("{}", fmt::join(names, ","));
}

}  // namespace

RunSettings run_settings(const std::vector<run::Planned>& plan, const run::Places& places,
                         const run::Attendance& attendance, run::Isolation isolation) {
  const AttemptSpec& spec = plan.front().spec;
  const auto yes = [](bool given) { return std::string(given ? "given" : "not given"); };
  return {
      {"--samples", std::to_string(spec.samples)},
      {"--min-sample-ms", fmt::format("{}", spec.min_sample_s * 1e3)},
      {"--criterion", std::string(criterion_name(spec.criterion))},
      {"--hard-budget-s", spec.hard_budget_s ? seconds(*spec.hard_budget_s) : "none"},
      {"--cache-cold", std::to_string(spec.cache_cold)},
      {"--on-fallback", std::string(on_fallback_name(spec.on_fallback))},
      {"--count", spec.count_calls > 0 ? "callgrind" : "not given"},
      {"--count-calls", std::to_string(spec.count_calls)},
      {"--limit-s", seconds(places.limit_s)},
      {"--in-process", yes(isolation == run::Isolation::in_process)},
      {"--strict", yes(attendance.strict_platform)},
      {"--ceilings", yes(static_cast<bool>(attendance.ceilings))},
      {"--gpu-settle-s", seconds(attendance.gpu_settle_s)},
      {"--gpus", devices(places.gpu)},
      {"--cpu-slots", std::to_string(places.cpu.size())},
      {"--max-parallel", std::to_string(places.at_once)},
      {"--pin", processors(places.cpu)},
      {"--pin on GPU hosts", processors(places.gpu)},
      {"--quick", yes(plan.front().coverage == Coverage::fast)},
  };
}

}  // namespace tidegate::command
