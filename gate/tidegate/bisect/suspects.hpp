/// Which commits may still be the first bad one, and which of them is asked next.
/// Decides: that a commit which cannot be tested is passed over for one farther away from it.
/// Refuses to know: answers other than the ones it is told, and how they were found.
///
/// The order is git's own (`git rev-list --bisect-all`, the list that `git bisect` chooses from),
/// so merges are halved as git halves them. No state of git's is made: no worktree, no ref, and
/// nothing to clean up behind a killed process.
#pragma once

#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include <tidegate/base/error.hpp>

namespace tidegate::bisect {

struct Known {
  std::string bad;                ///< the oldest commit known to be bad
  std::vector<std::string> good;  ///< every one known to be good
  std::set<std::string> untestable;
};

struct Question {
  /// Commits that may be the first bad one, the bad one among them. One alone is the culprit.
  std::vector<std::string> suspects;
  std::optional<std::string> next;  ///< nothing when no suspect is left that can be asked
};

/// Full hashes all. Errors: as run::git_output.
Outcome<Question> next_question(const std::filesystem::path& repo, const Known& known);

/// How many answers halving so many suspects takes at most, where history is one line.
std::size_t answers_needed(std::size_t suspects);

}  // namespace tidegate::bisect
