#include "next_commands.hpp"

#include <map>

#include <fmt/format.h>

#include <tidegate/judge/undecided.hpp>

namespace tidegate::command {
namespace {

using judge::GateLine;
using judge::Verdict;

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
  add(line, "format", settings.format);
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

/// What the row is compared with: as its pairs were, else as the gate was told or found.
std::string reference_of(const GateSettings& settings, const judge::GateReport& report,
                         const GateLine& line) {
  if (line.lockstep && !line.lockstep->reference.empty()) return line.lockstep->reference;
  return settings.against.value_or(report.baseline.commit);
}

std::string compare_again(const GateSettings& settings, const judge::GateReport& report,
                          const GateLine& line) {
  std::string text = sides(settings, reference_of(settings, report, line));
  if (settings.config) add(text, "config", settings.config->string());
  add(text, "fails-at", settings.fails_at);
  // Other samples would be another noise than the one that the pairs were foretold from.
  text += fmt::format(" --samples={} --min-sample-ms={} --gates={}", settings.spec.samples,
                      1000 * settings.spec.min_sample_s, settings.gates);
  text += row_flags(line.key);
  return text;
}

std::string run_alone(const GateSettings& settings, const GateLine& line) {
  if (!settings.worker) return "tidegate doctor";
  std::string text = "tidegate run";
  add(text, "worker", settings.worker->string());
  add_all(text, "worker-argument", settings.worker_arguments);
  add(text, "format", settings.format);
  text += row_flags(line.key);
  return text;
}

std::string accept(const GateSettings& settings, const GateLine& line) {
  if (settings.rows.empty()) return run_alone(settings, line);
  std::string text = "tidegate baseline accept";
  for (const std::filesystem::path& rows : settings.rows) text += " " + shell_word(rows.string());
  text += row_flags(line.key);  // the folder holds other rows, which may have become slower
  return text + " --reason=\"...\"";
}

/// With what `command` does to this gate's verdict.
std::string of_verdict(std::string_view command, const GateSettings& settings) {
  return fmt::format("tidegate {} {}", command,
                     shell_word((settings.out / "verdict.json").string()));
}

std::string settle(const GateSettings& settings, const judge::GateReport& report,
                   const GateLine& line) {
  const bool measured = settings.worker && line.lockstep && line.lockstep->pairs_to_settle;
  if (!measured || *line.lockstep->pairs_to_settle > judge::most_pairs) return "tidegate doctor";
  return compare_again(settings, report, line) +
         fmt::format(" --max-pairs={}", *line.lockstep->pairs_to_settle);
}

std::string command_for(const GateSettings& settings, const judge::GateReport& report,
                        const GateLine& line) {
  switch (line.verdict) {
    case Verdict::same:
      return {};
    case Verdict::slower:
    case Verdict::shape_changed:
    case Verdict::suspicious:
      return settings.worker ? compare_again(settings, report, line)
                             : of_verdict("bundle", settings);
    case Verdict::faster:
      return of_verdict("record", settings);
    case Verdict::undecided:
      return settle(settings, report, line);
    case Verdict::not_comparable:
      return settings.worker ? compare_again(settings, report, line) : accept(settings, line);
    case Verdict::unfaithful:
    case Verdict::broken:
      return run_alone(settings, line);
    case Verdict::no_baseline:
    case Verdict::recovered:
      return accept(settings, line);
    case Verdict::dropped:
      return "tidegate baseline show";
  }
  return {};
}

}  // namespace

std::string row_flags(const Key& key) {
  std::string flags;
  add(flags, "case", key.case_name);
  add(flags, "point", key.point.text());
  add(flags, "provider", key.provider);
  add(flags, "platform", key.platform);
  return flags;
}

void name_next_commands(const GateSettings& settings, judge::GateReport& report) {
  for (GateLine& line : report.lines) {
    line.next_command = command_for(settings, report, line);
    const bool hopeless = line.verdict == Verdict::undecided && line.lockstep && settings.worker &&
                          line.lockstep->pairs_to_settle &&
                          *line.lockstep->pairs_to_settle > judge::most_pairs;
    if (hopeless) {
      line.next_step = "`tidegate doctor` says what disturbs this machine: more pairs do not help.";
    }
  }
}

void name_sources(const GateInputs& inputs, judge::GateReport& report) {
  std::map<std::string, SourcePlace> places;
  for (const ResultRow& row : inputs.current) {
    if (row.source.known()) places[row.key.canonical()] = row.source;
  }
  for (const run::Planned& planned : inputs.plan) {
    const CaseListing& listing = planned.listing;
    if (listing.source.known()) places[listing.key.canonical()] = listing.source;
  }
  if (places.empty()) return;
  for (GateLine& line : report.lines) {
    const auto found = places.find(line.key.canonical());
    if (found != places.end()) line.source = found->second;
  }
}

}  // namespace tidegate::command
