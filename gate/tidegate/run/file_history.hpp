/// Every version of one file that git knows.
/// Decides: which version followed which, across merges and renames.
/// Refuses to know: what stands in the file.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <tidegate/base/error.hpp>

namespace tidegate::run {

/// A commit that gave a file another content than one of its parents had.
struct FileStep {
  std::string commit;  ///< full hash
  bool merge = false;  ///< it has several parents: one step for each whose content differs
  std::string before;  ///< hash of the parent's content, for blob_text()
  std::vector<std::string> after;  ///< of what may have taken its place; none: the file is gone
};

struct FileHistory {
  std::vector<FileStep> steps;  ///< from the newest commit to the oldest
  std::string newest;           ///< content at HEAD; empty where HEAD does not have the file
  bool shallow = false;         ///< older versions are hidden: this clone has no full history
};

/// Whether a file may go on under another name.
enum class Renames {
  followed,  ///< where it comes into being beside Markdown files that vanish, those are taken for
             ///< its older versions, and theirs are looked at too: git's own search for renames
             ///< would lose a file that was rewritten on its way
  none       ///< its place is part of what it says: it begins where it comes, ends where it goes
};

/// Of the commits that HEAD stands on. `path` is relative to the top level of `repo`. Errors: as
/// git_output().
Outcome<FileHistory> file_history(const std::filesystem::path& repo, const std::string& path,
                                  Renames renames);

/// The content behind a hash, without the newline at its end.
Outcome<std::string> blob_text(const std::filesystem::path& repo, const std::string& blob);

}  // namespace tidegate::run
