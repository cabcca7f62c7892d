// `tidegate run`: one worker process per attempt, one row per attempt.
// Decides: where rows go and what a sweep's exit code is. Refuses to know: verdicts.
#include <algorithm>

#include <fmt/format.h>
#include <unistd.h>

#include <tidegate/judge/fold.hpp>
#include <tidegate/render/result_table.hpp>
#include <tidegate/run/attempt_log.hpp>
#include <tidegate/run/cpu_set.hpp>
#include <tidegate/run/runner.hpp>

#include "commands.hpp"
#include "common_flags.hpp"
#include "console.hpp"
#include "interrupt.hpp"

namespace tidegate::command {
namespace {

namespace fs = std::filesystem;

constexpr Flag flags[] = {
    flag_worker,
    flag_worker_argument,
    flag_case,
    flag_point,
    flag_provider,
    flag_platform,
    flag_quick,
    flag_samples,
    flag_min_sample,
    flag_limit,
    flag_source,
    {"attempts", Arity::one, "N", "Processes per row, 1 to 1000 (default 1)"},
    {"out", Arity::one, "DIR", "Append to <DIR>/<case>.jsonl (default: tidegate-out/rows)"},
    {"replace", Arity::no_value, "",
     "Replace the case's file once the sweep is complete, instead of appending"},
    {"rows-only", Arity::no_value, "",
     "Exit 0 once every attempt has its row, whatever its status: the gate judges it"},
    {"list", Arity::no_value, "", "Only list what would be measured"},
};

/// Where rows are appended while the sweep runs, and where they stand once it is complete.
struct Destination {
  fs::path folder;
  fs::path growing;

  bool aside() const { return folder != growing; }
};

Destination destination(const Arguments& arguments) {
  fs::path folder = arguments.text_or("out", "tidegate-out/rows");
  if (!folder.has_filename()) folder = folder.parent_path();  // a trailing slash
  if (!arguments.has("replace")) return {folder, folder};
  // The process in the name: two sweeps into one folder must not mix their rows.
  return {folder, fmt::format("{}.growing.{}", folder.string(), ::getpid())};
}

void list(const std::vector<run::Planned>& plan) {
  for (const run::Planned& planned : plan) {
    const std::string& skip = planned.listing.skip_reason;
    print(planned.listing.key.text() + (skip.empty() ? "" : "  (skipped: " + skip + ")") + "\n");
  }
}

tl::unexpected<Error> moving_failed(const fs::path& from, const std::error_code& code) {
  return fail(ErrorKind::io, "moving " + from.string() + " failed: " + code.message(),
              "Check who owns the folder; the rows are complete where they are.");
}

/// Removes what an earlier process of the same number left, so that runs never mix.
Outcome<void> start_afresh(const Destination& to) {
  std::error_code code;
  if (to.aside()) fs::remove_all(to.growing, code);
  if (code) return moving_failed(to.growing, code);
  return {};
}

/// Puts the complete files in the place of the older ones, one rename each.
Outcome<void> finish(const Destination& to) {
  if (!to.aside()) return {};
  std::error_code code;
  fs::create_directories(to.folder, code);
  if (code) return moving_failed(to.growing, code);
  fs::directory_iterator entries(to.growing, code);
  for (; !code && entries != fs::directory_iterator(); entries.increment(code)) {
    const fs::path path = entries->path();
    std::error_code moving;
    fs::rename(path, to.folder / path.filename(), moving);
    if (moving) return moving_failed(path, moving);
  }
  if (code) return moving_failed(to.growing, code);
  fs::remove(to.growing, code);
  return {};
}

/// A sweep that was cut off leaves the older rows as they were, and nothing beside them.
tl::unexpected<Error> stopped(const Destination& to, Error error) {
  if (to.aside() && error.kind == ErrorKind::interrupted) {
    std::error_code ignored;
    fs::remove_all(to.growing, ignored);
    error.hint = "The rows of the run before stand as they were; run the command again.";
  }
  return tl::unexpected<Error>(std::move(error));
}

Outcome<std::vector<run::Planned>> plan_of(const Arguments& arguments, run::Worker& worker,
                                           const std::string& run_id) {
  const auto selection = selection_of(arguments);
  if (!selection) return pass_on(selection);
  const auto spec = spec_of(arguments, run_id);
  if (!spec) return pass_on(spec);
  const auto attempts = arguments.whole("attempts", 1, 1000);
  if (!attempts) return pass_on(attempts);
  const auto listed = worker.list();
  if (!listed) return pass_on(listed);
  return run::plan(*listed, *selection, *spec, static_cast<std::uint32_t>(attempts->value_or(1)));
}

Outcome<std::vector<AttemptRow>> measure(run::Worker& worker, const std::vector<run::Planned>& plan,
                                         const run::AttemptLog& log, double limit_s) {
  Progress progress;
  run::SweepHooks hooks;
  hooks.row_done = [&](const AttemptRow& row) { return log.append(row); };
  hooks.starting = [&](std::size_t done, std::size_t total, const Key& key) {
    progress.show(done + 1, total, key.text());
  };
  hooks.interrupted = interrupted;
  return run::sweep(worker, plan, run::Placement{run::quiet_cpu(), limit_s, 0}, hooks);
}

Outcome<ExitCode> run_sweep(const Arguments& arguments) {
  if (!arguments.has("worker")) {
    return fail(ErrorKind::usage, "run needs --worker", "Name a benchmark executable.");
  }
  const Provenance facts = source_facts(source_dir(arguments));
  const std::string run_id = new_run_id(facts);
  const auto worker = worker_of(*arguments.text("worker"), arguments.all("worker-argument"), facts);
  if (!worker) return pass_on(worker);
  const auto plan = plan_of(arguments, **worker, run_id);
  if (!plan) return pass_on(plan);
  if (arguments.has("list")) {
    list(*plan);
    return ExitCode::ok;
  }
  const auto limit = limit_of(arguments);
  if (!limit) return pass_on(limit);

  const Destination to = destination(arguments);
  if (const auto fresh = start_afresh(to); !fresh) return pass_on(fresh);
  const auto log = run::AttemptLog::open(to.growing);
  if (!log) return pass_on(log);
  const auto rows = measure(**worker, *plan, *log, *limit);
  if (!rows) return stopped(to, rows.error());
  if (const auto done = finish(to); !done) return pass_on(done);

  print(render::result_table(judge::fold(*rows)));
  print(fmt::format("rows: {}\n", to.folder.string()));
  const bool all_ok = std::all_of(rows->begin(), rows->end(), [](const AttemptRow& row) {
    return row.status == Status::ok || row.status == Status::skipped;
  });
  return all_ok || arguments.has("rows-only") ? ExitCode::ok : ExitCode::cannot_say;
}

}  // namespace

Command run_command() {
  return {
      "run", "Measure: one worker process per attempt, one row each",
      "Examples:\n"
      "  tidegate run --worker build/release/bench/semiring_matmul/bench_semiring_matmul --quick\n"
      "  tidegate run --worker ./bench --point n=512 --attempts 5 --out rows\n"
      "Exit codes: 0 every attempt is ok or skipped, 2 one failed (its row says how), 64 wrong "
      "usage.",
      flags, run_sweep};
}

}  // namespace tidegate::command
