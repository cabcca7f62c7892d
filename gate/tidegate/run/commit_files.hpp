/// The files of one side of a comparison: those of a commit, or of the working tree.
/// Decides: what is tracked there, and what a file says. Refuses to know: why somebody asks.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <tidegate/base/error.hpp>

namespace tidegate::run {

class CommitFiles {
 public:
  /// `commit` is empty for the working tree, of which HEAD says what is tracked.
  CommitFiles(std::filesystem::path top, std::string commit)
      : top_(std::move(top)), commit_(std::move(commit)) {}

  /// Whether the place, relative to the top, is a tracked file or a folder that holds some. A
  /// folder that only git's own files keep there holds none; of a place in a submodule the
  /// submodule says it, as it is checked out here.
  bool has(const std::filesystem::path& inside);

  /// An empty text for a file that is not there.
  std::string text(const std::string& file) const;

  /// CMake's files in which the word stands. None where git cannot say.
  std::vector<std::string> cmake_files_with(const std::string& word) const;

  const std::string& commit() const { return commit_; }

 private:
  bool find(const std::string& place);
  void read();

  std::filesystem::path top_;
  std::string commit_;
  std::optional<std::vector<std::string>> files_;  ///< sorted, once somebody asked
  std::vector<std::string> submodules_;
  std::map<std::string, bool> in_submodules_;
};

/// Those of CMake's files that differ between the two. Errors: those of git.
Outcome<std::vector<std::string>> changed_cmake_files(const std::filesystem::path& top,
                                                      const CommitFiles& here,
                                                      const CommitFiles& there);

}  // namespace tidegate::run
