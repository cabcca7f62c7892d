#include <algorithm>
#include <array>

#include <tidegate/base/atomic_file.hpp>
#include <tidegate/base/split.hpp>
#include <tidegate/run/commit_files.hpp>
#include <tidegate/run/git_command.hpp>

namespace tidegate::run {
namespace {

namespace fs = std::filesystem;

constexpr std::array cmake_files{":(top,glob)**/CMakeLists.txt", ":(top,glob)**/*.cmake"};

/// `.gitignore`, `.gitkeep` and the like keep a folder for files that nobody tracks.
bool keeps_a_folder(const std::string& path) {
  const std::string name = fs::path(path).filename().string();
  return name.starts_with(".git") || name == ".keep";
}

}  // namespace

/// One question for all: a build tree may name hundreds of places.
void CommitFiles::read() {
  files_.emplace();
  const auto listing =
      git_output(top_, {"ls-tree", "-r", "-z", "--full-tree", commit_.empty() ? "HEAD" : commit_});
  if (!listing) return;                                    // no commit yet: nothing is tracked
  for (const std::string& line : split(*listing, '\0')) {  // `100644 blob <hash>\tname`
    const std::size_t tab = line.find('\t');
    if (tab == std::string::npos) continue;
    const std::string name = line.substr(tab + 1);
    if (line.starts_with("160000 ")) {
      submodules_.push_back(name);
    } else if (!keeps_a_folder(name)) {
      files_->push_back(name);
    }
  }
  std::sort(files_->begin(), files_->end());
}

bool CommitFiles::find(const std::string& place) {
  for (const std::string& submodule : submodules_) {
    if (submodule == place || submodule.starts_with(place + "/")) return true;
    if (!place.starts_with(submodule + "/")) continue;
    const auto known = in_submodules_.find(place);
    if (known != in_submodules_.end()) return known->second;
    const auto files =
        git_output(top_ / submodule,
                   {"ls-files", "--", ":(top,literal)" + place.substr(submodule.size() + 1)});
    return in_submodules_[place] = files && !files->empty();
  }
  const auto at = std::lower_bound(files_->begin(), files_->end(), place);
  if (at != files_->end() && *at == place) return true;
  const auto below = std::lower_bound(at, files_->end(), place + "/");
  return below != files_->end() && below->starts_with(place + "/");
}

bool CommitFiles::has(const fs::path& inside) {
  if (inside == ".") return true;
  if (!files_) read();
  // `a/` is the folder `a`: without that name nothing is found.
  return find((inside.has_filename() ? inside : inside.parent_path()).generic_string());
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
