/// Whether decisions beside kept evidence were only ever added to.
/// Decides: which files those are, and what of their history is wrong.
/// Refuses to know: what was decided (render/decision) and who asks (record_check).
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include <tidegate/base/error.hpp>

namespace tidegate::command {

struct DecisionsChecked {
  std::vector<std::string>
      wrong;              ///< a sentence each: an entry that a later version lost or changed
  std::size_t files = 0;  ///< decision.json files that git knows
};

/// Every decision.json below `bundles` that HEAD or one of its ancestors had, version by version,
/// and as it lies there now. `top` is the top level of the source tree; a folder elsewhere has no
/// history. Errors: those of git.
Outcome<DecisionsChecked> check_decisions(const std::filesystem::path& top,
                                          const std::filesystem::path& bundles);

}  // namespace tidegate::command
