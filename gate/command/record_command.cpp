// `tidegate record`: a gate's crossings become rows of PERFORMANCE.md and a decision bundle.
// Decides: what may be recorded (a known, clean commit; anything else only as external timing).
// Refuses to know: what the row looks like (render) and what was measured.
#include <algorithm>

#include <fmt/format.h>

#include <tidegate/base/atomic_file.hpp>
#include <tidegate/base/duration.hpp>
#include <tidegate/judge/report_json.hpp>
#include <tidegate/render/performance_md.hpp>
#include <tidegate/run/git.hpp>
#include <tidegate/run/git_command.hpp>

#include "bundle_files.hpp"
#include "commands.hpp"
#include "common_flags.hpp"
#include "console.hpp"
#include "read_history.hpp"
#include "record_check.hpp"
#include "record_diagnosis.hpp"
#include "record_files.hpp"
#include "reference_machine.hpp"
#include "report_file.hpp"

namespace tidegate::command {
namespace {

namespace fs = std::filesystem;

constexpr Flag flags[] = {
    {"verdict", Arity::positionals, "", "verdict.json of a gate run"},
    {"check", Arity::no_value, "",
     "Prove from git that no row was ever edited, removed or merged, that each says where it comes "
     "from, and that what became slower has a diagnosis"},
    flag_diagnosis,
    flag_cause,
    flag_fix,
    flag_accepted,
    flag_row,
    flag_performance,
    {"bundles", Arity::one, "DIR", "Default: baselines/bundles of the source tree"},
    {"change", Arity::one, "TEXT", "What changed, such as a pull request (default: the commit)"},
    {"external", Arity::no_value, "",
     "Record under \"External timings\": other machines, unmerged work, unknown commits"},
    flag_baselines,
    flag_config,
    flag_source,
    flag_history,
};

/// A side's commit as the rows tell it; empty when nobody knows.
std::string commit_of(const judge::Side& side) {
  if (!side.commit.empty()) return side.commit;
  return side.provenance ? (*side.provenance)[Fact::commit].value_or("") : "";
}

bool dirty(const judge::GateReport& report) {
  const auto& provenance = report.candidate.provenance;
  return !provenance || (*provenance)[Fact::dirty].value_or("true") != "false";
}

/// Why these rows may not stand among the landed changes; nothing when they may.
Outcome<void> landed(const judge::GateReport& report, const fs::path& source) {
  const std::string commit = commit_of(report.candidate);
  if (commit_of(report.baseline).empty()) {
    return fail(ErrorKind::incompatible, "nobody knows from which commit the baseline was built",
                "Compare with a git ref or a committed baseline, or record with --external.");
  }
  if (commit.empty()) {
    return fail(ErrorKind::incompatible, "the rows do not say which commit was measured",
                "Record them with --external and --change \"<what they are>\".");
  }
  if (dirty(report)) {
    return fail(
        ErrorKind::incompatible,
        fmt::format("commit {} had uncommitted changes when it was measured", commit.substr(0, 9)),
        "Commit and measure again, or record with --external.");
  }
  if (!run::commit_of(source, commit)) {
    return fail(ErrorKind::incompatible,
                fmt::format("commit {} is not in {}", commit.substr(0, 9), source.string()),
                "Fetch it, name the right --source-dir, or record with --external.");
  }
  return {};
}

/// The change reference of the row: --change, else commit and subject.
Outcome<std::string> change_of(const Arguments& arguments, const judge::GateReport& report,
                               const fs::path& source) {
  if (const auto given = arguments.text("change"); given && !given->empty()) return *given;
  const std::string commit = commit_of(report.candidate);
  const auto subject = run::git_output(source, {"log", "-1", "--format=%s", commit});
  if (commit.empty() || !subject) {
    return fail(ErrorKind::usage, "a row without a change reference is not recorded",
                "Say what changed with --change \"<pull request or commit>\".");
  }
  return fmt::format("{} {}", commit.substr(0, 9), *subject);
}

/// Whether the rows go to the external timings: said so, or measured on another machine than the
/// one whose times are the project's.
Outcome<bool> external_of(const Arguments& arguments, const judge::GateReport& report,
                          const fs::path& source) {
  if (arguments.has("external")) return true;
  if (const auto fine = landed(report, source); !fine) return pass_on(fine);
  const auto policy = policy_of(arguments);
  if (!policy) return pass_on(policy);
  const auto reference = is_reference_machine(
      policy->record, arguments.text_or("baselines", (source / "baselines").string()),
      report.candidate.machine_class);
  if (!reference) return pass_on(reference);
  if (!*reference) {
    note(fmt::format("{} is not the reference machine: its rows are external timings",
                     report.candidate.machine_class));
  }
  return !*reference;
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

Outcome<ExitCode> record(const Arguments& arguments) {
  if (arguments.has("check")) return check_record(arguments);
  if (arguments.has("diagnosis")) return record_diagnosis(arguments);
  const auto report = read_report(arguments);
  if (!report) return pass_on(report);
  const fs::path source = source_dir(arguments);
  const auto external = external_of(arguments, *report, source);
  if (!external) return pass_on(external);
  const auto change = change_of(arguments, *report, source);
  if (!change) return pass_on(change);

  const fs::path file = performance_file(arguments);
  const fs::path bundles = arguments.text_or("bundles", (source / "baselines/bundles").string());
  const fs::path bundle = bundles / report->run_id;
  const render::Record row =
      render::records_of(*report, *change, *external, link_from(file, bundle / "bundle.md"));
  if (row.rows.empty()) {
    print("nothing crossed a threshold: nothing to record.\n");
    return ExitCode::ok;
  }

  const auto alone = hold_record(file);
  if (!alone) return pass_on(alone);
  const auto before = record_text(file);
  if (!before) return pass_on(before);
  const auto after = render::append_record(*before, row, file.string());
  if (!after) return pass_on(after);
  // The bundle first: a row must never point at evidence that is not there.
  std::vector<std::string> notes;
  auto trends = trends_of(*report, arguments.paths("history"), source, notes);
  if (!trends) return pass_on(trends);
  for (const std::string& sentence : notes) note(sentence);
  if (const auto written = keep_bundle_of(*report, bundles, source, std::move(*trends)); !written) {
    return pass_on(written);
  }
  if (*after == *before && is_there(file)) {
    print(
        fmt::format("run {} is in {} already: nothing changed.\n", report->run_id, file.string()));
    return ExitCode::ok;
  }
  if (const auto written = write_file_atomically(file, *after); !written) return pass_on(written);
  print(fmt::format("{}: {} row{} added.\nbundle: {}\n", file.string(), row.rows.size(),
                    row.rows.size() == 1 ? "" : "s", (bundle / "bundle.md").string()));
  if (!*external) ask_for_diagnosis(*report);
  return ExitCode::ok;
}

}  // namespace

Command record_command() {
  return {
      "record", "Append a gate's crossings to PERFORMANCE.md and store their decision bundle",
      "Rows of another machine class than [record] reference_class of tidegate.toml (or, where\n"
      "that is not set, than the committed baselines have) become external timings.\n"
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
