/// What a running `git bisect` says of itself.
/// Decides: which commit is being asked about, and which one its good end is.
/// Refuses to know: how git chooses. Nothing here writes to the repository.
#pragma once

#include <filesystem>
#include <string>

#include <tidegate/base/error.hpp>

namespace tidegate::bisect {

/// The commit that is checked out, or the one that `git bisect start --no-checkout` points at.
Outcome<std::string> commit_in_question(const std::filesystem::path& repo);

/// The first commit that the session was told to be good, by whichever term it has for it. Errors:
/// `missing` outside of a session, or in one that has no good commit yet.
Outcome<std::string> first_good(const std::filesystem::path& repo);

/// What was checked out when the session began. Errors: `missing` outside of one.
Outcome<std::string> started_at(const std::filesystem::path& repo);

}  // namespace tidegate::bisect
