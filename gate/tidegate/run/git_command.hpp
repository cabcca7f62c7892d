/// One call of the git command line.
/// Decides: the environment git runs in, and what its complaints mean.
/// Refuses to know: what the answer is used for.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <tidegate/base/error.hpp>

namespace tidegate::run {

/// Variables that a git hook or `git rebase --exec` sets and that would point git, or a build that
/// asks git, at the wrong repository.
const std::vector<std::string>& git_variables();

/// What `git -C folder <arguments>` prints, without the last newline. It never writes the index,
/// asks for no password and speaks English. Errors: `missing` (no such folder, no repository), `io`
/// (the folder belongs to someone else), `process` (no git, or any other refusal).
Outcome<std::string> git_output(const std::filesystem::path& folder,
                                const std::vector<std::string>& arguments);

/// Refuses a ref that git would read as an option, and the empty one (usage).
Outcome<void> check_ref(const std::string& ref);

}  // namespace tidegate::run
