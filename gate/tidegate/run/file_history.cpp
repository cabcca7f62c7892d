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

class Walk {
 public:
  explicit Walk(fs::path repo) : repo_(std::move(repo)) {}

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
        if (const auto taken = take(raw_change(line), commit); !taken) return taken;
      }
    }
    return {};
  }

  std::vector<FileStep> steps;

 private:
  Outcome<void> take(const RawChange& change, const std::vector<std::string>& commit) {
    const bool merge = commit.size() > 2;
    if (change.letter == 'A') return came_from(change.after, commit);
    FileStep step{commit.front(), merge, change.before, {change.after}};
    if (change.letter == 'D') {
      step.after.clear();
      for (std::size_t i = 1; i < commit.size(); ++i) {
        const auto added = others(repo_, commit[i], commit.front(), 'A');
        if (!added) return pass_on(added);
        for (const Other& other : *added) step.after.push_back(other.blob);
      }
    }
    steps.push_back(std::move(step));
    return {};
  }

  /// A file that comes into being continues those that vanish beside it.
  Outcome<void> came_from(const std::string& after, const std::vector<std::string>& commit) {
    for (std::size_t i = 1; i < commit.size(); ++i) {
      const auto removed = others(repo_, commit[i], commit.front(), 'D');
      if (!removed) return pass_on(removed);
      for (const Other& other : *removed) {
        steps.push_back({commit.front(), commit.size() > 2, other.blob, {after}});
        if (const auto walked = from(commit[i], other.path); !walked) return walked;
      }
    }
    return {};
  }

  fs::path repo_;
  std::set<std::pair<std::string, std::string>> walked_;
};

}  // namespace

Outcome<FileHistory> file_history(const fs::path& repo, const std::string& path) {
  const auto head = head_commit(repo);
  if (!head) return pass_on(head);
  const auto shallow = is_shallow(repo);
  if (!shallow) return pass_on(shallow);
  Walk walk(repo);
  if (const auto walked = walk.from(*head, path); !walked) return pass_on(walked);
  FileHistory history;
  history.steps = std::move(walk.steps);
  history.shallow = *shallow;
  // `100644 blob <hash>\t<path>`
  const auto listed = git_output(repo, {"ls-tree", "-z", "--full-tree", *head, "--", path});
  if (!listed) return pass_on(listed);
  const std::vector<std::string> words = split(listed->substr(0, listed->find('\t')), ' ');
  if (words.size() == 3) history.newest = words[2];
  return history;
}

Outcome<std::string> blob_text(const fs::path& repo, const std::string& blob) {
  return git_output(repo, {"cat-file", "blob", blob});
}

}  // namespace tidegate::run
