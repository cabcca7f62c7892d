#include "decision_check.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include <tidegate/base/atomic_file.hpp>
#include <tidegate/base/path_inside.hpp>
#include <tidegate/base/split.hpp>
#include <tidegate/render/decision.hpp>
#include <tidegate/run/file_history.hpp>
#include <tidegate/run/git.hpp>
#include <tidegate/run/git_command.hpp>

namespace tidegate::command {
namespace {

namespace fs = std::filesystem;

/// Paths below the top level, of all commits that HEAD stands on: what was removed counts too. No
/// name that somebody chose is a part of the pattern: it could be one itself.
Outcome<std::set<std::string>> all_files(const fs::path& top) {
  const auto text = run::git_output(
      top, {"log", "--full-history", "-m", "--no-renames", "--format=", "--name-only", "-z", "HEAD",
            "--", fmt::format(":(top,glob)**/{}", render::decision_file)});
  if (!text) return pass_on(text);
  std::set<std::string> files;
  for (const std::string& path : split(*text, '\0')) files.insert(path);
  return files;
}

struct Version {
  std::vector<std::string> entries;  ///< the decisions
  std::string rest;                  ///< all that stands beside them: whose verdict they decide
};

/// What cannot be read is the rest of no decision, so that mending it is a change as well.
Version version_of(const std::string& text) {
  auto json = parse_json(text, TextSource{std::string(render::decision_file), 1});
  JsonObject* object = json ? json->if_object() : nullptr;
  Json* list = object == nullptr ? nullptr : object->if_contains("decisions");
  if (list == nullptr || !list->is_array()) return {{}, text};
  Version version;
  for (const Json& entry : list->get_array()) version.entries.push_back(json_pretty(entry));
  list->emplace_array();
  version.rest = json_pretty(*json);
  return version;
}

/// New entries come last; a merge may put those of one side between those of the other.
bool kept(const Version& before, const Version& after, bool merge) {
  if (before.rest != after.rest) return false;
  auto at = after.entries.begin();
  for (const std::string& entry : before.entries) {
    if (merge) at = std::find(at, after.entries.end(), entry);
    if (at == after.entries.end() || *at != entry) return false;
    ++at;
  }
  return true;
}

constexpr std::string_view lost = "a decision was edited, removed or moved";

Outcome<void> check_file(const fs::path& top, const std::string& path,
                         std::vector<std::string>& wrong) {
  const auto history = run::file_history(top, path, run::Renames::none);
  if (!history) return pass_on(history);
  for (const run::FileStep& step : history->steps) {
    const auto before = run::blob_text(top, step.before);
    if (!before) return pass_on(before);
    bool found = false;
    for (const std::string& blob : step.after) {
      const auto after = run::blob_text(top, blob);
      if (!after) return pass_on(after);
      found = found || kept(version_of(*before), version_of(*after), step.merge);
    }
    if (!found)
      wrong.push_back(fmt::format("commit {}: {}: {}", step.commit.substr(0, 9), path, lost));
  }
  if (history->newest.empty()) return {};
  const auto before = run::blob_text(top, history->newest);
  if (!before) return pass_on(before);
  const auto now = read_file(top / path);
  const bool merging = run::commit_of(top, "MERGE_HEAD").has_value();
  if (!now || !kept(version_of(*before), version_of(*now), merging)) {
    wrong.push_back(fmt::format("uncommitted: {}: {}", path, lost));
  }
  return {};
}

}  // namespace

Outcome<DecisionsChecked> check_decisions(const fs::path& top, const fs::path& bundles,
                                          const std::set<std::string>& linked) {
  std::error_code code;
  const fs::path root = fs::weakly_canonical(top, code);
  const fs::path folder =
      path_inside(fs::weakly_canonical(fs::absolute(bundles, code), code), root);
  if (folder.empty()) {
    return fail(ErrorKind::incompatible,
                fmt::format("decisions in {} cannot be proven: it is not in the source tree {}",
                            bundles.string(), root.string()),
                "Name the folder of the source tree where its bundles are kept, with --bundles.");
  }
  const auto files = all_files(top);
  if (!files) return pass_on(files);
  DecisionsChecked checked;
  for (const std::string& path : *files) {
    const bool meant =
        is_inside(path, folder) || linked.count(fs::path(path).parent_path().generic_string()) != 0;
    if (!meant) continue;
    if (const auto done = check_file(top, path, checked.wrong); !done) return pass_on(done);
    ++checked.files;
  }
  return checked;
}

}  // namespace tidegate::command
