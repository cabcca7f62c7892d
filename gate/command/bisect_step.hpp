/// `tidegate bisect step`: the answer of one commit, as `git bisect run` understands it.
/// Decides: exit codes that git cannot misread. Refuses to know: which commit comes next.
#pragma once

#include <tidegate/base/error.hpp>
#include <tidegate/base/exit_code.hpp>

#include "bisect_settings.hpp"

namespace tidegate::command {

/// 0 good, 1 bad, 125 cannot be tested. Errors are for git_safe.
Outcome<ExitCode> bisect_step(const BisectSettings& settings);

/// The exit code of `tidegate bisect ...`: git takes 1 to 127 but 125 for a bad commit, so that a
/// flag spelt wrong would name an innocent one. Whatever is no answer becomes 128, where git stops,
/// unless the words say that a person called `bisect run`. Every other command keeps its code.
ExitCode git_safe(int argc, char** argv, ExitCode code);

}  // namespace tidegate::command
