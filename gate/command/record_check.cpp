#include "record_check.hpp"

#include <map>
#include <set>
#include <string>
#include <vector>

#include <fmt/format.h>

#include <tidegate/base/atomic_file.hpp>
#include <tidegate/base/duration.hpp>
#include <tidegate/base/path_inside.hpp>
#include <tidegate/render/diagnosis.hpp>
#include <tidegate/render/quantity_text.hpp>
#include <tidegate/render/record_flaws.hpp>
#include <tidegate/render/record_rows.hpp>
#include <tidegate/run/file_history.hpp>
#include <tidegate/run/git.hpp>
#include <tidegate/run/git_command.hpp>

#include "console.hpp"
#include "decision_check.hpp"
#include "read_rows.hpp"
#include "record_files.hpp"

namespace tidegate::command {
namespace {

namespace fs = std::filesystem;
using Rows = std::vector<render::RecordRows>;

/// What is wrong, a sentence each; notes ask for nothing.
struct Findings {
  std::vector<std::string> wrong;
  std::vector<std::string> notes;
};

/// The rows of each version, read once however many commits have it.
class Versions {
 public:
  Versions(fs::path top, std::string path) : top_(std::move(top)), path_(std::move(path)) {}

  Outcome<const Rows*> rows_of(const std::string& blob) {
    const auto known = rows_.find(blob);
    if (known != rows_.end()) return &known->second;
    auto text = run::blob_text(top_, blob);
    if (!text) return pass_on(text);
    const auto document =
        render::parse_markdown(std::move(*text), fmt::format("{} ({})", path_, blob.substr(0, 9)));
    if (!document) return pass_on(document);
    return &rows_.emplace(blob, render::record_rows(*document)).first->second;
  }
  std::size_t size() const { return rows_.size(); }

