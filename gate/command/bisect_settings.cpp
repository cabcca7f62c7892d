#include "bisect_settings.hpp"

#include <array>

#include <fmt/format.h>

#include <tidegate/bisect/git_session.hpp>
#include <tidegate/bisect/step.hpp>
#include <tidegate/judge/policy_knobs.hpp>
#include <tidegate/run/git.hpp>

#include "common_flags.hpp"
#include "dialect_flag.hpp"

namespace tidegate::command {
namespace {

namespace fs = std::filesystem;

constexpr Flag flags[] = {
    {"verb", Arity::positionals, "",
     "step: answer for `git bisect run`; run: the whole search, without touching the working tree",
     "step run"},
    {"good", Arity::one, "REF",
     "Commit that is fast enough (step: default the good one of the `git bisect` under way)"},
    {"bad", Arity::one, "REF", "run: commit that is too slow"},
    {"commit", Arity::one, "REF", "step: commit to answer for (default: the one git asks about)"},
    {"threshold", Arity::one, "RATIO",
     "Time over good's from which on a commit is bad (run: default halfway between both ends; "
     "step: default 1.02, or [lockstep] smallest_slowdown)"},
    flag_worker,
    flag_worker_argument,
    flag_format,
    flag_source,
    {"build-dir", Arity::one, "DIR", "Build tree that --worker belongs to"},
    {"target", Arity::one, "NAME", "CMake target that makes --worker"},
    {"configure-argument", Arity::many, "TEXT",
     "Argument for cmake when a commit is configured, beside all that --build-dir is configured "
     "with, and over it; repeatable"},
    flag_case,
    flag_point,
    flag_provider,
    flag_platform,
    {"config", Arity::one, "FILE",
     "Policy (run: default tidegate.toml of the source tree, if there; step: none)"},
    {"max-pairs", Arity::one, "N", "Lockstep pairs a commit may take, up to 200 (default 60)"},
    flag_samples,
    flag_min_sample,
    flag_limit,
    flag_seed,
    {"out", Arity::one, "DIR",
     "run: folder for answers, rows and diagnosis (default: tidegate-out/bisect)"},
};

constexpr std::string_view only_step[] = {"commit"};
constexpr std::string_view only_run[] = {"bad", "out"};

Outcome<void> refuse_flags_of_the_other(const Arguments& arguments, BisectVerb verb) {
  const bool runs = verb == BisectVerb::run;
  const std::span<const std::string_view> wrong =
      runs ? std::span<const std::string_view>(only_step) : only_run;
  for (const std::string_view flag : wrong) {
    if (!arguments.has(flag)) continue;
    return fail(ErrorKind::usage,
                fmt::format("--{} is not for bisect {}", flag, runs ? "run" : "step"),
                "Run `tidegate bisect --help`.");
  }
  return {};
}

Outcome<void> check_verb(const Arguments& arguments, BisectVerb verb) {
  if (!arguments.has("worker")) {
    return fail(ErrorKind::usage, "bisect has no program to measure",
                "Name a benchmark with --worker; with --build-dir and --target it is built.");
  }
  if (verb == BisectVerb::run && !(arguments.has("good") && arguments.has("bad"))) {
    return fail(ErrorKind::usage, "bisect run needs --good and --bad",
                "Name a commit that was fast enough and a later one that is not.");
  }
  return refuse_flags_of_the_other(arguments, verb);
}

Outcome<judge::Policy> policy_for(const Arguments& arguments, BisectVerb verb) {
  if (const auto named = arguments.text("config")) return judge::read_policy(*named);
  const fs::path usual = source_dir(arguments) / "tidegate.toml";
  std::error_code code;
  if (verb == BisectVerb::run && fs::exists(usual, code)) return judge::read_policy(usual);
  return judge::Policy{};
}

Outcome<std::optional<double>> threshold_of(const Arguments& arguments) {
  auto threshold = arguments.number("threshold");
  if (threshold && *threshold && !(**threshold > 1 && **threshold < 100)) {
    return fail(ErrorKind::usage, "--threshold must be above 1 and below 100",
                "It is a ratio: 1.05 asks for commits that take 5 % more time.");
  }
  return threshold;
}

Outcome<void> take_knobs(const Arguments& arguments, GateSettings& gate) {
  judge::LockstepPolicy& knobs = gate.policy.lockstep;
  const auto pairs = arguments.whole("max-pairs", 1, 200);
  if (!pairs) return pass_on(pairs);
  knobs.max_pairs = static_cast<std::uint32_t>(pairs->value_or(knobs.max_pairs));
  if (arguments.has("samples")) knobs.samples = gate.spec.samples;
  gate.spec.samples = knobs.samples;
  const std::string wrong = judge::contradiction(knobs);
  if (wrong.empty()) return {};
  return fail(ErrorKind::usage, wrong, "Change --max-pairs, or [lockstep] of the policy.");
}

/// The part that the gate has as well.
Outcome<GateSettings> common_part(const Arguments& arguments, BisectVerb verb) {
  GateSettings gate;
  const auto policy = policy_for(arguments, verb);
  if (!policy) return pass_on(policy);
  const auto selection = selection_of(arguments);
  if (!selection) return pass_on(selection);
  const auto spec = spec_of(arguments, "");
  if (!spec) return pass_on(spec);
  const auto limit = limit_of(arguments);
  if (!limit) return pass_on(limit);
  const auto seed = seed_of(arguments);
  if (!seed) return pass_on(seed);
  const auto format = named_format(arguments);
  if (!format) return pass_on(format);
  gate.mode = Mode::ab;
  gate.format = *format;
  gate.policy = *policy;
  gate.selection = *selection;
  gate.spec = *spec;
  gate.limit_s = *limit;
  gate.seed = *seed;
  if (const auto taken = take_knobs(arguments, gate); !taken) return pass_on(taken);
  gate.source = source_dir(arguments);
  take_worker(arguments, gate);
  gate.out = arguments.text_or("out", "tidegate-out/bisect");
  return gate;
}

/// Commits that the build tree may be configured of. While git drives, what is checked out is any
/// commit of the search; else it is the working tree, or the bad end of a search.
std::vector<std::string> configured_at(const BisectSettings& settings, BisectVerb verb) {
  const fs::path& source = settings.gate.source;
  if (verb == BisectVerb::run) {
    const auto bad = run::commit_of(source, settings.bad);
    return bad ? std::vector<std::string>{"", *bad} : std::vector<std::string>{""};
  }
  const auto start = bisect::started_at(source);
  return {settings.commit.empty() && start ? *start : ""};
}

}  // namespace

std::span<const Flag> bisect_flags() { return flags; }

Outcome<BisectSettings> bisect_settings(const Arguments& arguments, BisectVerb verb) {
  if (const auto fine = check_verb(arguments, verb); !fine) return pass_on(fine);
  const auto threshold = threshold_of(arguments);
  if (!threshold) return pass_on(threshold);
  auto gate = common_part(arguments, verb);
  if (!gate) return pass_on(gate);
  BisectSettings settings;
  settings.gate = std::move(*gate);
  settings.threshold = *threshold;
  settings.good = arguments.text_or("good", "");
  settings.bad = arguments.text_or("bad", "");
  settings.commit = arguments.text_or("commit", "");
  settings.gate.configured_at = configured_at(settings, verb);
  return settings;
}

judge::CutPolicy cut_policy(const BisectSettings& settings, double cut) {
  const judge::LockstepPolicy& knobs = settings.gate.policy.lockstep;
  judge::CutPolicy policy;
  policy.cut = cut;
  policy.error = knobs.family_error / bisect::answers_planned;
  policy.max_pairs = knobs.max_pairs;
  policy.looks = knobs.looks;
  policy.interval_error = knobs.pass_error;
  return policy;
}

}  // namespace tidegate::command
