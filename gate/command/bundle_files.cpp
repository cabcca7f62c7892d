#include "bundle_files.hpp"

#include <memory>
#include <utility>

#include <fmt/format.h>

#include <tidegate/base/atomic_file.hpp>
#include <tidegate/render/decision_bundle.hpp>
#include <tidegate/run/git.hpp>

#include "committed_rows.hpp"
#include "console.hpp"
#include "record_files.hpp"

namespace tidegate::command {
namespace {

namespace fs = std::filesystem;

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

/// Whether the bundle in this folder says just what `input` says.
bool says_this(const fs::path& bundle, const render::BundleInput& input) {
  const auto there = read_file(bundle / "bundle.json");
  return there && *there == render::bundle_json(input);
}

/// What stands where evidence is to be kept.
enum class Kept {
  nothing,
  this_evidence,
  less_history,   ///< this verdict, recorded without a history, and nobody decided about it yet
  other_history,  ///< this verdict, with what its history was then
  other_verdict
};

Outcome<Kept> kept_in(const fs::path& folder, const render::BundleInput& input) {
  if (!is_there(folder / "bundle.json")) return Kept::nothing;
  if (says_this(folder, input)) return Kept::this_evidence;
  auto there = render::read_bundle(folder);
  if (!there) return pass_on(there);
  const bool without = there->trends.empty() && there->decisions.empty();
  render::BundleInput same = input;
  same.trends = std::move(there->trends);
  if (!says_this(folder, same)) return Kept::other_verdict;
  return without ? Kept::less_history : Kept::other_history;
}

/// Writes the evidence where it is not there yet. What is there is never overwritten; only a
/// history is added to where there was none.
Outcome<void> keep_evidence(const fs::path& folder, const fs::path& kept,
                            const render::BundleInput& input) {
  const auto there = kept_in(kept, input);
  if (!there) return pass_on(there);
  switch (*there) {
    case Kept::this_evidence:
      return {};
    case Kept::other_history:
      note(fmt::format("{} keeps the history that it was recorded with", kept.string()));
      return {};
    case Kept::other_verdict:
      return fail(
          ErrorKind::incompatible,
          fmt::format("{} holds another verdict of run {}", kept.string(), input.report.run_id),
          "Keep this one elsewhere with --bundles <folder>.");
    case Kept::nothing:
    case Kept::less_history:
      break;
  }
  const auto written = render::write_bundle(folder, input);
  if (!written) return pass_on(written);
  return {};
}

/// Copies what was decided about this very verdict: beside its verdict.json, or in its own bundle.
Outcome<void> carry_decisions(const fs::path& folder, const fs::path& kept,
                              const std::string& run_id) {
  if (is_there(kept / render::decision_file)) return {};
  const auto recorded = read_file(kept / "verdict.json");
  if (!recorded) return pass_on(recorded);
  for (const fs::path& own : {folder, folder / "bundle" / run_id}) {
    const fs::path file = own / render::decision_file;
    if (!is_there(file)) continue;
    const auto verdict = read_file(own / "verdict.json");
    if (!verdict || *verdict != *recorded) {
      note(fmt::format("{} is about another verdict, and is not recorded", file.string()));
      continue;
    }
    if (const auto sound = render::read_decisions(own, run_id); !sound) return pass_on(sound);
    const auto text = read_file(file);
    if (!text) return pass_on(text);
    return write_file_atomically(kept / render::decision_file, *text);
  }
  return {};
}

}  // namespace

Outcome<fs::path> write_bundle_of(const judge::GateReport& report, const fs::path& folder,
                                  const fs::path& source, std::vector<judge::History> trends) {
  const render::BundleInput input = input_of(report, source, std::move(trends));
  const fs::path bundle = folder / report.run_id;
  if (is_there(bundle / render::decision_file) && !says_this(bundle, input)) {
    return fail(
        ErrorKind::incompatible,
        fmt::format("{} was decided about, and holds another verdict or history of run {}: it is "
                    "left as it is",
                    bundle.string(), report.run_id),
        "Write this one elsewhere: `tidegate bundle <verdict.json> --out <folder>`.");
  }
  return render::write_bundle(folder, input);
}

Outcome<fs::path> keep_bundle_of(const judge::GateReport& report, const fs::path& verdict,
                                 const fs::path& folder, const fs::path& source,
                                 std::vector<judge::History> trends) {
  const render::BundleInput input = input_of(report, source, std::move(trends));
  const fs::path kept = folder / report.run_id;
  if (const auto done = keep_evidence(folder, kept, input); !done) return pass_on(done);
  std::error_code code;
  const fs::path own = fs::is_directory(verdict, code) ? verdict : verdict.parent_path();
  const bool decided = is_there(kept / render::decision_file);
  if (const auto carried = carry_decisions(own, kept, report.run_id); !carried)
    return pass_on(carried);
  if (decided || !is_there(kept / render::decision_file)) return kept;
  return render::write_bundle(folder, input);  // its page shows them
}

}  // namespace tidegate::command
