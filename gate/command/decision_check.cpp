#include "decision_check.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include <tidegate/base/atomic_file.hpp>
#include <tidegate/base/split.hpp>
#include <tidegate/render/decision.hpp>
#include <tidegate/run/file_history.hpp>
#include <tidegate/run/git.hpp>
#include <tidegate/run/git_command.hpp>

namespace tidegate::command {
namespace {

namespace fs = std::filesystem;

/// Paths below the top level, of all commits that HEAD stands on: what was removed counts too.
Outcome<std::set<std::string>> files_of(const fs::path& top, const std::string& folder) {
  const auto text = run::git_output(
      top, {"log", "--full-history", "-m", "--no-renames", "--format=", "--name-only", "-z", "HEAD",
            "--", fmt::format(":(top,glob){}/**/{}", folder, render::decision_file)});
  if (!text) return pass_on(text);
  std::set<std::string> files;
  for (const std::string& path : split(*text, '\0')) {
    if (!path.empty()) files.insert(path);
  }
  return files;
}

/// Everything that stands in a version, as one entry each; what cannot be read is an entry of its
/// own, so that mending it is a change as well.
std::vector<std::string> entries_of(const std::string& text) {
  const auto json = parse_json(text, TextSource{std::string(render::decision_file), 1});
  const JsonObject* object = json ? json->if_object() : nullptr;
  const Json* list = object == nullptr ? nullptr : object->if_contains("decisions");
  if (list == nullptr || !list->is_array()) return {text};
  std::vector<std::string> entries;
  for (const Json& entry : list->get_array()) entries.push_back(json_pretty(entry));
  return entries;
}

/// New entries come last; a merge may put those of one side between those of the other.
bool kept(const std::vector<std::string>& before, const std::vector<std::string>& after,
          bool merge) {
  if (!merge) {
    return before.size() <= after.size() && std::equal(before.begin(), before.end(), after.begin());
  }
  auto at = after.begin();
  for (const std::string& entry : before) {
    at = std::find(at, after.end(), entry);
    if (at == after.end()) return false;
    ++at;
  }
  return true;
}

constexpr std::string_view lost = "a decision was edited, removed or moved";

Outcome<void> check_file(const fs::path& top, const std::string& path,
                         std::vector<std::string>& wrong) {
  const auto history = run::file_history(top, path);
  if (!history) return pass_on(history);
  for (const run::FileStep& step : history->steps) {
    const auto before = run::blob_text(top, step.before);
    if (!before) return pass_on(before);
    bool found = false;
    for (const std::string& blob : step.after) {
      const auto after = run::blob_text(top, blob);
      if (!after) return pass_on(after);
      found = found || kept(entries_of(*before), entries_of(*after), step.merge);
    }
    if (!found)
      wrong.push_back(fmt::format("commit {}: {}: {}", step.commit.substr(0, 9), path, lost));
  }
  if (history->newest.empty()) return {};
  const auto before = run::blob_text(top, history->newest);
  if (!before) return pass_on(before);
  const auto now = read_file(top / path);
  const bool merging = run::commit_of(top, "MERGE_HEAD").has_value();
  if (!now || !kept(entries_of(*before), entries_of(*now), merging)) {
    wrong.push_back(fmt::format("uncommitted: {}: {}", path, lost));
  }
  return {};
}

}  // namespace

Outcome<DecisionsChecked> check_decisions(const fs::path& top, const fs::path& bundles) {
  std::error_code code;
  const fs::path root = fs::weakly_canonical(top, code);
  const fs::path folder =
      fs::weakly_canonical(fs::absolute(bundles, code), code).lexically_relative(root);
  DecisionsChecked checked;
  if (folder.empty() || *folder.begin() == "..") return checked;
  const auto files = files_of(top, folder.generic_string());
  if (!files) return pass_on(files);
  for (const std::string& path : *files) {
    if (const auto done = check_file(top, path, checked.wrong); !done) return pass_on(done);
  }
  checked.files = files->size();
  return checked;
}

}  // namespace tidegate::command
