/// `tidegate bisect step`: the answer of one commit, as `git bisect run` understands it.
/// Decides: which exit code an answer has. Refuses to know: which commit comes next.
#pragma once

#include <tidegate/base/error.hpp>
#include <tidegate/base/exit_code.hpp>

#include "bisect_settings.hpp"

namespace tidegate::command {

/// 0 good, 1 bad, 125 cannot be tested. What becomes of errors: git_safe.hpp.
Outcome<ExitCode> bisect_step(const BisectSettings& settings);

}  // namespace tidegate::command
