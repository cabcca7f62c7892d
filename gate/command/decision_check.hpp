/// Whether decisions beside kept evidence were only ever added to.
/// Decides: which files those are, and what of their history is wrong.
/// Refuses to know: what was decided (render/decision) and who asks (record_check).
#pragma once

#include <cstddef>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include <tidegate/base/error.hpp>

namespace tidegate::command {

struct DecisionsChecked {
  std::vector<std::string>
      wrong;              ///< a sentence each: an entry that a later version lost or changed
  std::size_t files = 0;  ///< decision.json files that git knows
};

/// Every decision.json below `bundles`, and in the folders of `linked`, that HEAD or one of its
/// ancestors had, version by version, and as it lies there now: what a row links counts wherever
/// somebody kept it. `top` is the top level of the source tree, `bundles` any folder, and `linked`
/// are paths below `top`. Errors: `incompatible` where `bundles` is not in the source tree, for git
/// proves nothing of it; those of git.
Outcome<DecisionsChecked> check_decisions(const std::filesystem::path& top,
                                          const std::filesystem::path& bundles,
                                          const std::set<std::string>& linked);

}  // namespace tidegate::command
