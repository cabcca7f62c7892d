// `tidegate run`: one worker process per attempt, one row per attempt.
// Decides: what a sweep's exit code is. Refuses to know: verdicts, and where rows go (rows_out).
#include <algorithm>

#include <fmt/format.h>

#include <tidegate/base/atomic_file.hpp>
#include <tidegate/judge/fold.hpp>
#include <tidegate/render/log_commands.hpp>
#include <tidegate/render/markup.hpp>
#include <tidegate/render/result_table.hpp>
#include <tidegate/render/rows_markdown.hpp>
#include <tidegate/row/protocol.hpp>
#include <tidegate/run/cpu_set.hpp>
#include <tidegate/run/runner.hpp>
#include <tidegate/run/suite_budget.hpp>

#include "ceilings_flag.hpp"
#include "commands.hpp"
#include "common_flags.hpp"
#include "console.hpp"
#include "dialect_flag.hpp"
#include "interrupt.hpp"
#include "profile_run.hpp"
#include "read_rows.hpp"
#include "resource_flags.hpp"
#include "rows_out.hpp"

namespace tidegate::command {
namespace {

constexpr Flag flags[] = {
    flag_worker,
    flag_worker_argument,
    flag_format,
    flag_case,
    flag_point,
    flag_provider,
    flag_platform,
    flag_filter,
    flag_quick,
    flag_samples,
    flag_min_sample,
    flag_criterion,
    flag_hard_budget,
    flag_cache_cold,
    flag_on_fallback,
    flag_limit,
    flag_in_process,
    flag_source,
    flag_platforms,
    flag_strict,
    flag_pin,
    flag_cpu_slots,
    flag_gpus,
    flag_max_parallel,
    flag_gpu_settle,
    {"suite-budget-s", Arity::one, "S",
     "Begin no attempt after this long; what was not reached becomes `skipped` rows"},
    {"attempts", Arity::one, "N", "Processes per row, 1 to 1000 (default 1)"},
    {"out", Arity::one, "DIR",
     "Append to <DIR>/<case>.jsonl (default: tidegate-out/rows; counts: tidegate-out/counts)"},
    {"replace", Arity::no_value, "",
     "Replace the case's file once the sweep is complete, instead of appending"},
    {"output", Arity::one, "FILE",
     "Besides, write what was measured as Markdown tables, stage by stage"},
    flag_store,
    {"resume", Arity::maybe, "RUN_ID",
     "Measure what this run of the store still lacks (default: the newest unfinished one)"},
    {"rows-only", Arity::no_value, "",
     "Exit 0 once every attempt has its row, whatever its status: the gate judges it"},
    flag_ceilings,
    {"count", Arity::one, "TOOL",
     "Count instead of timing; TOOL is callgrind: exact instructions per call, no times",
     "callgrind"},
    {"count-calls", Arity::one, "N", "Calls to count, 1 to 1000000 (default 3)"},
    {"profile", Arity::one, "S",
     "Only call the one selected operation for S seconds, for a profiler; measures nothing"},
    {"flamegraph", Arity::one, "FILE",
     "Only profile the one selected operation with Linux perf (--profile S, default 5), and draw "
     "it"},
    {"list", Arity::no_value, "", "Only list what would be measured"},
    {"json", Arity::no_value, "", "With --list: a line of JSON each, as workers list themselves"},
};

void list(const std::vector<run::Planned>& plan, bool json) {
  for (const run::Planned& planned : plan) {
    if (json) {
      print(to_json_line(planned.listing) + "\n");
      continue;
    }
    const std::string& skip = planned.listing.skip_reason;
    const std::string name = render::log_line(render::plain_line(planned.listing.key.text()));
    print(skip.empty() ? name + "\n"
                       : fmt::format("{}  (skipped: {})\n", name, render::plain_line(skip)));
  }
}

/// Without the run that the rows belong to, which the place they go to names.
Outcome<std::vector<run::Planned>> plan_of(const Arguments& arguments, run::Worker& worker) {
  const auto selection = selection_of(arguments);
  if (!selection) return pass_on(selection);
  const auto spec = spec_of(arguments, "");
  if (!spec) return pass_on(spec);
  const auto attempts = arguments.whole("attempts", 1, 1000);
  if (!attempts) return pass_on(attempts);
  const auto listed = worker.list();
  if (!listed) return pass_on(listed);
  const auto wanted = wanted_platforms(arguments, *listed);
  if (!wanted) return pass_on(wanted);
  return run::plan(*wanted, *selection, *spec, static_cast<std::uint32_t>(attempts->value_or(1)));
}

Outcome<std::vector<AttemptRow>> measure(run::Worker& worker, const std::vector<run::Planned>& plan,
                                         RowsOut& out, const run::Places& places,
                                         const run::SuiteBudget& budget) {
  Progress progress;
  run::SweepHooks hooks;
  hooks.row_done = [&](const AttemptRow& row) { return out.keep(row); };
  hooks.starting = [&](std::size_t done, std::size_t total, const Key& key) {
    progress.show(done + 1, total, progress.left(done, total) + key.text());
  };
  hooks.refuse = [&budget] { return budget.spent(); };
  hooks.interrupted = interrupted;
  return run::sweep_places(worker, plan, places, hooks);
}

/// Rows beside an outside load stay, and people are told: they are the ones to measure again.
void note_taints(const std::vector<AttemptRow>& rows) {
  const auto tainted = [](const AttemptRow& row) {
    const FactValue& taint = row.provenance[Fact::taint];
    return row.status == Status::ok && taint && *taint != absent_fact;
  };
  const auto first = std::find_if(rows.begin(), rows.end(), tainted);
  if (first == rows.end()) return;
  note(fmt::format("{} of {} attempts were disturbed, first {}: {}",
                   std::count_if(first, rows.end(), tainted), rows.size(), first->key.text(),
                   *first->provenance[Fact::taint]));
}

/// Measures what the plan asks for and is not kept yet; the rows of the whole run.
Outcome<std::vector<AttemptRow>> sweep_into(RowsOut& out, run::Worker& worker,
                                            std::vector<run::Planned> plan,
                                            const run::Places& places,
                                            const run::SuiteBudget& budget) {
  for (run::Planned& planned : plan) planned.spec.run_id = out.run_id();
  const auto missing = out.begin(plan);
  if (!missing) return pass_on(missing);
  auto rows = measure(worker, *missing, out, places, budget);
  if (!rows) return tl::unexpected<Error>(out.stopped(rows.error()));
  return out.finish(std::move(*rows));
}

Outcome<void> check_usage(const Arguments& arguments) {
  if (!arguments.has("worker")) {
    return fail(ErrorKind::usage, "run needs --worker", "Name a benchmark executable.");
  }
  const bool measures =
      !arguments.has("list") && !arguments.has("profile") && !arguments.has("flamegraph");
  if (measures || !arguments.has("output")) return check_output(arguments);
  return fail(ErrorKind::usage, "--output has nothing to say where nothing is measured",
              "Leave it out, or --list, --profile and --flamegraph.");
}

/// The rows are kept by then, and people are told how to have the tables without measuring again.
Outcome<void> write_tables(const Arguments& arguments, const std::vector<ResultRow>& rows,
                           const std::string& place) {
  const auto file = arguments.text("output");
  if (!file) return {};
  auto written = write_file_atomically(*file, render::rows_markdown(rows));
  if (!written) written.error().hint = fmt::format("tidegate render table {} --out FILE", place);
  return written;
}

/// What needs a worker that speaks the protocol.
Outcome<void> check_format(const Arguments& arguments) {
  if (arguments.has("json") && !arguments.has("list")) {
    return fail(ErrorKind::usage, "--json says how --list lists", "Rows are JSON in any case.");
  }
  for (const char* flag : {"count", "in-process", "profile", "flamegraph"}) {
    if (!arguments.has("format") || !arguments.has(flag)) continue;
    return fail(ErrorKind::usage, fmt::format("--{} needs the worker protocol", flag),
                "Leave it out, or --format: programs of other kinds are timed, a process each.");
  }
  return {};
}

Outcome<ExitCode> run_sweep(const Arguments& arguments) {
  if (const auto fine = check_usage(arguments); !fine) return pass_on(fine);
  if (const auto fine = check_format(arguments); !fine) return pass_on(fine);
  const Provenance facts = source_facts(source_dir(arguments));
  auto attendance = attendance_of(arguments);
  if (!attendance) return pass_on(attendance);
  const auto ceilings = ceilings_of(arguments);
  if (!ceilings) return pass_on(ceilings);
  attendance->ceilings = *ceilings;
  const auto yield = yield_of(arguments);
  if (!yield) return pass_on(yield);
  const auto isolation =
      arguments.has("in-process") ? run::Isolation::in_process : run::Isolation::subprocess;
  const std::filesystem::path program = *arguments.text("worker");
  const auto words = arguments.all("worker-argument");
  const auto format = arguments.text("format");
  const auto worker = format ? foreign_worker_of(*format, program, words, facts, *attendance)
                             : worker_of(program, words, facts, *attendance, *yield, isolation,
                                         source_dir(arguments));
  if (!worker) return pass_on(worker);
  auto plan = plan_of(arguments, **worker);
  if (!plan) return pass_on(plan);
  if (arguments.has("list")) {
    list(*plan, arguments.has("json"));
    return ExitCode::ok;
  }
  const auto limit = limit_of(arguments);
  if (!limit) return pass_on(limit);
  const auto suite = seconds_of(arguments, "suite-budget-s");
  if (!suite) return pass_on(suite);
  const auto places =
      places_of(arguments, run::allowed_cpus(), run::nvidia_smi(interrupted), *limit);
  if (!places) return pass_on(places);
  if (wants_profile(arguments)) return profile_run(arguments, *plan, *limit);

  const auto out = rows_out(arguments, facts, run_settings(*plan, *places, *attendance, isolation));
  if (!out) return pass_on(out);
  const auto rows =
      sweep_into(**out, **worker, std::move(*plan), *places, run::SuiteBudget(*suite));
  if (!rows) return pass_on(rows);

  const std::vector<ResultRow> results = judge::fold(*rows);
  print(render::result_table(results));
  print(fmt::format("rows: {}\n", (*out)->place()));
  note_taints(*rows);
  if (const auto sentence = shared_process_note(*rows)) note(*sentence);
  const auto tables = write_tables(arguments, results, (*out)->place());
  if (!tables) return pass_on(tables);
  const bool may_skip = !arguments.has("strict");
  const bool all_ok = std::all_of(rows->begin(), rows->end(), [may_skip](const AttemptRow& row) {
    return row.status == Status::ok || (may_skip && row.status == Status::skipped);
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
      "  tidegate run --worker ./bench --output results.md\n"
      "  tidegate run --worker ./bench --store           keeps every run, in tidegate-out/store\n"
      "  tidegate run --worker ./bench --store --resume  the rest of a run that was cut off\n"
      "  tidegate run --worker ./bench --count callgrind && tidegate gate tidegate-out/counts \\\n"
      "    --baseline-rows old/counts --mode screen\n"
      "  tidegate run --worker ./bench --filter '*/n=512/kokkos' --flamegraph flame.svg\n"
      "  tidegate run --worker ./their_bench --format google-benchmark   a program as it is\n"
      "Exit codes: 0 every attempt is ok or skipped, 2 one failed (its row says how), 64 wrong "
      "usage,\n130 interrupted.",
      flags, run_sweep};
}

}  // namespace tidegate::command
