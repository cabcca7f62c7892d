/// `tidegate gate --self-test`: can this gate, on this machine, tell identical work from ten
/// percent more of it? Decides: what both verdicts must be. Refuses to know: how a verdict is
/// reached; it is the gate's own path, with workers whose work is known.
#pragma once

#include <tidegate/base/error.hpp>
#include <tidegate/base/exit_code.hpp>

#include "flag.hpp"

namespace tidegate::command {

/// Measures, prints both verdicts, and says what they show. `ok` when identical work is `same` and
/// planted work is `slower`; `cannot_say` otherwise.
Outcome<ExitCode> self_test(const Arguments& arguments);

}  // namespace tidegate::command
