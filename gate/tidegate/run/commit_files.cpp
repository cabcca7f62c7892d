#include <algorithm>
#include <array>
#include <string_view>

#include <tidegate/base/atomic_file.hpp>
#include <tidegate/base/split.hpp>
#include <tidegate/run/commit_files.hpp>
#include <tidegate/run/git_command.hpp>

namespace tidegate::run {
namespace {

namespace fs = std::filesystem;

constexpr std::array cmake_files{":(top,glob)**/CMakeLists.txt", ":(top,glob)**/*.cmake"};

/// What `git ls-tree` says of one place: `100644 blob <hash>\tname`.
struct TreeEntry {
  std::string kind;
  std::string name;
};

std::vector<TreeEntry> entries_of(const std::string& listing) {
  std::vector<TreeEntry> entries;
  for (const std::string& line : split(listing, '\0')) {
    const std::size_t tab = line.find('\t');
    const auto words = split(std::string_view(line).substr(0, tab), ' ');
    if (tab != std::string::npos && words.size() > 1) {
      entries.push_back({words[1], line.substr(tab + 1)});
    }
  }
  return entries;
}

/// `.gitignore`, `.gitkeep` and the like keep a folder for files that nobody tracks.
bool keeps_a_folder(const std::string& path) {
  const std::string name = fs::path(path).filename().string();
  return name.starts_with(".git") || name == ".keep";
}

}  // namespace

bool CommitFiles::find(const fs::path& inside) const {
  const std::string wanted = inside.generic_string();
  std::vector<std::string> question{"ls-tree", "-z", "--full-tree",
                                    commit_.empty() ? "HEAD" : commit_, "--"};
  fs::path prefix;
  for (const fs::path& part : inside) question.push_back((prefix /= part).generic_string());
  const auto listing = git_output(top_, question);
  const auto entries = entries_of(listing.value_or(""));
  if (std::any_of(entries.begin(), entries.end(),
                  [](const TreeEntry& entry) { return entry.kind == "commit"; })) {
    return true;
  }
  const auto found = std::find_if(entries.begin(), entries.end(),
                                  [&](const TreeEntry& entry) { return entry.name == wanted; });
  if (found == entries.end()) return false;
  if (found->kind != "tree") return true;
  question.resize(5);
  question.push_back(wanted + "/");
  const auto all = entries_of(git_output(top_, question).value_or(""));
  return std::any_of(all.begin(), all.end(),
                     [](const TreeEntry& entry) { return !keeps_a_folder(entry.name); });
}

bool CommitFiles::has(const fs::path& inside) {
  if (inside == ".") return true;
  // `a/` is the folder `a`: without that name nothing is found.
  const fs::path place = inside.has_filename() ? inside : inside.parent_path();
  const auto known = known_.find(place.generic_string());
  if (known != known_.end()) return known->second;
  return known_[place.generic_string()] = find(place);
}

std::string CommitFiles::text(const std::string& file) const {
  if (commit_.empty()) return read_file(top_ / file).value_or("");
  std::string object = commit_;
  object += ":" + file;
  return git_output(top_, {"show", object}).value_or("");
}

std::vector<std::string> CommitFiles::cmake_files_with(const std::string& word) const {
  std::vector<std::string> question{"grep", "-z", "-l", "-w", "-F", "-e", word};
  if (!commit_.empty()) question.push_back(commit_);
  question.emplace_back("--");
  question.insert(question.end(), cmake_files.begin(), cmake_files.end());
  std::vector<std::string> files = split(git_output(top_, question).value_or(""), '\0');
  // Of a commit: `<commit>:CMakeLists.txt`.
  const std::size_t before = commit_.empty() ? 0 : commit_.size() + 1;
  for (std::string& file : files) file.erase(0, std::min(before, file.size()));
  return files;
}

Outcome<std::vector<std::string>> changed_cmake_files(const fs::path& top, const CommitFiles& here,
                                                      const CommitFiles& there) {
  std::vector<std::string> question{"diff", "--name-only", "--no-renames", "-z"};
  if (!here.commit().empty()) question.push_back(here.commit());
  question.push_back(there.commit());
  question.emplace_back("--");
  question.insert(question.end(), cmake_files.begin(), cmake_files.end());
  const auto changed = git_output(top, question);
  if (!changed) return pass_on(changed);
  return split(*changed, '\0');
}

}  // namespace tidegate::run
