#include <algorithm>
#include <array>

#include <fmt/format.h>

#include <tidegate/base/split.hpp>
#include <tidegate/evidence/checklist.hpp>
#include <tidegate/evidence/checksums.hpp>
#include <tidegate/evidence/environment.hpp>
#include <tidegate/evidence/summary_md.hpp>
#include <tidegate/render/quantity_text.hpp>

namespace tidegate::evidence {
namespace {

using render::counted;

constexpr std::array listed{
    Artefact{"rows.jsonl", "every attempt with its raw samples"},
    Artefact{"constructions.ndjson", "repeated constructions in one process, for memory alone"},
    Artefact{"results.json", "what the rows amount to, for machines"},
    Artefact{"summary.md", "the same for people: this page"},
    Artefact{"env.json", "machine, build and surroundings"},
    Artefact{"commands.txt", "the command, its folder and its commit"},
    Artefact{"collected_tests.txt", "what `ctest -N` lists"},
};

ChecklistItem item(std::string id, bool met, std::string sentence) {
  return {std::move(id), met ? Met::yes : Met::no, std::move(sentence)};
}

/// Results that ought to have times: all but those whose every process was skipped for a reason of
/// its own. One that ran is no excuse for another that did not.
bool is_due(const Result& result, const Observed& observed) {
  const bool skipped = result.status == Status::skipped && result.never_ran == result.processes;
  return !skipped && !is_excused(result, observed);
}

/// The first result that is due and lacks something; nullptr when none does.
template <class Lacks>
const Result* first_lacking(const ChecklistInput& input, Lacks lacks) {
  for (const Result& result : input.derived.results) {
    if (is_due(result, input.observed) && lacks(result)) return &result;
  }
  return nullptr;
}

std::size_t count_due(const ChecklistInput& input) {
  std::size_t due = 0;
  for (const Result& result : input.derived.results) due += is_due(result, input.observed) ? 1 : 0;
  return due;
}

/// Where no row is due. No device to run on is a reason; that every row was skipped is none.
ChecklistItem nothing_measured(std::string id, const ChecklistInput& input) {
  const auto& results = input.derived.results;
  const bool absent =
      !results.empty() && std::all_of(results.begin(), results.end(), [&input](const Result& one) {
        return is_excused(one, input.observed);
      });
  if (absent) return item(std::move(id), true, "nothing was measured: the device is not here");
  return item(std::move(id), false,
              results.empty()
                  ? "nothing was measured: there are no rows"
                  : fmt::format("nothing was measured: every row was skipped, first {}: {}",
                                results.front().key.text(), results.front().note));
}

std::string coverage(const ChecklistInput& input) {
  const std::size_t due = count_due(input);
  const std::size_t skipped = input.derived.results.size() - due;
  std::string text = fmt::format("{} of {}", due, counted(input.derived.results.size(), "row"));
  if (skipped > 0) text += fmt::format("; {} skipped, each with its reason", skipped);
  return text;
}

ChecklistItem cold_recorded(const ChecklistInput& input) {
  if (count_due(input) == 0) return nothing_measured("cold_recorded", input);
  const Result* twice =
      first_lacking(input, [](const Result& one) { return one.colder_than_once > 0; });
  if (twice != nullptr) {
    return item("cold_recorded", false,
                fmt::format("{}: {} of {} processes state more than one cold call",
                            twice->key.text(), twice->colder_than_once, twice->processes));
  }
  const std::uint64_t asked = input.observed.config.repeats;
  const Result* fewer =
      first_lacking(input, [asked](const Result& one) { return one.processes < asked; });
  if (fewer != nullptr) {
    return item("cold_recorded", false,
                fmt::format("{} has {} of the {} processes that were asked for", fewer->key.text(),
                            fewer->processes, asked));
  }
  const Result* lacking =
      first_lacking(input, [](const Result& one) { return one.cold_s.size() < one.processes; });
  if (lacking == nullptr) {
    return item("cold_recorded", true, "a cold call of each process: " + coverage(input));
  }
  return item("cold_recorded", false,
              fmt::format("{} has {} of {} processes", lacking->key.text(),
                          counted(lacking->cold_s.size(), "cold call"), lacking->processes));
}

ChecklistItem warm_recorded(const ChecklistInput& input) {
  if (count_due(input) == 0) return nothing_measured("warm_recorded", input);
  const Result* lacking = first_lacking(
      input, [](const Result& one) { return one.status != Status::ok || one.warm_s.empty(); });
  if (lacking == nullptr) {
    return item("warm_recorded", true, "raw warm samples: " + coverage(input));
  }
  return item("warm_recorded", false,
              fmt::format("{} is {}: {}", lacking->key.text(), status_name(lacking->status),
                          lacking->note.empty() ? "no samples" : lacking->note));
}

ChecklistItem devices_ran(const ChecklistInput& input) {
  const Observed& observed = input.observed;
  for (const Result& result : input.derived.results) {
    if (!is_unexcused_skip(result, observed)) continue;
    return item("devices_ran", false,
                fmt::format("{} is there, and {} did not run on it: {}", observed.devices.front(),
                            result.key.text(), result.note));
  }
  if (observed.config.device == Device::cpu) return item("devices_ran", true, "asked for the CPU");
  for (const Result& result : input.derived.results) {
    if (!is_fallback(result)) continue;
    return item("devices_ran", false,
                fmt::format("{} was run by {} instead; --on-fallback refuse makes that a failure",
                            result.key.text(), result.resolved_backend));
  }
  return item("devices_ran", true,
              observed.devices.empty() ? "no CUDA device is here: " + observed.no_devices
                                       : "ran on " + observed.devices.front());
}

ChecklistItem warnings_copied(const ChecklistInput& input) {
  const auto summary = input.files.find("summary.md");
  for (const Noticed& warning : input.derived.warnings) {
    const bool copied = summary != input.files.end() &&
                        summary->second.find(warning_line(warning)) != std::string::npos;
    if (copied) continue;
    return item("warnings_copied", false,
                fmt::format("summary.md lacks a warning, x{}: {}", warning.count, warning.text));
  }
  return item("warnings_copied", true, counted(input.derived.warnings.size(), "warning"));
}

ChecklistItem memory_steady(const ChecklistInput& input) {
  if (input.observed.config.constructions == 0) {
    return {"memory_steady", Met::left_out, "--constructions 0"};
  }
  for (const judge::MemoryFinding& finding : input.derived.memory) {
    if (finding.is_fine()) continue;
    if (!finding.growth) {
      return item("memory_steady", false,
                  fmt::format("{}: not known: {}", finding.key.text(), finding.why));
    }
    return item("memory_steady", false,
                fmt::format("{} keeps {} a construction, over {}", finding.key.text(),
                            render::bytes_text(finding.growth->per_construction),
                            render::bytes_text(finding.growth->limit)));
  }
  if (!input.derived.memory.empty()) {
    return item("memory_steady", true,
                counted(input.derived.memory.size(), "row") + " did not grow");
  }
  if (!input.observed.no_constructions.empty()) {
    return item("memory_steady", false, "not known: " + input.observed.no_constructions);
  }
  const bool nothing_ran = count_due(input) == 0;
  return item("memory_steady", nothing_ran,
              nothing_ran ? "nothing ran" : "no construction was repeated");
}

ChecklistItem environment_complete(const ChecklistInput& input) {
  const auto text = input.files.find("env.json");
  const auto json = text == input.files.end() ? fail(ErrorKind::missing, "there is no env.json", "")
                                              : parse_json(text->second, TextSource{"env.json", 1});
  if (!json) return item("environment_complete", false, json.error().what);
  const auto* object = json->if_object();
  std::size_t unknown = 0;
  for (const std::string_view key : required_environment()) {
    const Json* value = object == nullptr ? nullptr : object->if_contains(key);
    if (value == nullptr) {
      return item("environment_complete", false, fmt::format("env.json has no key {}", key));
    }
    unknown += value->is_null() ? 1 : 0;
  }
  return item("environment_complete", true,
              fmt::format("{} keys, {} unknown", required_environment().size(), unknown));
}

std::string total_words(std::uint64_t total) { return fmt::format("Total Tests: {}", total); }

/// The last line of a list of `ctest -N` that counts it: the whole line, for 19 begins as 1 does.
std::string total_line(const std::string& text) {
  std::string found;
  for (const std::string& line : split(text, '\n')) {
    if (line.starts_with("Total Tests:")) found = line;
  }
  return found;
}

ChecklistItem tests_collected(const ChecklistInput& input) {
  const Tests& tests = input.observed.tests;
  if (!input.observed.config.wants_tests) {
    return {"tests_collected", Met::left_out, "--no-tests"};
  }
  if (!tests.total) return item("tests_collected", false, "not collected: " + tests.why);
  const auto text = input.files.find("collected_tests.txt");
  const bool said =
      text != input.files.end() && total_line(text->second) == total_words(*tests.total);
  if (!said) return item("tests_collected", false, "collected_tests.txt does not list them");
  return item("tests_collected", *tests.total > 0, counted(*tests.total, "test"));
}

ChecklistItem source_unchanged(const ChecklistInput& input) {
  const SourceTree& source = input.observed.source;
  if (!source.why.empty()) return item("source_unchanged", false, "not known: " + source.why);
  for (const auto& [lines, others] :
       {std::pair(&source.after, &source.before), std::pair(&source.before, &source.after)}) {
    for (const std::string& line : *lines) {
      if (std::find(others->begin(), others->end(), line) != others->end()) continue;
      return item("source_unchanged", false, "the source tree changed during the run: " + line);
    }
  }
  return item(
      "source_unchanged", true,
      source.before.empty() ? "clean before and after" : "the same changes before and after");
}

/// Why a file of the folder is none; empty when it is one.
std::string flaw_of(const ChecklistInput& input, const std::string& name) {
  const auto file = input.files.find(name);
  if (file == input.files.end()) return name + " is missing";
  // Nothing was constructed again: an empty file says so.
  if (file->second.empty() && name != "constructions.ndjson") return name + " is empty";
  return {};
}

ChecklistItem artefacts_referenced(const ChecklistInput& input) {
  for (const Artefact& artefact : listed) {
    const std::string flaw = flaw_of(input, std::string(artefact.name));
    if (!flaw.empty()) return item("artefacts_referenced", false, flaw);
  }
  const std::string& page = input.files.find("summary.md")->second;
  for (const Artefact& artefact : listed) {
    if (page.find(fmt::format("]({})", artefact.name)) != std::string::npos) continue;
    return item("artefacts_referenced", false,
                fmt::format("summary.md does not refer to {}", artefact.name));
  }
  return item("artefacts_referenced", true,
              fmt::format("{} files, and {}", listed.size(), checksums_file));
}

}  // namespace

std::string_view met_name(Met met) {
  switch (met) {
    case Met::yes:
      return "yes";
    case Met::no:
      return "no";
    case Met::left_out:
      return "left_out";
  }
  return "no";
}

std::span<const Artefact> artefacts() { return listed; }

std::vector<ChecklistItem> checklist(const ChecklistInput& input) {
  return {cold_recorded(input),   warm_recorded(input),    devices_ran(input),
          warnings_copied(input), memory_steady(input),    environment_complete(input),
          tests_collected(input), source_unchanged(input), artefacts_referenced(input)};
}

bool all_met(std::span<const ChecklistItem> items) {
  return std::none_of(items.begin(), items.end(),
                      [](const ChecklistItem& item) { return item.met == Met::no; });
}

}  // namespace tidegate::evidence
