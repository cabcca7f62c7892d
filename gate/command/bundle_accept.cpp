#include "bundle_accept.hpp"

#include <fmt/format.h>

#include <tidegate/row/run_id.hpp>

#include "console.hpp"
#include "gate_settings.hpp"
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

}  // namespace

Outcome<std::string> accept_command(const Arguments& arguments, const render::BundleInput& bundle,
                                    const std::string& reason) {
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
  for (const ResultRow& row : *rows) {
    if (const auto same = check_run(row, bundle.report.run_id); !same) return pass_on(same);
  }
  std::string command = "tidegate baseline accept";
  for (const std::filesystem::path& path : paths) command += " " + shell_word(path.string());
  if (const auto source = arguments.text("source-dir")) {
    command += " --source-dir " + shell_word(*source);
  }
  return command + " --reason " + shell_word(reason);
}

std::string revert_command(const render::BundleInput& bundle) {
  if (bundle.commit_count != 1 || bundle.commits.size() != 1) return "";
  return "git revert " + shell_word(bundle.commits.front().sha);
}

}  // namespace tidegate::command
