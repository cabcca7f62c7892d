#include "gate_outputs.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include <tidegate/base/atomic_file.hpp>
#include <tidegate/judge/report_json.hpp>
#include <tidegate/render/decision.hpp>
#include <tidegate/render/renderers.hpp>
#include <tidegate/row/jsonl_file.hpp>
#include <tidegate/run/attempt_log.hpp>

#include "bundle_files.hpp"
#include "console.hpp"
#include "read_history.hpp"

namespace tidegate::command {
namespace {

namespace fs = std::filesystem;

bool anything_crossed(const judge::GateReport& report) {
  return std::any_of(report.lines.begin(), report.lines.end(),
                     [](const judge::GateLine& line) { return judge::is_crossing(line.verdict); });
}

/// A history that cannot be read costs the bundle its trends, never the gate its verdict.
std::vector<judge::History> known_trends(const GateSettings& settings,
                                         const judge::GateReport& report) {
  std::vector<std::string> notes;
  auto trends = trends_of(report, settings.history, settings.source, notes);
  if (!trends) notes.push_back("the bundle has no trends: " + trends.error().what);
  for (const std::string& sentence : notes) note(sentence);
  return trends ? std::move(*trends) : std::vector<judge::History>{};
}

/// What is written beside verdict.json: two reports always, and those that a flag asked for.
std::vector<const render::Renderer*> reports_of(const GateSettings& settings) {
  std::vector<const render::Renderer*> reports;
  std::vector<std::string> names{"markdown", "junit"};
  names.insert(names.end(), settings.reports.begin(), settings.reports.end());
  for (const std::string& name : names) {
    const render::Renderer* renderer = render::find_renderer(name);
    const bool twice = std::find(reports.begin(), reports.end(), renderer) != reports.end();
    if (!twice && renderer->name != "json") reports.push_back(renderer);  // json is verdict.json
  }
  return reports;
}

/// What lies in a folder; nothing when it cannot be read.
std::vector<fs::path> entries(const fs::path& folder) {
  std::vector<fs::path> found;
  std::error_code code;
  for (fs::directory_iterator at(folder, code), end; !code && at != end; at.increment(code)) {
    found.push_back(at->path());
  }
  return found;
}

/// Whether this file or folder was given to be read.
bool is_read(const GateSettings& settings, const fs::path& path) {
  const auto names = [&path](const fs::path& input) {
    std::error_code code;
    return fs::equivalent(input, path, code);
  };
  return std::any_of(settings.rows.begin(), settings.rows.end(), names) ||
         std::any_of(settings.baseline_rows.begin(), settings.baseline_rows.end(), names) ||
         (settings.expected && names(*settings.expected)) ||
         (settings.config && names(*settings.config));
}

Outcome<void> remove_all(const std::vector<fs::path>& paths) {
  for (const fs::path& path : paths) {
    std::error_code code;
    fs::remove_all(path, code);
    if (code && code != std::errc::not_a_directory) {
      return fail(ErrorKind::io,
                  fmt::format("removing {} failed: {}", path.string(), code.message()),
                  "Check who owns the folder, or choose another --out.");
    }
  }
  return {};
}

/// One file a case, as the baselines folder has it.
Outcome<fs::path> write_candidate(const fs::path& folder, const std::vector<ResultRow>& current) {
  std::map<std::string, std::vector<ResultRow>> by_case;
  for (const ResultRow& row : current) by_case[row.key.case_name].push_back(row);
  for (auto& [name, rows] : by_case) {
    const auto written = write_results(folder / run::file_name_of_case(name), std::move(rows));
    if (!written) return pass_on(written);
  }
  return folder;
}

}  // namespace

Outcome<GateFiles> write_gate_files(const GateSettings& settings, const judge::GateReport& report,
                                    const std::vector<ResultRow>& current) {
  GateFiles files;
  files.verdict = settings.out / "verdict.json";
  const auto verdict = write_pieces_atomically(
      files.verdict, [&report](const TextSink& put) { judge::write_json(report, put); });
  if (!verdict) return pass_on(verdict);
  for (const render::Renderer* renderer : reports_of(settings)) {
    const fs::path path = settings.out / renderer->file;
    if (auto written = write_file_atomically(path, renderer->render(report)); !written) {
      return pass_on(written);
    }
    files.reports.push_back(path);
  }
  // Lockstep alone reads no accepted rows, and may have measured none that could be accepted.
  if (report.first_run && settings.mode != Mode::ab) {
    auto candidate = write_candidate(settings.out / "baseline-candidate", current);
    if (!candidate) return pass_on(candidate);
    files.candidate = *candidate;
  }
  if (anything_crossed(report)) {
    auto bundle = write_bundle_of(report, settings.out / "bundle", settings.source,
                                  known_trends(settings, report));
    if (bundle) {
      files.bundle = *bundle;
    } else if (bundle.error().kind == ErrorKind::incompatible) {
      note(bundle.error().what + ". " + bundle.error().hint);  // the verdict stands all the same
    } else {
      return pass_on(bundle);
    }
  }
  return files;
}

Outcome<void> clear_reports(const GateSettings& settings) {
  std::vector<fs::path> old;
  for (const render::Renderer* report : reports_of(settings)) {
    old.push_back(settings.out / report->file);
  }
  const fs::path verdict = settings.out / "verdict.json";
  std::error_code code;
  // Beside a verdict they are of its run, whatever this one was asked for; elsewhere somebody's.
  if (fs::exists(verdict, code)) {
    for (const render::Renderer& report : render::all_renderers()) {
      old.push_back(settings.out / report.file);
    }
  }
  old.push_back(verdict);  // the last one: it tells whose the others are
  std::erase_if(old, [&settings](const fs::path& file) { return is_read(settings, file); });
  return remove_all(old);
}

Outcome<void> clear_gate_files(const GateSettings& settings) {
  if (auto cleared = clear_reports(settings); !cleared) return cleared;
  std::vector<fs::path> old;
  for (const fs::path& path : entries(settings.out / "bundle")) {
    std::error_code code;
    // What somebody decided about an earlier run is a person's, and names that run.
    const bool decided = fs::exists(path / render::decision_file, code);
    if (fs::exists(path / "bundle.json", code) && !decided) old.push_back(path);
  }
  for (const fs::path& path : entries(settings.out / "baseline-candidate")) {
    const bool input = is_read(settings, path) || is_read(settings, path.parent_path());
    if (path.extension() == ".jsonl" && !input) old.push_back(path);
  }
  if (auto removed = remove_all(old); !removed) return removed;
  std::error_code not_empty;  // a folder that holds anything else stays
  fs::remove(settings.out / "bundle", not_empty);
  fs::remove(settings.out / "baseline-candidate", not_empty);
  return {};
}

std::string closing_text(const judge::GateReport& report, const GateFiles& files) {
  std::string text = "\nreports:\n  " + files.verdict.string() + "\n";
  for (const fs::path& path : files.reports) text += "  " + path.string() + "\n";
  if (!files.bundle.empty()) {
    text += fmt::format("decision bundle: {}\n", (files.bundle / "bundle.md").string());
    text += fmt::format("to record it: tidegate record {}\n", files.verdict.string());
  }
  if (report.first_run && !files.candidate.empty()) {
    text += fmt::format(
        "baseline candidate: {0}\nto accept it: tidegate baseline accept {0} --reason \"...\"\n",
        files.candidate.string());
  }
  return text;
}

}  // namespace tidegate::command
