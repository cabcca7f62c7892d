#include "gate_settings.hpp"

#include <set>

#include <fmt/format.h>

#include <tidegate/judge/policy_knobs.hpp>
#include <tidegate/render/renderers.hpp>

#include "common_flags.hpp"
#include "dialect_flag.hpp"

namespace tidegate::command {
namespace {

Outcome<Mode> mode_of(const Arguments& arguments, std::string_view command) {
  const std::string text = command == "compare" ? "ab" : arguments.text_or("mode", "confirm");
  if (text == "confirm") return Mode::confirm;
  if (text == "screen") return Mode::screen;
  if (text == "ab") return Mode::ab;
  return fail(ErrorKind::usage, fmt::format("--mode is '{}'", text),
              "Choose screen, confirm or ab.");
}

/// The lockstep knobs that the command line sets over the policy's.
Outcome<void> take_lockstep_flags(const Arguments& arguments, GateSettings& settings) {
  judge::LockstepPolicy& knobs = settings.policy.lockstep;
  if (arguments.has("samples")) knobs.samples = settings.spec.samples;
  settings.spec.samples = knobs.samples;
  const auto pairs = arguments.whole("max-pairs", 1, 200);
  if (!pairs) return pass_on(pairs);
  settings.spec.count_calls = 0;  // times are taken here; what crosses is counted afterwards
  const auto witness = yield_of(arguments);
  if (!witness) return pass_on(witness);
  settings.witness = *witness;
  const auto layouts = arguments.whole("layouts", 2, 1000);
  if (!layouts) return pass_on(layouts);
  settings.layouts = layouts->value_or(0);
  knobs.max_pairs = static_cast<std::uint32_t>(pairs->value_or(knobs.max_pairs));
  const std::string wrong = judge::contradiction(knobs);
  if (!wrong.empty()) {
    return fail(ErrorKind::usage, wrong, "Change --max-pairs, or [lockstep] in tidegate.toml.");
  }
  if (!arguments.has("gates")) return {};
  const auto gates = arguments.whole("gates", 1, 1'000'000);
  if (!gates) return pass_on(gates);
  settings.gates = gates->value_or(1);
  knobs.family_error /= static_cast<double>(settings.gates);
  return {};
}

/// Several references are judged in lockstep, each with its share of the family error.
void take_references(const Arguments& arguments, GateSettings& settings) {
  const std::vector<std::string> named = arguments.all("against");
  if (named.size() == 1) settings.against = named.front();
  if (named.size() < 2) return;
  settings.references = named;
  settings.against = named.front();
  if (!arguments.has("mode")) settings.mode = Mode::ab;
  settings.gates *= named.size();
  settings.policy.lockstep.family_error /= static_cast<double>(named.size());
}

/// What is written beside verdict.json, under which name.
Outcome<void> take_reports(const Arguments& arguments, GateSettings& settings) {
  settings.name = arguments.text_or("name", settings.name);
  constexpr std::string_view letters =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-";
  constexpr std::size_t longest = 200;  // as of a case: each may have a gate of its own
  if (settings.name.empty() || settings.name.size() > longest ||
      settings.name.find_first_not_of(letters) != std::string::npos) {
    return fail(ErrorKind::usage, fmt::format("--name is '{}'", settings.name),
                "Use letters, digits, '.', '_' and '-', at most 200.");
  }
  settings.reports = arguments.all("report");
  for (const std::string& format : settings.reports) {
    if (render::find_renderer(format) != nullptr) continue;
    return fail(ErrorKind::usage, fmt::format("there is no report '{}'", format),
                "tidegate render --list shows all.");
  }
  return {};
}

/// What must be there before anything is measured.
Outcome<void> check(const GateSettings& settings, std::string_view command) {
  if (!settings.worker && settings.rows.empty()) {
    return fail(ErrorKind::usage, fmt::format("{} has nothing to judge", command),
                command == "compare" ? "Name a benchmark with --worker."
                                     : "Name rows to read, or a benchmark with --worker.");
  }
  if (!settings.worker && settings.mode == Mode::ab) {
    return fail(ErrorKind::usage, "lockstep needs a program to measure",
                "Name the candidate with --worker.");
  }
  if (!settings.format.empty() && (settings.witness != Yield::times || settings.layouts > 0)) {
    return fail(ErrorKind::usage, "--count and --layouts need programs that speak the protocol",
                "Leave them out, or --format.");
  }
  if (settings.json && settings.ctest_measurements) {
    return fail(ErrorKind::usage, "--json and --ctest-measurements both write to stdout",
                "Keep one of them; verdict.json in --out is the same JSON.");
  }
  if (settings.baseline_worker && settings.against) {
    return fail(ErrorKind::usage, "--baseline-worker and --against name two baselines",
                "Keep one of them.");
  }
  for (const std::filesystem::path& store : settings.history) {
    // Now, not after the sweep: a typing error would cost it.
    std::error_code code;
    if (std::filesystem::exists(store, code)) continue;
    return fail(ErrorKind::missing, fmt::format("{} does not exist", store.string()),
                "Name a store with --history, or leave it out.");
  }
  if (settings.references.empty()) return {};
  if (settings.mode != Mode::ab) {
    return fail(ErrorKind::usage,
                "several --against are judged in lockstep, and --mode says otherwise",
                "Leave out --mode, or all but one --against.");
  }
  const std::set<std::string> distinct(settings.references.begin(), settings.references.end());
  if (distinct.size() < settings.references.size()) {
    return fail(ErrorKind::usage, "an --against is given twice", "Keep one of them.");
  }
  if (settings.json) {
    return fail(ErrorKind::usage, "stdout takes one verdict, and several --against give several",
                "Read the verdict.json of each reference below --out.");
  }
  return {};
}

}  // namespace

std::string shell_word(const std::string& word) {
  const char* plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-+=./,:@%";
  if (!word.empty() && word.find_first_not_of(plain) == std::string::npos) return word;
  std::string text = "'";
  for (const char letter : word) letter == '\'' ? text += "'\\''" : text += letter;
  return text + "'";
}

std::string command_line(const Arguments& arguments, std::string_view command, std::uint64_t seed) {
  std::string line = fmt::format("tidegate {}", command);
  const auto flags = command == "compare" ? compare_flags() : gate_flags();
  for (const Flag& flag : flags) {
    if (!arguments.has(flag.name) || flag.name == "seed" || flag.name == "ctest-measurements") {
      continue;
    }
    if (flag.arity == Arity::no_value) line += fmt::format(" --{}", flag.name);
    for (const std::string& value : arguments.all(flag.name)) {
      if (flag.arity == Arity::positionals) {
        line += " " + shell_word(value);
      } else {
        line += fmt::format(" --{}={}", flag.name, shell_word(value));
      }
    }
  }
  return line + fmt::format(" --seed={}", seed);
}

void take_worker(const Arguments& arguments, GateSettings& settings) {
  settings.worker = arguments.text("worker");
  settings.worker_arguments = arguments.all("worker-argument");
  settings.build = arguments.text("build-dir");
  settings.target = arguments.text_or("target", "");
  settings.configure_arguments = arguments.all("configure-argument");
  // Once: whatever becomes of the tree meanwhile, all commits of a search hear of the same one.
  if (settings.build && settings.worker) {
    settings.tree = run::read_build_tree(*settings.build, *settings.worker);
  }
}

Outcome<GateSettings> gate_settings(const Arguments& arguments, std::string_view command) {
  GateSettings settings;
  const auto mode = mode_of(arguments, command);
  if (!mode) return pass_on(mode);
  const auto selection = selection_of(arguments);
  if (!selection) return pass_on(selection);
  settings.source = source_dir(arguments);
  const auto spec = spec_of(arguments, new_single_run_id(source_facts(settings.source)));
  if (!spec) return pass_on(spec);
  const auto limit = limit_of(arguments);
  if (!limit) return pass_on(limit);
  const auto policy = policy_of(arguments);
  if (!policy) return pass_on(policy);
  const auto seed = seed_of(arguments);
  if (!seed) return pass_on(seed);
  const auto format = named_format(arguments);
  if (!format) return pass_on(format);

  settings.mode = *mode;
  settings.selection = *selection;
  settings.spec = *spec;
  settings.limit_s = *limit;
  settings.policy = *policy;
  if (const auto taken = take_lockstep_flags(arguments, settings); !taken) return pass_on(taken);
  settings.seed = *seed;
  settings.rows = arguments.paths("rows");
  settings.format = *format;
  settings.baseline_worker = arguments.text("baseline-worker");
  settings.baseline_rows = arguments.paths("baseline-rows");
  settings.baselines = arguments.text_or("baselines", (settings.source / "baselines").string());
  settings.baselines_named = arguments.has("baselines");
  settings.config = arguments.text("config");
  settings.fails_at = arguments.text_or("fails-at", "");
  take_worker(arguments, settings);
  take_references(arguments, settings);
  settings.history = arguments.paths("history");
  settings.expected = arguments.text("expected");
  settings.out = arguments.text_or("out", "tidegate-out");
  if (const auto taken = take_reports(arguments, settings); !taken) return pass_on(taken);
  settings.json = arguments.has("json");
  settings.ctest_measurements = arguments.has("ctest-measurements");
  settings.command_line = command_line(arguments, command, settings.seed);
  if (const auto fine = check(settings, command); !fine) return pass_on(fine);
  return settings;
}

}  // namespace tidegate::command
