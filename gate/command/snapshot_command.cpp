// `tidegate snapshot`: a dated page of numbers, and the row of the record that links it.
// Decides: what is snapshot, where it lies, and that none is ever overwritten.
// Refuses to know: what the page looks like (render/snapshot).
#include <fmt/format.h>

#include <tidegate/base/atomic_file.hpp>
#include <tidegate/judge/report_json.hpp>
#include <tidegate/render/snapshot.hpp>

#include "commands.hpp"
#include "committed_texts.hpp"
#include "common_flags.hpp"
#include "console.hpp"
#include "landed_rows.hpp"
#include "read_rows.hpp"
#include "record_files.hpp"

namespace tidegate::command {
namespace {

namespace fs = std::filesystem;

constexpr Flag flags[] = {
    {"input", Arity::positionals, "", "verdict.json of a gate run, or row files of one run"},
    {"summary", Arity::one, "TEXT", "What moved and why; stands on top, and must be there"},
    {"short", Arity::one, "NAME", "Beginning of the file's name (default: 7 digits of the commit)"},
    flag_change,
    flag_external,
    {"snapshots", Arity::one, "DIR", "Default: baselines/snapshots of the source tree"},
    flag_performance,
    flag_case,
    flag_point,
    flag_provider,
    flag_platform,
    flag_baselines,
    flag_config,
    flag_source,
};

/// What was measured, and of which commit.
struct Measured {
  render::Snapshot snapshot;
  Origin origin;
};

Outcome<Measured> of_verdict(const fs::path& file) {
  const auto json = read_json_file(file);
  if (!json) return pass_on(json);
  const auto report = judge::report_from_json(*json, TextSource{file.string(), 1});
  if (!report) return pass_on(report);
  Measured measured;
  measured.snapshot.run_id = report->run_id;
  measured.snapshot.date = report->timestamp.substr(0, 10);
  measured.snapshot.machine_class = report->candidate.machine_class;
  measured.snapshot.lines = render::snapshot_lines(*report);
  measured.origin = origin_of(report->candidate);
  return measured;
}

Outcome<Measured> of_rows(const Arguments& arguments, const std::vector<fs::path>& paths) {
  const auto selection = selection_of(arguments);
  if (!selection) return pass_on(selection);
  std::vector<std::string> notes;
  const auto rows = read_rows(paths, *selection, notes);
  if (!rows) return pass_on(rows);
  for (const std::string& sentence : notes) note(sentence);
  if (rows->empty()) {
    return fail(ErrorKind::missing, "no row is left of what was named", "Check the filter.");
  }
  const ResultRow& first = rows->front();
  for (const ResultRow& row : *rows) {
    if (row.run_id.str() == first.run_id.str()) continue;
    return fail(ErrorKind::incompatible,
                fmt::format("the rows are of runs {} and {}", first.run_id.str(), row.run_id.str()),
                "A snapshot shows one run: name its file.");
  }
  Measured measured;
  measured.snapshot.run_id = first.run_id.str();
  measured.snapshot.machine_class = first.machine_class.str();
  measured.snapshot.date = (*first.provenance)[Fact::timestamp].value_or("").substr(0, 10);
  measured.snapshot.lines = render::snapshot_lines(*rows);
  measured.origin = origin_of(*first.provenance);
  return measured;
}

Outcome<Measured> measured_of(const Arguments& arguments) {
  const std::vector<fs::path> paths = arguments.paths("input");
  if (paths.empty()) {
    return fail(ErrorKind::usage, "snapshot names neither a verdict nor rows",
                "Name the verdict.json of a gate run, or the rows of `tidegate run`.");
  }
  std::error_code code;
  const bool folder = fs::is_regular_file(paths.front() / "verdict.json", code);
  if (folder) return of_verdict(paths.front() / "verdict.json");
  if (paths.front().extension() == ".json") return of_verdict(paths.front());
  return of_rows(arguments, paths);
}

/// The JSON first, then the page from it. A snapshot of that name that says something else stays.
Outcome<fs::path> keep(const fs::path& folder, const render::Snapshot& snapshot) {
  const fs::path json = folder / (render::snapshot_name(snapshot) + ".json");
  fs::path page = json;
  page.replace_extension(".md");
  const std::string text = render::snapshot_json(snapshot);
  if (is_there(json) || is_there(page)) {
    const auto before = read_file(json);
    if (before && *before == text) return page;
    return fail(ErrorKind::incompatible,
                fmt::format("{} holds another snapshot: nothing is overwritten", page.string()),
                "Name this one otherwise with --short.");
  }
  if (const auto written = write_file_atomically(json, text); !written) return pass_on(written);
  const auto texts = snapshot_texts(json);
  if (!texts) return pass_on(texts);
  if (const auto written = write_texts(*texts); !written) return pass_on(written);
  return page;
}

Outcome<ExitCode> snapshot(const Arguments& arguments) {
  auto measured = measured_of(arguments);
  if (!measured) return pass_on(measured);
  render::Snapshot& shot = measured->snapshot;
  const fs::path source = source_dir(arguments);
  const auto external = external_of(arguments, measured->origin, shot.machine_class);
  if (!external) return pass_on(external);
  const auto change = change_of(arguments, measured->origin);
  if (!change) return pass_on(change);
  shot.change = *change;
  shot.summary = arguments.text_or("summary", "");
  shot.short_name = arguments.text_or("short", measured->origin.commit.substr(0, 7));
  if (const auto fine = render::check_snapshot(shot); !fine) return pass_on(fine);

  const fs::path file = performance_file(arguments);
  const auto before = record_text(file);
  if (!before) return pass_on(before);
  // The page first: a row must never point at evidence that is not there.
  const auto page =
      keep(arguments.text_or("snapshots", (source / "baselines/snapshots").string()), shot);
  if (!page) return pass_on(page);
  const auto after = render::append_record(
      *before, render::snapshot_record(shot, *external, link_from(file, *page)), file.string());
  if (!after) return pass_on(after);
  if (*after != *before || !is_there(file)) {
    if (const auto written = write_file_atomically(file, *after); !written) return pass_on(written);
  }
  print(fmt::format("{}\n{}: {}.\n", page->string(), file.string(),
                    *after == *before ? "it is linked already" : "1 row added"));
  return ExitCode::ok;
}

}  // namespace

Command snapshot_command() {
  return {
      "snapshot", "Keep a dated page of numbers, linked from PERFORMANCE.md",
      "Due where an innermost loop changed, peak memory moved by more than 5 %, or a backend is\n"
      "new: `tidegate gate` says so. None is ever overwritten.\n"
      "Example:\n"
      "  tidegate snapshot tidegate-out/verdict.json --summary \"Tiles of 64 halve the memory.\"\n"
      "Exit codes: 0 written, or there already; 2 refused or broken; 64 wrong usage.",
      flags, snapshot};
}

}  // namespace tidegate::command
