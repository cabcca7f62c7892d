#include "bundle_accept.hpp"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include <tidegate/row/run_id.hpp>

#include "console.hpp"
#include "gate_settings.hpp"
#include "next_commands.hpp"
#include "read_rows.hpp"

namespace tidegate::command {
namespace {

/// The evidence must be about these very rows.
Outcome<void> check_run(const ResultRow& row, const std::string& run_id) {
  if (row.run_id == run_id) return {};
  const bool newer = is_older_run(run_id, row.run_id.str());
  return fail(ErrorKind::incompatible,
              fmt::format("{} is of run {}, {} than the bundle's run {}", row.key.text(),
                          row.run_id.str(), newer ? "newer" : "older", run_id),
              newer ? "Judge those rows with `tidegate gate`, and decide about the bundle of that."
                    : "Name the rows of the bundle's own run with --rows.");
}

/// Lockstep pairs are measured anew: of any other row the verdict holds the numbers of --rows.
Outcome<void> check_numbers(const ResultRow& row, const judge::GateLine& line) {
  if (line.method == judge::Method::lockstep) return {};
  const ResultRow* judged = line.candidate_row.get();
  const MetricSummary* metric = row.find(line.metric.str());
  const bool same = judged != nullptr
                        ? row.status == judged->status && row.metrics == judged->metrics
                        : !line.candidate || (metric != nullptr && *metric == *line.candidate);
  if (same) return {};
  return fail(ErrorKind::incompatible,
              fmt::format("{} of --rows has other numbers than the judged row", row.key.text()),
              "Name the rows that were judged, as they were measured, with --rows.");
}

bool is_decided(const std::vector<render::DecidedRow>& decided, const judge::GateLine& line) {
  return std::find(decided.begin(), decided.end(),
                   render::DecidedRow{line.key.text(), line.metric.str()}) != decided.end();
}

/// The decided rows as --rows has them, each once; every one must be there as it was judged.
Outcome<std::set<Key>> keys_to_accept(const std::vector<ResultRow>& rows,
                                      const judge::GateReport& report,
                                      const std::vector<render::DecidedRow>& decided) {
  std::map<Key, const ResultRow*> known;
  for (const ResultRow& row : rows) {
    if (const auto same = check_run(row, report.run_id); !same) return pass_on(same);
    known[row.key] = &row;
  }
  std::set<Key> keys;
  for (const judge::GateLine& line : report.lines) {
    if (!is_decided(decided, line)) continue;
    const auto found = known.find(line.key);
    if (found == known.end()) {
      return fail(ErrorKind::missing, fmt::format("--rows does not have {}", line.key.text()),
                  "Name the rows that were judged, or decide only about rows that are there.");
    }
    if (const auto same = check_numbers(*found->second, line); !same) return pass_on(same);
    keys.insert(line.key);
  }
  return keys;
}

}  // namespace

Outcome<std::string> accept_command(const Arguments& arguments, const render::BundleInput& bundle,
                                    const render::Decision& decision) {
  const auto paths = arguments.paths("rows");
  if (paths.empty()) {
    if (bundle.report.baseline.run_id.empty()) return std::string();
    return fail(ErrorKind::usage,
                "the verdict is against an accepted baseline, and accepting means to replace it",
                "Name the rows that replace it with --rows, such as those of the judged run.");
  }
  std::vector<std::string> notes;
  const auto rows = read_rows(paths, run::Selection{}, notes);
  if (!rows) return pass_on(rows);
  for (const std::string& sentence : notes) note(sentence);
  const auto keys = keys_to_accept(*rows, bundle.report, decision.rows);
  if (!keys) return pass_on(keys);
  std::string command = "tidegate baseline accept";
  for (const std::filesystem::path& path : paths) command += " " + shell_word(path.string());
  std::string rest;
  if (const auto source = arguments.text("source-dir")) {
    rest += " --source-dir " + shell_word(*source);
  }
  rest += " --reason " + shell_word(decision.reason);
  if (keys->size() == rows->size()) return command + rest;  // all that is there was decided about
  std::string commands;
  for (const Key& key : *keys) {
    commands += (commands.empty() ? "" : " && ") + command + row_flags(key) + rest;
  }
  return commands;
}

std::string revert_command(const render::BundleInput& bundle) {
  if (bundle.commit_count != 1 || bundle.commits.size() != 1) return "";
  return "git revert " + shell_word(bundle.commits.front().sha);
}

}  // namespace tidegate::command
