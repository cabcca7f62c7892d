#include "harness_run.hpp"

#include <filesystem>
#include <memory>
#include <system_error>

#include <fmt/format.h>

#include <tidegate/base/duration.hpp>
#include <tidegate/evidence/folder_write.hpp>
#include <tidegate/judge/fold.hpp>
#include <tidegate/render/result_table.hpp>
#include <tidegate/row/jsonl_file.hpp>
#include <tidegate/run/cpu_set.hpp>
#include <tidegate/run/gpu.hpp>
#include <tidegate/run/plan.hpp>
#include <tidegate/run/runner.hpp>

#include "common_flags.hpp"
#include "console.hpp"
#include "harness_claim.hpp"
#include "harness_memory.hpp"
#include "harness_observe.hpp"
#include "harness_settings.hpp"
#include "interrupt.hpp"
#include "read_rows.hpp"
#include "resource_flags.hpp"

namespace tidegate::command {
namespace {

namespace fs = std::filesystem;

/// A worker, what it is asked for, and where attempts run.
struct Ready {
  std::unique_ptr<run::Worker> worker;
  std::vector<run::Planned> plan;
  run::Places places;
  run::GpuTool gpu_tool;  ///< one for all questions: a device that hangs it costs its time once
};

Outcome<std::unique_ptr<run::Worker>> harness_worker(const Arguments& arguments,
                                                     run::Isolation isolation,
                                                     const run::GpuTool& gpu_tool) {
  auto attendance = attendance_of(arguments);
  if (!attendance) return pass_on(attendance);
  attendance->gpu_tool = gpu_tool;
  return worker_of(*arguments.text("worker"), arguments.all("worker-argument"),
                   source_facts(source_dir(arguments)), std::move(*attendance), Yield::times,
                   isolation);
}

Outcome<Ready> make_ready(const Arguments& arguments, const evidence::Config& config,
                          const std::string& run_id) {
  const auto spec = spec_of(arguments, run_id);
  if (!spec) return pass_on(spec);
  const auto limit = limit_of(arguments);
  if (!limit) return pass_on(limit);
  const run::GpuTool gpu_tool = run::nvidia_smi(interrupted);
  auto worker = harness_worker(arguments, run::Isolation::subprocess, gpu_tool);
  if (!worker) return pass_on(worker);
  const auto listed = (*worker)->list();
  if (!listed) return pass_on(listed);
  const auto wanted = harness_listings(arguments, config, *listed);
  if (!wanted) return pass_on(wanted);
  auto plan = run::plan(*wanted, {}, *spec, static_cast<std::uint32_t>(config.repeats));
  if (!plan) return pass_on(plan);
  auto places = places_of(arguments, run::allowed_cpus(), gpu_tool, *limit);
  if (!places) return pass_on(places);
  return Ready{std::move(*worker), std::move(*plan), std::move(*places), gpu_tool};
}

/// A sweep whose rows are kept in `file` one by one.
Outcome<std::vector<AttemptRow>> sweep_to(const fs::path& file, run::Worker& worker,
                                          const std::vector<run::Planned>& plan,
                                          const run::Places& places) {
  Progress progress;
  run::SweepHooks hooks;
  hooks.row_done = [&file](const AttemptRow& row) { return append_attempt(file, row); };
  hooks.starting = [&](std::size_t done, std::size_t total, const Key& key) {
    progress.show(done + 1, total, progress.left(done, total) + key.text());
  };
  hooks.interrupted = interrupted;
  auto rows = run::sweep_places(worker, plan, places, hooks);
  if (rows) return rows;
  Error error = rows.error();
  error.hint = fmt::format(
      "The finished attempts are in {}; without SHA256SUMS they are no evidence. Run the command "
      "again into another folder.",
      file.string());
  return tl::unexpected(std::move(error));
}

/// Repeated constructions, or why there are none.
Outcome<std::vector<AttemptRow>> construct_again(const Arguments& arguments, const Ready& ready,
                                                 const std::vector<AttemptRow>& rows,
                                                 const fs::path& file,
                                                 evidence::Observed& observed) {
  const auto plan = constructions_plan(ready.plan, rows, observed.config);
  if (plan.empty()) return std::vector<AttemptRow>{};
  const auto worker = harness_worker(arguments, run::Isolation::in_process, ready.gpu_tool);
  if (!worker) return pass_on(worker);
  // Asks whether it can serve at all.
  if (const auto listed = (*worker)->list(); !listed) {
    if (listed.error().kind == ErrorKind::interrupted) return pass_on(listed);
    observed.no_constructions = listed.error().what;
    return std::vector<AttemptRow>{};
  }
  return sweep_to(file, **worker, plan, ready.places);
}

void report_findings(const evidence::Written& written, const evidence::Observed& observed) {
  for (const evidence::Result& result : written.derived.results) {
    if (!evidence::is_excused(result, observed)) continue;
    note(fmt::format("no CUDA device is here ({}); {} did not run: {}", observed.no_devices,
                     result.key.text(), result.note));
  }
  for (const evidence::Noticed& warning : written.derived.warnings) {
    note(fmt::format("warning {}: {}", evidence::times_text(warning, "x"), warning.text));
  }
  for (const evidence::ChecklistItem& item : written.checklist) {
    if (item.met != evidence::Met::no) continue;
    note(fmt::format("checklist: {} is not met: {}", item.id, item.sentence));
  }
}

/// What is known before anything is measured.
evidence::Observed begin_of(const Arguments& arguments, const evidence::Config& asked) {
  const Provenance facts = source_facts(source_dir(arguments));
  evidence::Observed observed;
  observed.run_id = new_single_run_id(facts);
  observed.timestamp = iso_time(now());
  observed.config = asked;
  if (facts[Fact::commit]) observed.source.commit = *facts[Fact::commit];
  return observed;
}

/// Measures into the folder, and looks around before and after.
Outcome<evidence::Evidence> gather(const Arguments& arguments, const Ready& ready,
                                   const fs::path& out, evidence::Observed observed) {
  const fs::path source = source_dir(arguments);
  if (auto looked = look_for_devices(ready.gpu_tool, observed); !looked) return pass_on(looked);
  observed.source.before = look_at_tree(source, out, observed.source);
  auto rows = sweep_to(out / "rows.jsonl", *ready.worker, ready.plan, ready.places);
  if (!rows) return pass_on(rows);
  auto constructions =
      construct_again(arguments, ready, *rows, out / "constructions.ndjson", observed);
  if (!constructions) return pass_on(constructions);
  CollectedTests tests;
  tests.text = "left out: --no-tests\n";
  if (observed.config.wants_tests) tests = collect_tests(arguments, *arguments.text("worker"));
  if (interrupted()) {
    return fail(ErrorKind::interrupted, "interrupted behind the last attempt",
                "The rows are in " + out.string() + "; run the command again into another folder.");
  }
  observed.tests = tests.tests;
  observed.source.after = look_at_tree(source, out, observed.source);
  const std::string commands = commands_text(observed.source.commit);
  return evidence::Evidence{std::move(observed), std::move(*rows), std::move(*constructions),
                            look_around(),       commands,         tests.text};
}

}  // namespace

Outcome<ExitCode> harness_run(const Arguments& arguments, const evidence::Config& asked) {
  evidence::Observed observed = begin_of(arguments, asked);
  const auto ready = make_ready(arguments, observed.config, observed.run_id);
  if (!ready) return pass_on(ready);
  observed.config.samples = ready->plan.front().spec.samples;
  const fs::path out =
      arguments.text_or("out", (fs::path("tidegate-out/harness") / observed.run_id).string());
  const auto claim = claim_evidence_folder(out);
  if (!claim) return pass_on(claim);
  const auto gathered = gather(arguments, *ready, out, std::move(observed));
  if (!gathered) return pass_on(gathered);
  (*claim)->let_go();
  const auto written = evidence::write_folder(out, *gathered);
  if (!written) return pass_on(written);
  print(render::result_table(judge::fold(gathered->rows)));
  print(fmt::format("evidence: {}\n", out.string()));
  report_findings(*written, gathered->observed);
  return evidence::all_met(written->checklist) ? ExitCode::ok : ExitCode::cannot_say;
}

}  // namespace tidegate::command
