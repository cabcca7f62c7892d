// `tidegate harness`: cold and warm baselines of a worker, as a folder of evidence.
// Decides: its flags, and that a folder is either written or checked. Refuses to know: how a run
// goes (harness_run) and what a folder must hold (evidence/checklist).
#include <fmt/format.h>

#include <tidegate/evidence/folder_check.hpp>

#include "commands.hpp"
#include "common_flags.hpp"
#include "console.hpp"
#include "harness_run.hpp"
#include "harness_settings.hpp"
#include "resource_flags.hpp"

namespace tidegate::command {
namespace {

namespace fs = std::filesystem;

constexpr Flag flags[] = {
    flag_worker,
    flag_worker_argument,
    {"sizes", Arity::many, "LIST", "Only these sizes, as 256,512; repeatable (default 256,512)"},
    {"size-axis", Arity::one, "NAME", "The axis that --sizes means (default size)"},
    {"repeats", Arity::one, "N",
     "Processes a row, each with a cold call of its own, 1 to 1000 (default 5)"},
    {"device", Arity::one, "NAME", "cpu (default: every platform but GPUs) or cuda", "cpu cuda"},
    {"dtype", Arity::many, "NAME", "float32 (default) or float64; repeatable", "float32 float64"},
    flag_case,
    flag_point,
    flag_provider,
    flag_filter,
    flag_samples,
    flag_min_sample,
    flag_hard_budget,
    flag_limit,
    flag_pin,
    flag_gpus,
    flag_gpu_settle,
    flag_on_fallback,
    {"constructions", Arity::one, "N",
     "Construct the smallest point so often in one process and look at its memory (default 5; 0: "
     "not)"},
    flag_source,
    {"build-dir", Arity::one, "DIR",
     "Build tree whose tests are listed (default: the outermost one above the worker)"},
    {"no-tests", Arity::no_value, "", "Do not list tests"},
    {"out", Arity::one, "DIR",
     "A folder that is not there yet, or empty (default: tidegate-out/harness/<run_id>)"},
    {"check", Arity::one, "DIR",
     "Only check a folder that an earlier run wrote; no other flag goes with it"},
};

Outcome<ExitCode> check(const fs::path& folder) {
  const auto checked = evidence::check_folder(folder);
  if (!checked) return pass_on(checked);
  for (const std::string& flaw : checked->flaws) note(fmt::format("{}: {}", folder.string(), flaw));
  for (const evidence::ChecklistItem& item : checked->checklist) {
    if (item.met != evidence::Met::no) continue;
    note(fmt::format("{}: {} is not met: {}", folder.string(), item.id, item.sentence));
  }
  if (!checked->is_sound()) return ExitCode::cannot_say;
  print(fmt::format("{}: sound, {} rows, {} items of the checklist\n", folder.string(),
                    checked->results, checked->checklist.size()));
  return ExitCode::ok;
}

/// A flag that would be passed over in silence looks as if it had been obeyed.
Outcome<void> check_alone(const Arguments& arguments) {
  for (const Flag& flag : flags) {
    if (flag.name == "check" || !arguments.has(flag.name)) continue;
    return fail(ErrorKind::usage,
                fmt::format("--check measures nothing, and --{} says how to measure", flag.name),
                fmt::format("Leave out --{}, or --check.", flag.name));
  }
  return {};
}

Outcome<ExitCode> harness(const Arguments& arguments) {
  if (const auto folder = arguments.text("check")) {
    if (const auto alone = check_alone(arguments); !alone) return pass_on(alone);
    return check(*folder);
  }
  if (!arguments.has("worker")) {
    return fail(ErrorKind::usage, "harness needs --worker", "Name a benchmark executable.");
  }
  const auto config = harness_config(arguments);
  if (!config) return pass_on(config);
  return harness_run(arguments, *config);
}

}  // namespace

Command harness_command() {
  return {
      "harness", "Measure cold and warm baselines, kept as a folder of evidence with a checklist",
      "Examples:\n"
      "  tidegate harness --worker build/release/bench/tricubic/bench_tricubic\n"
      "  tidegate harness --worker ./bench --sizes 128,256 --size-axis n --dtype float64 \\\n"
      "    --repeats 3 --out evidence/before-refactoring\n"
      "  tidegate harness --worker ./bench --device cuda   skipped, with a note, where there is "
      "none\n"
      "  tidegate harness --check evidence/before-refactoring\n"
      "What the folder holds: docs/harness.md.\n"
      "Exit codes: 0 every item of the checklist is met or was left out on request, 2 one is not "
      "(each\nis named), or a run or check failed, 64 wrong usage, 130 interrupted.",
      flags, harness};
}

}  // namespace tidegate::command
