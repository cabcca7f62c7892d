#include "bundle_files.hpp"

#include <tidegate/render/decision_bundle.hpp>
#include <tidegate/run/git.hpp>

namespace tidegate::command {
namespace {

std::string commit_of(const judge::Side& side) {
  if (!side.commit.empty()) return side.commit;
  return side.provenance ? (*side.provenance)[Fact::commit].value_or("") : "";
}

}  // namespace

Outcome<std::filesystem::path> write_bundle_of(const judge::GateReport& report,
                                               const std::filesystem::path& folder,
                                               const std::filesystem::path& source) {
  render::BundleInput input;
  input.report = report;
  const std::string from = commit_of(report.baseline);
  const std::string to = commit_of(report.candidate);
  if (!from.empty() && !to.empty()) {
    // A commit that this clone does not have leaves the lists empty; the bundle then says so.
    const auto commits = run::commits_between(source, from, to);
    if (commits) {
      for (const run::CommitInfo& commit : *commits) {
        input.commits.push_back({commit.sha, commit.subject});
      }
    }
    input.files = run::files_changed(source, from, to).value_or(std::vector<std::string>{});
  }
  return render::write_bundle(folder, input);
}

}  // namespace tidegate::command
