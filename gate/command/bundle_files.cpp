#include "bundle_files.hpp"

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

render::BundleInput input_of(const judge::GateReport& report, const std::filesystem::path& source,
                             std::vector<judge::History> trends) {
  render::BundleInput input;
  input.report = report;
  for (judge::Side* side : {&input.report.baseline, &input.report.candidate}) {
    side->provenance = committed_facts(side->provenance);
  }
  input.trends = std::move(trends);
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
