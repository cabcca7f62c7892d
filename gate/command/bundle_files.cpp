#include "bundle_files.hpp"

#include <memory>
#include <utility>

#include <fmt/format.h>

#include <tidegate/base/atomic_file.hpp>
#include <tidegate/render/decision_bundle.hpp>
#include <tidegate/run/git.hpp>

#include "committed_rows.hpp"

namespace tidegate::command {
namespace {

std::string commit_of(const judge::Side& side) {
  if (!side.commit.empty()) return side.commit;
  return side.provenance ? (*side.provenance)[Fact::commit].value_or("") : "";
}

/// A commit that this clone does not have leaves counts and lists empty; the bundle then says so.
void list_way(const std::filesystem::path& source, const std::string& from, const std::string& to,
              render::BundleInput& input) {
  if (const auto commits = run::commits_between(source, from, to)) {
    input.commit_count = commits->size();
    for (const run::CommitInfo& commit : *commits) {
      if (input.commits.size() == render::most_listed) break;
      input.commits.push_back({commit.sha, commit.subject});
    }
  }
  if (auto files = run::files_changed(source, from, to)) {
    input.file_count = files->size();
    if (files->size() > render::most_listed) files->resize(render::most_listed);
    input.files = std::move(*files);
  }
}

std::shared_ptr<const ResultRow> committed_row(const std::shared_ptr<const ResultRow>& row) {
  if (!row) return nullptr;
  ResultRow committed = *row;
  committed.provenance = committed_facts(row->provenance);
  return std::make_shared<const ResultRow>(std::move(committed));
}

render::BundleInput input_of(const judge::GateReport& report, const std::filesystem::path& source,
                             std::vector<judge::History> trends) {
  render::BundleInput input;
  input.report = report;
  for (judge::Side* side : {&input.report.baseline, &input.report.candidate}) {
    side->provenance = committed_facts(side->provenance);
  }
  for (judge::GateLine& line : input.report.lines) {
    line.baseline_row = committed_row(line.baseline_row);
    line.candidate_row = committed_row(line.candidate_row);
  }
  input.trends = std::move(trends);
  const std::string from = commit_of(report.baseline);
  const std::string to = commit_of(report.candidate);
  if (!from.empty() && !to.empty()) list_way(source, from, to, input);
  return input;
}

}  // namespace

Outcome<std::filesystem::path> write_bundle_of(const judge::GateReport& report,
                                               const std::filesystem::path& folder,
                                               const std::filesystem::path& source,
                                               std::vector<judge::History> trends) {
  return render::write_bundle(folder, input_of(report, source, std::move(trends)));
}

Outcome<std::filesystem::path> keep_bundle_of(const judge::GateReport& report,
                                              const std::filesystem::path& folder,
                                              const std::filesystem::path& source,
                                              std::vector<judge::History> trends) {
  const render::BundleInput input = input_of(report, source, std::move(trends));
  const std::filesystem::path kept = folder / report.run_id;
  std::error_code code;
  if (!std::filesystem::exists(kept / "bundle.json", code))
    return render::write_bundle(folder, input);
  const auto before = read_file(kept / "bundle.json");
  if (!before) return pass_on(before);
  if (*before == render::bundle_json(input)) return kept;
  return fail(
      ErrorKind::incompatible,
      fmt::format("{} holds another verdict or history of run {}", kept.string(), report.run_id),
      "Keep this one elsewhere with --bundles <folder>.");
}

}  // namespace tidegate::command
