/// A commit's files in a folder of their own, without touching the user's working tree.
/// Decides: that the repository knows of the folder only while it is needed.
/// Refuses to know: what is done with the files.
#pragma once

#include <filesystem>
#include <string>

#include <tidegate/base/error.hpp>

namespace tidegate::run {

/// `git worktree add --detach`, then submodules if there are any. `folder` must not exist.
Outcome<void> add_worktree(const std::filesystem::path& repo, const std::filesystem::path& folder,
                           const std::string& commit);

/// Takes the folder off the repository's list and keeps its files, as plain files without history.
/// Only this entry is touched: `git worktree prune` would also drop a user's worktrees that happen
/// to be on a drive that is not mounted.
Outcome<void> release_worktree(const std::filesystem::path& repo,
                               const std::filesystem::path& folder);

}  // namespace tidegate::run
