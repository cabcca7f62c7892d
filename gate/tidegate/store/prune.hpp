/// Old runs taken out of a store.
/// Decides: which runs of a case go: all but the newest full and the newest fast ones (a fast run
/// never replaces a full one, so it must not push one out), and never one that may be resumed.
/// Refuses to know: what the rows say. Nothing else ever removes a row.
#pragma once

#include <cstddef>
#include <filesystem>
#include <vector>

#include <tidegate/base/error.hpp>
#include <tidegate/store/row_store.hpp>

namespace tidegate::store {

struct PrunePlan {
  std::vector<RunFile> goes;        ///< by case, oldest first
  std::size_t stays = 0;            ///< files
  std::vector<RunFile> unfinished;  ///< stay and are not counted: their run may be resumed
};

/// What goes when the `keep` newest full runs of each case on each class of machines stay, and as
/// many fast ones. The first row of a file tells which it is. Errors: as run_files; a first row
/// that cannot be read; `incompatible` where the folder or a file in it is no store's.
Outcome<PrunePlan> plan_prune(const std::filesystem::path& root, std::size_t keep);

/// Removes these files, each under the lock that its writers take; stops at the first that cannot
/// be removed. Errors: io.
Outcome<void> remove_runs(const std::vector<RunFile>& files);

}  // namespace tidegate::store
