/// `tidegate bisect run`: the whole search, from two commits to a diagnosis.
/// Decides: the order: both ends, the cut, the search, the culprit against its parent, the files;
/// and that a search which was cut off goes on where it was.
/// Refuses to know: which commit is asked next (bisect/hunt) and how a diagnosis looks (render).
#pragma once

#include <tidegate/base/error.hpp>
#include <tidegate/base/exit_code.hpp>

#include "bisect_settings.hpp"

namespace tidegate::command {

/// 0 a culprit was found, and found slower than its parent; 2 no single one was.
Outcome<ExitCode> bisect_run(const BisectSettings& settings);

}  // namespace tidegate::command
