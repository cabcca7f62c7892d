#include "common_flags.hpp"

#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <random>
#include <system_error>

#include <fmt/format.h>

#include <tidegate/base/atomic_file.hpp>
#include <tidegate/base/digest.hpp>
#include <tidegate/base/duration.hpp>
#include <tidegate/run/code_identity.hpp>
#include <tidegate/run/counting_worker.hpp>
#include <tidegate/run/find_program.hpp>

#include "interrupt.hpp"
#include "read_rows.hpp"

namespace tidegate::command {
namespace {

namespace fs = std::filesystem;

/// --min and --p95 are the widest of words: they replace every narrower limit of the file.
Outcome<void> override_limit(const Arguments& arguments, std::string_view flag,
                             std::optional<judge::Threshold> judge::Limits::*field,
                             judge::Policy& policy) {
  const auto limit = arguments.number(flag);
  if (!limit) return pass_on(limit);
  if (!*limit) return {};
  if (**limit <= 1.0) {
    return fail(ErrorKind::usage, "--" + std::string(flag) + " must be above 1",
                "A limit of 1.05 allows 5 % more time.");
  }
  const Operator op = (policy.global.*field).value_or(judge::Threshold{}).op;
  for (auto& [name, limits] : policy.metrics) (limits.*field).reset();
  for (auto& [name, limits] : policy.cases) (limits.*field).reset();
  for (auto& [name, metrics] : policy.case_metrics) {
    for (auto& [metric, limits] : metrics) (limits.*field).reset();
  }
  policy.global.*field = judge::Threshold{**limit, op};
  return {};
}

/// --fails-at leaves no room between what fails and what a pass excludes: the limit is the limit.
Outcome<void> override_slowdown(const Arguments& arguments, judge::Policy& policy) {
  const auto limit = arguments.number("fails-at");
  if (!limit) return pass_on(limit);
  if (!*limit) return {};
  if (**limit <= 1.0 || **limit >= 11.0) {
    return fail(ErrorKind::usage, "--fails-at must be above 1 and below 11",
                "--fails-at 1.10 lets a slowdown of 10 % or more fail.");
  }
  policy.lockstep.smallest_slowdown = **limit - 1;
  policy.lockstep.pass_excludes = **limit - 1;
  return {};
}

Outcome<Criterion> criterion_of(const Arguments& arguments) {
  const std::string word = arguments.text_or("criterion", "samples");
  if (const auto criterion = criterion_from(word)) return *criterion;
  return fail(ErrorKind::usage, fmt::format("--criterion '{}' is no criterion", word),
              "It is samples, stdrel or entropy.");
}

Outcome<OnFallback> on_fallback_of(const Arguments& arguments) {
  const std::string word = arguments.text_or("on-fallback", "warn");
  if (const auto choice = on_fallback_from(word)) return *choice;
  return fail(ErrorKind::usage, fmt::format("--on-fallback cannot be '{}'", word),
              "It is warn, refuse or quiet.");
}

}  // namespace

fs::path source_dir(const Arguments& arguments) { return arguments.text_or("source-dir", "."); }

Outcome<fs::path> scratch_dir() {
  std::error_code code;
  std::string name = (fs::temp_directory_path(code) / "tidegate-XXXXXX").string();
  if (!code && ::mkdtemp(name.data()) != nullptr) return fs::path(name);
  const std::error_code why = code ? code : std::error_code(errno, std::generic_category());
  return fail(ErrorKind::io, "making a temporary folder failed: " + why.message(),
              "Set TMPDIR to a folder that can be written.");
}

fs::path store_dir(const std::string& named) {
  return named.empty() ? fs::path("tidegate-out/store") : fs::path(named);
}

Outcome<run::Selection> selection_of(const Arguments& arguments) {
  run::Selection selection;
  selection.cases = arguments.all("case");
  selection.points = arguments.all("point");
  selection.providers = arguments.all("provider");
  selection.platforms = arguments.all("platform");
  selection.filters = arguments.all("filter");
  selection.representative_only = arguments.has("quick");
  for (const std::string& point : selection.points) {
    const auto parsed = parse_point(point);
    if (!parsed) {
      return fail(ErrorKind::usage, "--point: " + parsed.error().what, parsed.error().hint);
    }
  }
  return selection;
}

Outcome<AttemptSpec> spec_of(const Arguments& arguments, const std::string& run_id) {
  AttemptSpec spec;
  spec.run_id = run_id;
  const auto samples = arguments.whole("samples", 30, 100000);
  if (!samples) return pass_on(samples);
  const auto min_sample = arguments.number("min-sample-ms");
  if (!min_sample) return pass_on(min_sample);
  if (*min_sample && !(**min_sample > 0 && **min_sample <= 60000)) {
    return fail(ErrorKind::usage, "--min-sample-ms must be above 0 and at most 60000",
                "2 ms is the default; more steadies very short operations.");
  }
  const auto criterion = criterion_of(arguments);
  if (!criterion) return pass_on(criterion);
  const auto hard_budget = seconds_of(arguments, "hard-budget-s");
  if (!hard_budget) return pass_on(hard_budget);
  const auto cache_cold = arguments.whole("cache-cold", 0, 100000);
  if (!cache_cold) return pass_on(cache_cold);
  spec.criterion = *criterion;
  spec.hard_budget_s = *hard_budget;
  spec.cache_cold = static_cast<std::uint32_t>(cache_cold->value_or(0));
  spec.samples = static_cast<std::uint32_t>(samples->value_or(spec.samples));
  spec.min_sample_s = min_sample->value_or(spec.min_sample_s * 1e3) * 1e-3;
  const auto on_fallback = on_fallback_of(arguments);
  if (!on_fallback) return pass_on(on_fallback);
  spec.on_fallback = *on_fallback;
  const auto calls = arguments.whole("count-calls", 1, 1000000);
  if (!calls) return pass_on(calls);
  if (arguments.has("count")) spec.count_calls = static_cast<std::uint32_t>(calls->value_or(3));
  return spec;
}

Outcome<Yield> yield_of(const Arguments& arguments) {
  const auto tool = arguments.text("count");
  if (!tool && !arguments.has("count-calls")) return Yield::times;
  if (tool == "callgrind" && arguments.has("in-process")) {
    return fail(ErrorKind::usage, "--count starts a process under valgrind for each attempt",
                "Leave out --in-process, or --count.");
  }
  if (tool == "callgrind") return Yield::instructions;
  return fail(ErrorKind::usage,
              tool ? fmt::format("--count cannot use '{}'", *tool) : "--count-calls needs --count",
              "Use --count callgrind.");
}

Outcome<std::optional<double>> seconds_of(const Arguments& arguments, std::string_view flag) {
  auto seconds = arguments.number(flag);
  if (seconds && *seconds && !(**seconds > 0)) {
    return fail(ErrorKind::usage, fmt::format("--{} must be above 0", flag),
                "It is a time in seconds.");
  }
  return seconds;
}

Outcome<double> limit_of(const Arguments& arguments) {
  const auto limit = arguments.number("limit-s");
  if (!limit) return pass_on(limit);
  if (*limit && **limit <= 0) {
    return fail(ErrorKind::usage, "--limit-s must be above 0", "600 is the default.");
  }
  return limit->value_or(600);
}

Outcome<std::uint64_t> seed_of(const Arguments& arguments) {
  const auto given = arguments.whole("seed", 0, ~std::uint64_t{0});
  if (!given) return pass_on(given);
  if (*given) return **given;
  // Draws that can be foreseen are no draws: all of both words come from the system.
  std::random_device device;
  return (std::uint64_t{device()} << 32) | device();
}

Provenance code_facts(const fs::path& program, const std::vector<std::string>& arguments) {
  Provenance facts;
  const auto file = run::find_program(program);
  if (!file) return facts;
  const auto identity = run::code_identity(*file);
  if (!identity) return facts;
  // An interpreter is the same for every script: what it is handed is the program.
  std::string code = identity->code;
  for (const std::string& argument : arguments) {
    std::error_code failed;
    const auto text = fs::is_regular_file(argument, failed) ? read_file(argument) : argument;
    if (!text) return facts;
    code = digest(fmt::format("{}\n{}", code, *text));
  }
  facts[Fact::code] = code;
  facts[Fact::device_code] = identity->device.empty() ? std::string(absent_fact) : identity->device;
  return facts;
}

Outcome<run::WorkerProgram> worker_program(const fs::path& program,
                                           const std::vector<std::string>& arguments,
                                           const Provenance& fill, run::Attendance attendance) {
  const auto scratch = scratch_dir();
  if (!scratch) return pass_on(scratch);
  run::WorkerProgram worker;
  worker.executable = program;
  worker.arguments = arguments;
  worker.scratch = *scratch;
  worker.remove_scratch = true;
  worker.provenance = fill;
  // Reading a program and all its libraries takes a tenth of a second: not again where it is known.
  if (!fill[Fact::code]) worker.provenance.fill_from(code_facts(program, arguments));
  worker.interrupted = interrupted;
  worker.attendance = std::move(attendance);
  return worker;
}

Outcome<std::unique_ptr<run::Worker>> worker_of(const fs::path& program,
                                                const std::vector<std::string>& arguments,
                                                const Provenance& fill, run::Attendance attendance,
                                                Yield yield, run::Isolation isolation,
                                                const fs::path& project) {
  auto worker = worker_program(program, arguments, fill, std::move(attendance));
  if (!worker) return pass_on(worker);
  worker->isolation = isolation;
  worker->project = project;
  return yield == Yield::instructions ? run::open_counting_worker(std::move(*worker))
                                      : run::open_worker(std::move(*worker));
}

Provenance source_facts(const fs::path& source) {
  Provenance facts;
  const auto commit = run::head_commit(source);
  if (!commit) return facts;
  facts[Fact::commit] = *commit;
  // Where git cannot say, the tree counts as changed: a clean one is the stronger claim.
  facts[Fact::dirty] = run::is_dirty(source).value_or(true) ? "true" : "false";
  return facts;
}

std::string new_run_id(const Provenance& source) {
  return run::make_run_id(now(), source[Fact::commit].value_or(""));
}

std::string new_single_run_id(const Provenance& source) {
  const auto time = std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
  const auto second = std::chrono::floor<std::chrono::seconds>(time);
  const std::string id = run::make_run_id(second, source[Fact::commit].value_or(""));
  return run::single_run_id(id, static_cast<std::uint32_t>((time - second).count()),
                            static_cast<std::uint16_t>(std::random_device{}()));
}

Outcome<judge::Policy> policy_of(const Arguments& arguments) {
  judge::Policy policy;
  const fs::path usual = source_dir(arguments) / "tidegate.toml";
  const auto named = arguments.text("config");
  std::error_code code;
  // A file that cannot be looked at is read, and reading says why: its limits must not be lost.
  if (named || fs::exists(usual, code) || code) {
    const auto read = judge::read_policy(named ? fs::path(*named) : usual);
    if (!read) return pass_on(read);
    policy = *read;
    if (const judge::Waiver* waiver = judge::expired_waiver(policy, iso_date(now()))) {
      return fail(ErrorKind::bad_input,
                  fmt::format("{}: the waiver of {} expired on {}", named ? *named : usual.string(),
                              waiver->row, waiver->expires),
                  "Remove it, or renew it with a reason that still holds.");
    }
  }
  if (auto set = override_limit(arguments, "min", &judge::Limits::min, policy); !set) {
    return pass_on(set);
  }
  if (auto set = override_limit(arguments, "p95", &judge::Limits::p95, policy); !set) {
    return pass_on(set);
  }
  if (auto set = override_slowdown(arguments, policy); !set) return pass_on(set);
  return policy;
}

}  // namespace tidegate::command
