// `tidegate record`: a gate's crossings become rows of PERFORMANCE.md and a decision bundle.
// Decides: what may be recorded (a known, clean commit; anything else only as external timing).
// Refuses to know: what the row looks like (render) and what was measured.
#include <algorithm>

#include <fmt/format.h>

#include <tidegate/base/atomic_file.hpp>
#include <tidegate/judge/snapshot_advice.hpp>
#include <tidegate/render/performance_md.hpp>

#include "bundle_files.hpp"
#include "commands.hpp"
#include "common_flags.hpp"
#include "console.hpp"
#include "gate_settings.hpp"
#include "landed_rows.hpp"
#include "read_history.hpp"
#include "record_check.hpp"
#include "record_diagnosis.hpp"
#include "record_files.hpp"
#include "record_trend.hpp"
#include "report_file.hpp"

namespace tidegate::command {
namespace {

namespace fs = std::filesystem;

constexpr Flag flags[] = {
    {"verdict", Arity::positionals, "", "verdict.json of a gate run"},
    {"check", Arity::no_value, "",
     "Prove from git that no row was ever edited, removed or merged, and no decision below "
     "--bundles or beside a bundle that a row links, that each row says where it comes from, and "
     "that what became slower has a diagnosis"},
    flag_diagnosis,
    flag_cause,
    flag_fix,
    flag_accepted,
    flag_row,
    flag_performance,
    flag_bundles,
    flag_change,
    flag_external,
    flag_baselines,
    flag_config,
    flag_source,
    flag_history,
    flag_trends,
};

/// A before that nobody can name is none.
Outcome<void> check_baseline(const judge::GateReport& report) {
  if (!origin_of(report.baseline).commit.empty()) return {};
  return fail(ErrorKind::incompatible, "nobody knows from which commit the baseline was built",
              "Compare with a git ref or a committed baseline, or record with --external.");
}

/// What the verdict advises beside its rows: why a number moved only a person can say.
void repeat_advice(const judge::GateReport& report, const fs::path& verdict) {
  bool advised = false;
  for (const std::string& sentence : report.notes) {
    if (!sentence.starts_with(judge::advice_begin)) continue;
    note(sentence);
    advised = true;
  }
  if (!advised) return;
  print(
      fmt::format("A snapshot needs a summary:\n"
                  "  tidegate snapshot {} --summary \"what moved, and why\"\n",
                  shell_word(verdict.string())));
}

/// What is committed beside a recorded row: its trend, where somebody named the store to read.
Outcome<void> keep_trends(const Arguments& arguments, const judge::GateReport& report,
                          std::vector<ResultRow> rows) {
  if (arguments.has("history")) {
    return record_trends(arguments, std::move(rows), crossing_metrics(report));
  }
  print(
      "No trend line was added, for no --history was named. The store of your runs has them:\n"
      "  tidegate trend STORE --record\n");
  return {};
}

/// A recorded regression is one that somebody must explain.
void ask_for_diagnosis(const judge::GateReport& report) {
  const bool slower =
      std::any_of(report.lines.begin(), report.lines.end(), [](const judge::GateLine& line) {
        return judge::is_crossing(line.verdict) &&
               judge::severity(line.verdict) == judge::Severity::regression;
      });
  if (!slower) return;
  print(
      fmt::format("Rows became slower: say why, once it is known, with\n"
                  "  tidegate record --diagnosis {} --cause \"...\" --fix COMMIT\n",
                  report.run_id));
}

/// What a run's crossings are recorded as.
struct Recording {
  render::Record record;
  bool external = false;
  fs::path file;     ///< that gets the rows
  fs::path bundles;  ///< where their evidence is kept
};

Outcome<Recording> recording_of(const Arguments& arguments, const judge::GateReport& report) {
  if (!arguments.has("external")) {
    if (const auto known = check_baseline(report); !known) return pass_on(known);
  }
  const Origin origin = origin_of(report.candidate);
  const auto external = external_of(arguments, origin, report.candidate.machine_class);
  if (!external) return pass_on(external);
  const auto change = change_of(arguments, origin);
  if (!change) return pass_on(change);
  Recording made;
  made.external = *external;
  made.file = performance_file(arguments);
  made.bundles = bundles_folder(arguments);
  const fs::path page = made.bundles / report.run_id / "bundle.md";
  made.record = render::records_of(report, *change, *external, link_from(made.file, page));
  return made;
}

/// Keeps the evidence, then the rows: one must never point at evidence that is not there. Whether
/// the rows are new.
Outcome<bool> keep(const Arguments& arguments, const judge::GateReport& report,
                   const Recording& made, const std::vector<ResultRow>& history) {
  const auto before = record_text(made.file);
  if (!before) return pass_on(before);
  const auto after = render::append_record(*before, made.record, made.file.string());
  if (!after) return pass_on(after);
  const fs::path source = source_dir(arguments);
  const auto kept = keep_bundle_of(report, arguments.paths("verdict").front(), made.bundles, source,
                                   trends_among(report, history, source));
  if (!kept) return pass_on(kept);
  if (*after == *before && is_there(made.file)) {
    print(fmt::format("run {} is in {} already: nothing changed.\n", report.run_id,
                      made.file.string()));
    return false;
  }
  if (const auto done = write_file_atomically(made.file, *after); !done) return pass_on(done);
  const std::size_t rows = made.record.rows.size();
  print(fmt::format("{}: {} row{} added.\nbundle: {}\n", made.file.string(), rows,
                    rows == 1 ? "" : "s", (made.bundles / report.run_id / "bundle.md").string()));
  return true;
}

Outcome<ExitCode> record_verdict(const Arguments& arguments) {
  const auto report = read_report(arguments);
  if (!report) return pass_on(report);
  const auto made = recording_of(arguments, *report);
  if (!made) return pass_on(made);
  repeat_advice(*report, arguments.paths("verdict").front());
  if (made->record.rows.empty()) {
    print("nothing crossed a threshold: nothing to record.\n");
    return ExitCode::ok;
  }
  const auto alone = hold_record(made->file);
  if (!alone) return pass_on(alone);
  std::vector<std::string> notes;
  auto history = crossing_rows(*report, arguments.paths("history"), notes);
  if (!history) return pass_on(history);
  for (const std::string& sentence : notes) note(sentence);
  const auto is_new = keep(arguments, *report, *made, *history);
  if (!is_new) return pass_on(is_new);
  if (made->external) return ExitCode::ok;
  const auto trends = keep_trends(arguments, *report, std::move(*history));
  if (!trends) return pass_on(trends);
  if (*is_new) ask_for_diagnosis(*report);
  return ExitCode::ok;
}

Outcome<ExitCode> record(const Arguments& arguments) {
  if (arguments.has("check")) return check_record(arguments);
  if (arguments.has("diagnosis")) return record_diagnosis(arguments);
  return record_verdict(arguments);
}

}  // namespace

Command record_command() {
  return {
      "record", "Append a gate's crossings to PERFORMANCE.md and store their decision bundle",
      "Rows of another machine class than [record] reference_class of tidegate.toml (or, where\n"
      "that is not set, than the committed baselines have) become external timings.\n"
      "With --history the rows' trends in baselines/trend get the commits that they lack.\n"
      "Examples:\n"
      "  tidegate record tidegate-out/verdict.json --change \"PR 12: new tiling\"\n"
      "  tidegate record --diagnosis 20261121T013000Z__7a57be1 --cause \"tiles too wide\" \\\n"
      "    --fix HEAD\n"
      "  tidegate record --check\n"
      "Exit codes: 0 recorded, or recorded before, or proven; 1 --check found something wrong;\n"
      "2 refused or broken, or nothing can be proven (shallow clone); 64 wrong usage.",
      flags, record};
}

}  // namespace tidegate::command
