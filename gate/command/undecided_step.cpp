#include "undecided_step.hpp"

#include <fmt/format.h>

#include <tidegate/judge/undecided.hpp>

namespace tidegate::command {
namespace {

void add(std::string& line, std::string_view flag, const std::string& value) {
  if (!value.empty()) line += fmt::format(" --{}={}", flag, shell_word(value));
}

void add_all(std::string& line, std::string_view flag, const std::vector<std::string>& values) {
  for (const std::string& value : values) add(line, flag, value);
}

/// Both builds, named as this gate found them.
std::string sides(const GateSettings& settings, const std::string& reference) {
  std::string line = "tidegate compare";
  add(line, "worker", settings.worker->string());
  add_all(line, "worker-argument", settings.worker_arguments);
  if (settings.baseline_worker) {
    add(line, "baseline-worker", settings.baseline_worker->string());
    return line;
  }
  add(line, "against", reference);
  add(line, "source-dir", settings.source.string());
  if (settings.build) add(line, "build-dir", settings.build->string());
  add(line, "target", settings.target);
  add_all(line, "configure-argument", settings.configure_arguments);
  return line;
}

std::string command_for(const std::string& both_sides, const GateSettings& settings,
                        const judge::GateLine& line) {
  std::string text = both_sides;
  if (settings.config) add(text, "config", settings.config->string());
  // Other samples would be another noise than the one that the pairs were foretold from.
  text += fmt::format(" --samples={} --min-sample-ms={} --gates={}", settings.spec.samples,
                      1000 * settings.spec.min_sample_s, settings.gates);
  add(text, "case", line.key.case_name);
  add(text, "point", line.key.point.text());
  add(text, "provider", line.key.provider);
  add(text, "platform", line.key.platform);
  return text + fmt::format(" --max-pairs={}", *line.lockstep->pairs_to_settle);
}

}  // namespace

void name_settling_commands(const GateSettings& settings, judge::GateReport& report) {
  if (!settings.worker) return;
  for (judge::GateLine& line : report.lines) {
    if (line.verdict != judge::Verdict::undecided || !line.lockstep) continue;
    const auto pairs = line.lockstep->pairs_to_settle;
    if (!pairs) continue;
    if (*pairs <= judge::most_pairs) {
      line.next_step = command_for(sides(settings, line.lockstep->reference), settings, line);
    } else {
      line.next_step = "`tidegate doctor` says what disturbs this machine: more pairs do not help.";
    }
  }
}

}  // namespace tidegate::command
