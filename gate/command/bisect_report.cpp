#include "bisect_report.hpp"

#include <optional>

#include <fmt/format.h>

#include <tidegate/base/atomic_file.hpp>
#include <tidegate/base/duration.hpp>
#include <tidegate/judge/gate_report.hpp>
#include <tidegate/judge/witness.hpp>
#include <tidegate/render/bisect_diagnosis.hpp>
#include <tidegate/run/git.hpp>
#include <tidegate/run/git_command.hpp>

#include "common_flags.hpp"
#include "console.hpp"
#include "gate_inputs.hpp"
#include "gate_outputs.hpp"
#include "lockstep_report.hpp"
#include "read_rows.hpp"
#include "record_files.hpp"

namespace tidegate::command {
namespace {

namespace fs = std::filesystem;

/// The culprit against its parent.
struct Confirmation {
  judge::GateReport report;
  std::string against;  ///< commit and subject
};

/// The first parent, built; where it cannot be, the good end of the search.
Outcome<BuiltCommit*> older_side(const BisectSettings& settings, const std::string& culprit,
                                 std::optional<BuiltCommit>& parent, BuiltCommit& good) {
  const auto commit = run::commit_of(settings.gate.source, culprit + "^");
  if (!commit) return pass_on(commit);
  auto built = build_commit(settings, *commit);
  if (!built && built.error().kind == ErrorKind::interrupted) return pass_on(built);
  if (!built || !row_of(settings, *built->worker)) {
    note(
        fmt::format("the culprit's parent {} cannot be measured: it is compared with the good "
                    "commit",
                    commit->substr(0, 9)));
    return &good;
  }
  parent = std::move(*built);
  return &*parent;
}

/// Fields of the report that do not follow from its pairs.
void fill_frame(judge::GateReport& report, const GateSettings& gate, const fs::path& candidate,
                const fs::path& baseline) {
  report.run_id = gate.spec.run_id;
  report.timestamp = iso_time(now());
  report.filter = gate.selection.text();
  report.policy = gate.policy;
  report.candidate.run_id = report.run_id;
  report.reproduce = fmt::format("tidegate compare --worker={} --baseline-worker={}",
                                 shell_word(candidate.string()), shell_word(baseline.string()));
  for (const std::string& argument : gate.worker_arguments) {
    report.reproduce += " --worker-argument=" + shell_word(argument);
  }
  if (!gate.format.empty()) report.reproduce += " --format=" + gate.format;
  for (const std::string& name : gate.selection.cases) {
    report.reproduce += " --case=" + shell_word(name);
  }
  for (const std::string& point : gate.selection.points) {
    report.reproduce += " --point=" + shell_word(point);
  }
  for (const std::string& name : gate.selection.providers) {
    report.reproduce += " --provider=" + shell_word(name);
  }
  for (const std::string& name : gate.selection.platforms) {
    report.reproduce += " --platform=" + shell_word(name);
  }
}

Outcome<Confirmation> confirm(const BisectSettings& settings, const std::string& commit,
                              BuiltCommit& good, const run::Planned& row) {
  auto culprit = build_commit(settings, commit);
  if (!culprit) return pass_on(culprit);
  std::optional<BuiltCommit> parent;
  const auto older = older_side(settings, commit, parent, good);
  if (!older) return pass_on(older);
  const auto against = commit_text(settings.gate.source, (*older)->commit);
  if (!against) return pass_on(against);
  note(fmt::format("measuring the culprit against {}", *against));

  GateSettings gate = settings.gate;
  gate.spec.run_id = new_run_id(clean_commit(commit));
  GateInputs inputs;
  inputs.worker = std::move(culprit->worker);
  inputs.plan = {row};
  inputs.plan.front().spec.run_id = gate.spec.run_id;
  inputs.expected = {row.listing.key};
  Reference reference{std::move((*older)->worker), (*older)->program, "the parent of the culprit",
                      (*older)->commit};
  auto report = lockstep_report(gate, inputs, reference);
  if (!report) return pass_on(report);
  fill_frame(*report, gate, culprit->program, reference.program);
  report->candidate.commit = commit;
  for (judge::GateLine& line : report->lines) judge::weigh(line);
  judge::doubt(*report);
  judge::sort_lines(*report);
  return Confirmation{std::move(*report), *against};
}

render::DiagnosedStep diagnosed(const bisect::Step& step, const std::string& name) {
  return {name,       std::string(bisect::answer_name(step.answer)),
          step.why,   step.pairs,
          step.ratio, step.low,
          step.high};
}

Outcome<render::BisectDiagnosis> diagnosis_of(const BisectSettings& settings,
                                              const bisect::Search& search,
                                              const bisect::Found& found, const run::Planned& row) {
  const fs::path& source = settings.gate.source;
  render::BisectDiagnosis diagnosis;
  const auto good = commit_text(source, search.good);
  if (!good) return pass_on(good);
  const auto bad = commit_text(source, search.bad);
  if (!bad) return pass_on(bad);
  diagnosis.row = row.listing.key.text();
  diagnosis.good = *good;
  diagnosis.bad = *bad;
  if (search.ratio > 0) diagnosis.ratio = search.ratio;
  diagnosis.cut = search.cut;
  diagnosis.answer_error = cut_policy(settings, search.cut).error;
  for (const bisect::Step& step : found.steps) {
    const auto name = commit_text(source, step.commit);
    if (!name) return pass_on(name);
    diagnosis.steps.push_back(diagnosed(step, *name));
  }
  for (const std::string& suspect : found.suspects) {
    const auto name = commit_text(source, suspect);
    if (!name) return pass_on(name);
    diagnosis.suspects.push_back(*name);
  }
  return diagnosis;
}

/// What a person does with a culprit.
std::vector<std::string> next_commands(const BisectSettings& settings, const fs::path& verdict,
                                       const std::string& run_id) {
  const std::string source = settings.gate.source == fs::path(".")
                                 ? std::string()
                                 : " --source-dir " + shell_word(settings.gate.source.string());
  return {fmt::format("tidegate record {}{}", shell_word(verdict.string()), source),
          fmt::format("tidegate record --diagnosis {} --cause \"what it came from\" --fix COMMIT{}",
                      run_id, source)};
}

Outcome<void> add_culprit(const BisectSettings& settings, const std::string& commit,
                          const Confirmation& confirmation, render::BisectDiagnosis& diagnosis) {
  if (auto cleared = clear_gate_files(settings.gate); !cleared) return cleared;
  const auto files = write_gate_files(settings.gate, confirmation.report, {});
  if (!files) return pass_on(files);
  const auto who =
      run::git_output(settings.gate.source, {"log", "-1", "--format=%an, %as", commit, "--"});
  diagnosis.who = who.value_or("");
  diagnosis.confirmation = &confirmation.report;
  diagnosis.against = confirmation.against;
  if (render::is_confirmed(diagnosis)) {
    diagnosis.next = next_commands(settings, files->verdict, confirmation.report.run_id);
  }
  return {};
}

}  // namespace

Outcome<ExitCode> report_search(const BisectSettings& settings, const bisect::Search& search,
                                const bisect::Found& found, BuiltCommit& good,
                                const run::Planned& row) {
  auto diagnosis = diagnosis_of(settings, search, found, row);
  if (!diagnosis) return pass_on(diagnosis);
  std::optional<Confirmation> confirmation;
  if (found.suspects.size() == 1) {
    auto measured = confirm(settings, found.suspects.front(), good, row);
    if (!measured) return pass_on(measured);
    confirmation = std::move(*measured);
    const auto added = add_culprit(settings, found.suspects.front(), *confirmation, *diagnosis);
    if (!added) return pass_on(added);
  }
  const fs::path file = settings.gate.out / "diagnosis.md";
  if (auto written = write_file_atomically(file, render::bisect_markdown(*diagnosis)); !written) {
    return pass_on(written);
  }
  print(render::bisect_text(*diagnosis));
  print(fmt::format("\ndiagnosis: {}\n", file.string()));
  return render::is_confirmed(*diagnosis) ? ExitCode::ok : ExitCode::cannot_say;
}

}  // namespace tidegate::command
