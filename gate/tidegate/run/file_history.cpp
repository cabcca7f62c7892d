#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

#include <tidegate/base/split.hpp>
#include <tidegate/run/file_history.hpp>
#include <tidegate/run/git.hpp>
#include <tidegate/run/git_command.hpp>

namespace tidegate::run {
namespace {

namespace fs = std::filesystem;

/// `:100644 100644 <old> <new> M`
struct RawChange {
  std::string before;
  std::string after;
  char letter = 'M';
};

RawChange raw_change(std::string_view line) {
  const std::vector<std::string> words = split(line.substr(0, line.find('\t')), ' ');
  if (words.size() < 5) return {};
  return {words[2], words[3], words[4].front()};
}

struct Other {
  std::string blob;
  std::string path;
};

/// Markdown files that this commit added ('A') or removed ('D') when it came from this parent.
Outcome<std::vector<Other>> others(const fs::path& repo, const std::string& parent,
                                   const std::string& commit, char letter) {
  const auto text = git_output(
      repo, {"diff-tree", "-r", "-z", "--raw", "--no-abbrev", "--no-renames",
             std::string("--diff-filter=") + letter, parent, commit, "--", ":(glob)**/*.md"});
  if (!text) return pass_on(text);
  const std::vector<std::string> parts = split(*text, '\0');
  std::vector<Other> found;
  for (std::size_t i = 0; i + 1 < parts.size(); i += 2) {
    const RawChange change = raw_change(parts[i]);
    found.push_back({letter == 'A' ? change.after : change.before, parts[i + 1]});
  }
  return found;
}

/// The hash of what a commit has at this path; empty where it has nothing.
Outcome<std::string> blob_at(const fs::path& repo, const std::string& commit,
                             const std::string& path) {
  // `100644 blob <hash>\t<path>`
  const auto listed = git_output(repo, {"ls-tree", "-z", "--full-tree", commit, "--", path});
  if (!listed) return pass_on(listed);
  const std::vector<std::string> words = split(listed->substr(0, listed->find('\t')), ' ');
  return words.size() == 3 ? words[2] : std::string{};
}

class Walk {
 public:
  Walk(fs::path repo, Renames renames) : repo_(std::move(repo)), renames_(renames) {}

  /// The steps of this path below a commit.
  Outcome<void> from(const std::string& start, const std::string& path) {
    if (!walked_.emplace(start, path).second) return {};
    // --sparse: a merge that took one side as it was lost the rows of the other.
    const auto text =
        git_output(repo_, {"-c", "log.showRoot=true", "log", "--full-history", "--sparse", "-m",
                           "--raw", "--no-abbrev", "--no-renames", "--format=%x01%H %P", start,
                           "--", ":(top,literal)" + path});
    if (!text) return pass_on(text);
    std::vector<std::string> commit;  // itself, then its parents
    for (const std::string& line : split(*text, '\n')) {
      if (line.front() == '\x01') {
        commit = split(std::string_view{line}.substr(1), ' ');
      } else if (line.front() == ':' && !commit.empty()) {
        if (const auto taken = take(raw_change(line), path, commit); !taken) return taken;
      }
    }
    return {};
  }

  std::vector<FileStep> steps;

 private:
  Outcome<void> take(const RawChange& change, const std::string& path,
                     const std::vector<std::string>& commit) {
    const bool merge = commit.size() > 2;
    if (change.letter == 'A') return came_from(change.after, path, commit);
    FileStep step{commit.front(), merge, change.before, {change.after}};
    if (change.letter == 'D') {
      auto after = went_to(change.before, path, commit);
      if (!after) return pass_on(after);
      step.after = std::move(*after);
    }
    steps.push_back(std::move(step));
    return {};
  }

  /// The parents that have this content here, or none where it is empty: another name is only
  /// looked for on the way from those. What one side of a merge removed is no older version of a
  /// file that the other side added.
  Outcome<std::vector<std::string>> parents_with(const std::string& blob, const std::string& path,
                                                 const std::vector<std::string>& commit) const {
    std::vector<std::string> parents;
    if (renames_ == Renames::none) return parents;
    for (std::size_t i = 1; i < commit.size(); ++i) {
      const auto there = blob_at(repo_, commit[i], path);
      if (!there) return pass_on(there);
      if (*there == blob) parents.push_back(commit[i]);
    }
    return parents;
  }

  /// A file that vanishes may go on in each that comes into being beside it.
  Outcome<std::vector<std::string>> went_to(const std::string& before, const std::string& path,
                                            const std::vector<std::string>& commit) const {
    const auto parents = parents_with(before, path, commit);
    if (!parents) return pass_on(parents);
    std::vector<std::string> after;
    for (const std::string& parent : *parents) {
      const auto added = others(repo_, parent, commit.front(), 'A');
      if (!added) return pass_on(added);
      for (const Other& other : *added) after.push_back(other.blob);
    }
    return after;
  }

  /// A file that comes into being continues those that vanish beside it.
  Outcome<void> came_from(const std::string& after, const std::string& path,
                          const std::vector<std::string>& commit) {
    const auto parents = parents_with("", path, commit);
    if (!parents) return pass_on(parents);
    for (const std::string& parent : *parents) {
      const auto removed = others(repo_, parent, commit.front(), 'D');
      if (!removed) return pass_on(removed);
      for (const Other& other : *removed) {
        steps.push_back({commit.front(), commit.size() > 2, other.blob, {after}});
        if (const auto walked = from(parent, other.path); !walked) return walked;
      }
    }
    return {};
  }

  fs::path repo_;
  Renames renames_;
  std::set<std::pair<std::string, std::string>> walked_;
};

}  // namespace

Outcome<FileHistory> file_history(const fs::path& repo, const std::string& path, Renames renames) {
  const auto head = head_commit(repo);
  if (!head) return pass_on(head);
  const auto shallow = is_shallow(repo);
  if (!shallow) return pass_on(shallow);
  Walk walk(repo, renames);
  if (const auto walked = walk.from(*head, path); !walked) return pass_on(walked);
  FileHistory history;
  history.steps = std::move(walk.steps);
  history.shallow = *shallow;
  auto newest = blob_at(repo, *head, path);
  if (!newest) return pass_on(newest);
  history.newest = std::move(*newest);
  return history;
}

Outcome<std::string> blob_text(const fs::path& repo, const std::string& blob) {
  return git_output(repo, {"cat-file", "blob", blob});
}

}  // namespace tidegate::run
