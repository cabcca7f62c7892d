// `tidegate record`: a gate's crossings become rows of PERFORMANCE.md and a decision bundle.
// Decides: what may be recorded (a known, clean commit; anything else only as external timing).
// Refuses to know: what the row looks like (render) and what was measured.
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
#include "report_file.hpp"

namespace tidegate::command {
namespace {

namespace fs = std::filesystem;

constexpr Flag flags[] = {
    {"verdict", Arity::positionals, "", "verdict.json of a gate run"},
    {"performance", Arity::one, "FILE", "Default: PERFORMANCE.md of the source tree"},
    {"bundles", Arity::one, "DIR", "Default: baselines/bundles of the source tree"},
    {"change", Arity::one, "TEXT", "What changed, such as a pull request (default: the commit)"},
    {"external", Arity::no_value, "",
     "Record under \"External timings\": other machines, unmerged work, unknown commits"},
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

/// Absolute first: what does not exist yet would otherwise stay relative.
fs::path full_path(const fs::path& path) {
  std::error_code code;
  return fs::weakly_canonical(fs::absolute(path, code), code);
}

bool is_there(const fs::path& path) {
  std::error_code code;
  return fs::exists(path, code) || code;  // what cannot be looked at is there: reading it says why
}

Outcome<std::string> old_text(const fs::path& file) {
  if (!is_there(file)) return render::initial_performance_md();
  return read_file(file);
}

Outcome<ExitCode> record(const Arguments& arguments) {
  const auto report = read_report(arguments);
  if (!report) return pass_on(report);
  const fs::path source = source_dir(arguments);
  const bool external = arguments.has("external");
  if (!external) {
    if (const auto fine = landed(*report, source); !fine) return pass_on(fine);
  }
  const auto change = change_of(arguments, *report, source);
  if (!change) return pass_on(change);

  const fs::path file = arguments.text_or("performance", (source / "PERFORMANCE.md").string());
  const fs::path bundles = arguments.text_or("bundles", (source / "baselines/bundles").string());
  const fs::path bundle = bundles / report->run_id;
  const fs::path link =
      full_path(bundle / "bundle.md").lexically_relative(full_path(file).parent_path());
  const render::Record row = render::records_of(*report, *change, external, link.generic_string());
  if (row.rows.empty()) {
    print("nothing crossed a threshold: nothing to record.\n");
    return ExitCode::ok;
  }

  const auto before = old_text(file);
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
  return ExitCode::ok;
}

}  // namespace

Command record_command() {
  return {"record", "Append a gate's crossings to PERFORMANCE.md and store their decision bundle",
          "Example:\n  tidegate record tidegate-out/verdict.json --change \"PR 12: new tiling\"\n"
          "Exit codes: 0 recorded, or recorded before; 2 refused or broken; 64 wrong usage.",
          flags, record};
}

}  // namespace tidegate::command