 private:
  fs::path top_;
  std::string path_;
  std::map<std::string, Rows> rows_;
};

/// What a step lost: of several files that may continue the old one, the one that lost least.
Outcome<std::vector<std::string>> lost_in(const run::FileStep& step, Versions& versions) {
  const auto before = versions.rows_of(step.before);
  if (!before) return pass_on(before);
  const auto growth = step.merge ? render::Growth::between : render::Growth::at_the_end;
  std::vector<std::string> least = render::lost_rows(**before, {}, growth);
  for (const std::string& blob : step.after) {
    const auto after = versions.rows_of(blob);
    if (!after) return pass_on(after);
    std::vector<std::string> lost = render::lost_rows(**before, **after, growth);
    if (lost.size() < least.size() || lost.empty()) least = std::move(lost);
  }
  return least;
}

Outcome<void> check_history(const run::FileHistory& history, Versions& versions,
                            Findings& findings) {
  for (const run::FileStep& step : history.steps) {
    const auto lost = lost_in(step, versions);
    if (!lost) return pass_on(lost);
    for (const std::string& sentence : *lost) {
      findings.wrong.push_back(fmt::format("commit {}: {}", step.commit.substr(0, 9), sentence));
    }
  }
  return {};
}

/// What was changed since HEAD and is not committed yet; of a merge that waits, two sides.
Outcome<void> check_working_tree(const fs::path& top, const run::FileHistory& history,
                                 const render::MarkdownDocument& document, Versions& versions,
                                 Findings& findings) {
  if (history.newest.empty()) {
    findings.notes.emplace_back("it is not committed yet: it has no history to prove");
    return {};
  }
  const auto before = versions.rows_of(history.newest);
  if (!before) return pass_on(before);
  const bool merging = run::commit_of(top, "MERGE_HEAD").has_value();
  const auto growth = merging ? render::Growth::between : render::Growth::at_the_end;
  for (const std::string& lost :
       render::lost_rows(**before, render::record_rows(document), growth)) {
    findings.wrong.push_back("uncommitted: " + lost);
  }
  return {};
}

/// Evidence must lie in the source tree: elsewhere nobody else finds it. Returns the folders of the
/// bundles among it, below `top`: there lies what was decided.
std::set<std::string> check_links(const fs::path& file, const fs::path& top,
                                  const render::MarkdownDocument& document, Findings& findings) {
  std::set<std::string> folders;
  std::error_code code;
  const fs::path root = fs::weakly_canonical(top, code);
  const fs::path folder = fs::weakly_canonical(fs::absolute(file, code), code).parent_path();
  for (const render::EvidenceLink& link : render::evidence_links(document)) {
    const fs::path target = fs::weakly_canonical(folder / link.path, code);
    const fs::path inside = path_inside(target, root);
    if (inside.filename() == "bundle.md") folders.insert(inside.parent_path().generic_string());
    if (!inside.empty() && fs::is_regular_file(target, code)) continue;
    findings.wrong.push_back(fmt::format("{}:{}: its evidence {} is not in the source tree",
                                         file.filename().string(), link.line, link.path));
  }
  return folders;
}

std::string days_ago(const std::string& date) {
  const auto then = parse_iso_time(date + "T00:00:00Z");
  if (!then) return "at an unknown date";
  const auto days = (now() - *then).count() / 86400;
  if (days <= 0) return "today";
  return fmt::format("{} day{} ago", days, days == 1 ? "" : "s");
}

/// `top` has every commit, unless it is shallow: then nothing is said of those it lacks.
void check_diagnoses(const fs::path& file, const fs::path& top, bool shallow,
                     const render::MarkdownDocument& document, Findings& findings) {
  using render::DiagnosisState;
  for (const render::Alert& alert : render::alerts_of(document)) {
    const std::string place = fmt::format("{}:{}: {} {}", file.filename().string(), alert.line,
                                          alert.case_name, alert.metric);
    if (!alert.state) {
      findings.wrong.push_back(
          fmt::format("{} became slower {}, and nobody says why: tidegate record --diagnosis {} "
                      "--cause \"...\"",
                      place, days_ago(alert.date), alert.run_id));
    } else if (*alert.state == DiagnosisState::open) {
      findings.notes.push_back(
          fmt::format("{}: its diagnosis was opened {}", place, days_ago(alert.since)));
    } else if (*alert.state == DiagnosisState::fixed && !shallow &&
               !run::commit_of(top, alert.fix.substr(0, alert.fix.find(' ')))) {
      findings.wrong.push_back(
          fmt::format("{}: the commit of its fix, {}, is not in the source tree", place,
                      alert.fix.empty() ? "which is not named" : alert.fix));
    }
  }
}

/// What was looked at, where nothing is wrong.
struct Proof {
  std::string sentence;
  std::set<std::string> evidence;  ///< folders of the bundles that rows link, below the top level
};

Outcome<Findings> look(const fs::path& file, const fs::path& top, const std::string& path,
                       const run::FileHistory& history, Proof& proof) {
  auto text = read_file(file);
  if (!text) return pass_on(text);
  const auto document = render::parse_markdown(std::move(*text), file.string());
  if (!document) return pass_on(document);
  Findings findings;
  Versions versions(top, path);
  if (const auto done = check_history(history, versions, findings); !done) {
    return pass_on(done);
  }
  if (const auto done = check_working_tree(top, history, *document, versions, findings); !done) {
    return pass_on(done);
  }
  for (const render::RecordFlaw& flaw : render::record_flaws(*document)) {
    findings.wrong.push_back(
        fmt::format("{}:{}: {}", file.filename().string(), flaw.line, flaw.what));
  }
  proof.evidence = check_links(file, top, *document, findings);
  check_diagnoses(file, top, history.shallow, *document, findings);
  std::size_t rows = 0;
  for (const render::RecordRows& table : render::record_rows(*document)) rows += table.rows.size();
  proof.sentence = fmt::format("{}: {} version{}, {} row{}: none was edited, removed or merged.\n",
                               file.string(), versions.size(), versions.size() == 1 ? "" : "s",
                               rows, rows == 1 ? "" : "s");
  return findings;
}

}  // namespace

Outcome<ExitCode> check_record(const Arguments& arguments) {
  const fs::path file = performance_file(arguments);
  std::error_code code;
  const fs::path full = fs::weakly_canonical(fs::absolute(file, code), code);
  const auto top = run::top_level(full.parent_path());
  if (!top) return pass_on(top);
  const std::string path =
      full.lexically_relative(fs::weakly_canonical(*top, code)).generic_string();
  const auto history = run::file_history(*top, path, run::Renames::followed);
  if (!history) return pass_on(history);
  Proof proof;
  auto findings = look(file, *top, path, *history, proof);
  if (!findings) return pass_on(findings);
  const auto decisions = check_decisions(*top, bundles_folder(arguments), proof.evidence);
  if (!decisions) return pass_on(decisions);
  findings->wrong.insert(findings->wrong.end(), decisions->wrong.begin(), decisions->wrong.end());
  for (const std::string& sentence : findings->notes) note(sentence);
  for (const std::string& sentence : findings->wrong) note(sentence);
  if (!findings->wrong.empty()) {
    print(fmt::format(
        "{}: {} thing{} wrong. Rows and decisions are only ever added: restore what was changed, "
        "and add one that corrects it.\n",
        file.string(), findings->wrong.size(), findings->wrong.size() == 1 ? " is" : "s are"));
    return ExitCode::regression;
  }
  if (history->shallow) {
    return fail(ErrorKind::incompatible,
                fmt::format("{} cannot be proven: this clone is shallow, and older versions are "
                            "hidden from it",
                            file.string()),
                "Fetch the history: git fetch --unshallow (actions/checkout: fetch-depth: 0).");
  }
  print(proof.sentence);
  print(
      fmt::format("decisions beside {}: {} was edited, removed or moved; looked for in {} and "
                  "beside the bundles that rows link.\n",
                  render::counted(decisions->files, "bundle"),
                  decisions->files == 0 ? "nothing" : "none", bundles_folder(arguments).string()));
  return ExitCode::ok;
}

}  // namespace tidegate::command
