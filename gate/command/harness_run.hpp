/// One run of `tidegate harness`, from a worker to a folder of evidence.
/// Decides: the order of its steps, that earlier evidence is never overwritten, and the exit code.
/// Refuses to know: what the folder must hold (evidence/checklist), and how anything is measured
/// (run/runner).
#pragma once

#include <tidegate/base/exit_code.hpp>
#include <tidegate/evidence/observed.hpp>

#include "flag.hpp"

namespace tidegate::command {

/// 0 when every item of the checklist is met or was left out on request, else cannot_say.
Outcome<ExitCode> harness_run(const Arguments& arguments, const evidence::Config& asked);

}  // namespace tidegate::command
