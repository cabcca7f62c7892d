// `tidegate standing`: where rows stand beside their rivals and the ceilings of their machine.
// Decides: what is recorded of it, and that what is recorded met the guards of a baseline.
// Refuses to know: verdicts; a standing compares implementations of one run, not two commits.
#include <map>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <tidegate/base/atomic_file.hpp>
#include <tidegate/base/file_name.hpp>
#include <tidegate/judge/baseline.hpp>
#include <tidegate/judge/standing.hpp>
#include <tidegate/render/standing_text.hpp>
#include <tidegate/row/row_json.hpp>
#include <tidegate/run/git.hpp>
#include <tidegate/run/git_command.hpp>

#include "commands.hpp"
#include "committed_rows.hpp"
#include "common_flags.hpp"
#include "console.hpp"
#include "read_rows.hpp"
#include "record_files.hpp"
#include "row_guards.hpp"

namespace tidegate::command {
namespace {

namespace fs = std::filesystem;

constexpr Flag flags[] = {
    {"rows", Arity::positionals, "", "Row files or folders of `tidegate run`"},
    {"yardstick", Arity::many, "NAME=VALUE",
     "Hold each row against that of the same run with this provider, or this value of an axis: "
     "provider=openblas, algebra=real; repeatable"},
    flag_case,
    flag_point,
    flag_provider,
    flag_platform,
    {"record", Arity::no_value, "", "Append what is shown to PERFORMANCE.md, and keep the rows"},
    flag_performance,
    {"standings", Arity::one, "DIR", "Default: baselines/standings of the source tree"},
    flag_despite,
    flag_config,
    flag_source,
};

using RowsOfRuns = std::map<std::string, std::vector<const ResultRow*>>;
using StandingsOfRuns = std::map<std::string, std::vector<judge::Standing>>;

Outcome<std::vector<judge::Yardstick>> yardsticks_of(const Arguments& arguments) {
  std::vector<judge::Yardstick> yardsticks;
  for (const std::string& text : arguments.all("yardstick")) {
    auto yardstick = judge::parse_yardstick(text);
    if (!yardstick) return pass_on(yardstick);
    yardsticks.push_back(std::move(*yardstick));
  }
  return yardsticks;
}

/// `ef1363d12 subject`, of a commit that the source tree has.
Outcome<std::string> change_of(const ResultRow& row, const fs::path& source) {
  const std::string commit = (*row.provenance)[Fact::commit].value_or("");
  const auto subject = run::git_output(source, {"log", "-1", "--format=%s", commit, "--"});
  if (!commit.empty() && subject) return fmt::format("{} {}", commit.substr(0, 9), *subject);
  return fail(ErrorKind::incompatible,
              fmt::format("the commit of {} is not in {}", row.key.text(), source.string()),
              "Name the source tree that was measured with --source-dir.");
}

/// The folded rows of a run: what the numbers of its standings are read from.
struct Evidence {
  fs::path file;
  std::string text;
};

Evidence evidence_of(const Arguments& arguments, const std::string& run_id,
                     const std::vector<const ResultRow*>& rows) {
  const fs::path folder =
      arguments.text_or("standings", (source_dir(arguments) / "baselines/standings").string());
  Evidence evidence{folder / (safe_file_name(run_id) + ".jsonl"), {}};
  for (const ResultRow* row : rows) evidence.text += to_json_line(*row) + '\n';
  return evidence;
}

/// Evidence that a recorded row leads to stays what it was when the row was written.
Outcome<void> keep(const Evidence& evidence) {
  if (!is_there(evidence.file)) return write_file_atomically(evidence.file, evidence.text);
  const auto there = read_file(evidence.file);
  if (!there) return pass_on(there);
  if (*there == evidence.text) return {};
  return fail(ErrorKind::incompatible,
              fmt::format("{} holds other rows of this run", evidence.file.string()),
              "Record from all rows of the run, as they were when it was first recorded.");
}

Outcome<std::size_t> record_run(const Arguments& arguments, const std::string& despite,
                                std::string& document,
                                const std::vector<judge::Standing>& standings,
                                const std::vector<const ResultRow*>& rows) {
  const fs::path file = performance_file(arguments);
  const ResultRow& first = *standings.front().row;
  const auto change = change_of(first, source_dir(arguments));
  if (!change) return pass_on(change);
  const Evidence evidence = evidence_of(arguments, first.run_id, rows);
  const render::StandingRecord record{
      (*first.provenance)[Fact::timestamp].value_or("").substr(0, 10), *change + despite,
      link_from(file, evidence.file)};
  auto added = render::append_standings(std::move(document), standings, record, file.string());
  if (!added) return pass_on(added);
  document = std::move(added->document);
  if (added->rows == 0) return 0;
  // Before the record is: it must never point at evidence that is not there.
  if (const auto kept = keep(evidence); !kept) return pass_on(kept);
  return added->rows;
}

std::vector<std::string> names_of(const std::vector<KeptText>& guards) {
  return {guards.begin(), guards.end()};
}

/// ` (despite load)` by run, for its rows to say.
using DespiteOfRuns = std::map<std::string, std::string>;

/// Rows that could not be a baseline are no record either.
Outcome<DespiteOfRuns> check_fit(const Arguments& arguments, const RowsOfRuns& runs) {
  const auto policy = policy_of(arguments);
  if (!policy) return pass_on(policy);
  DespiteOfRuns passed;
  for (const auto& [run_id, rows] : runs) {
    std::vector<ResultRow> copies;
    for (const ResultRow* row : rows) copies.push_back(*row);
    if (const auto sound = judge::check_sound(copies); !sound) return pass_on(sound);
    const auto despite = check_guards(arguments, copies, policy->baseline);
    if (!despite) return pass_on(despite);
    std::string& said = passed[run_id];
    if (!despite->empty()) said = fmt::format(" (despite {})", fmt::join(names_of(*despite), ", "));
  }
  return passed;
}

Outcome<ExitCode> record(const Arguments& arguments, const StandingsOfRuns& standings,
                         const RowsOfRuns& runs) {
  const auto fit = check_fit(arguments, runs);
  if (!fit) return pass_on(fit);
  const fs::path file = performance_file(arguments);
  const auto alone = hold_record(file);
  if (!alone) return pass_on(alone);
  auto document = record_text(file);
  if (!document) return pass_on(document);
  std::size_t added = 0;
  for (const auto& [run_id, found] : standings) {
    const auto rows = record_run(arguments, fit->at(run_id), *document, found, runs.at(run_id));
    if (!rows) return pass_on(rows);
    added += *rows;
  }
  if (added > 0) {
    if (const auto written = write_file_atomically(file, *document); !written) {
      return pass_on(written);
    }
  }
  print(fmt::format("{}: {} row{} added.\n", file.string(), added, added == 1 ? "" : "s"));
  return ExitCode::ok;
}

Outcome<ExitCode> standing(const Arguments& arguments) {
  const auto yardsticks = yardsticks_of(arguments);
  if (!yardsticks) return pass_on(yardsticks);
  const auto selection = selection_of(arguments);
  if (!selection) return pass_on(selection);
  const std::vector<fs::path> paths = arguments.paths("rows");
  if (paths.empty()) {
    return fail(ErrorKind::usage, "standing names no rows",
                "Name row files or a folder, such as tidegate-out/rows.");
  }
  std::vector<std::string> notes;
  auto all = read_rows(paths, {}, notes);
  if (!all) return pass_on(all);
  make_committed(*all);
  for (const std::string& sentence : notes) note(sentence);
  const std::vector<ResultRow> rows = selected_rows(*all, *selection);
  const judge::Standings found = judge::standings_of(rows, *all, *yardsticks);
  for (const std::string& text : found.unused) note("no row of the run has the yardstick " + text);
  for (const std::string& why : found.refused) note("no ratio: " + why);
  if (found.found.empty()) {
    return fail(ErrorKind::missing, "no row stands beside anything",
                "Measure rows and yardsticks in one run, and check the filter.");
  }
  print(render::standing_text(found.found));
  if (!arguments.has("record")) return ExitCode::ok;
  StandingsOfRuns standings;
  RowsOfRuns runs;
  for (const judge::Standing& one : found.found) standings[one.row->run_id].push_back(one);
  for (const ResultRow& row : *all) {
    if (standings.count(row.run_id) != 0 && row.status == Status::ok) {
      runs[row.run_id].push_back(&row);
    }
  }
  return record(arguments, standings, runs);
}

}  // namespace

Command standing_command() {
  return {"standing", "Show where rows stand beside rivals of their run and the machine's ceilings",
          "Speed is the yardstick's min / the row's: 2x is twice as fast.\n"
          "Example:\n"
          "  tidegate run --worker ./bench --ceilings --attempts 3 --out rows\n"
          "  tidegate standing rows --provider kokkos --yardstick provider=openblas \\\n"
          "    --yardstick algebra=real --record\n"
          "Exit codes: 0 shown (and recorded), 2 nothing stands beside anything or a guard is not "
          "met,\n64 wrong usage.",
          flags, standing};
}

}  // namespace tidegate::command
