/// The modes of the worker protocol, one file each.
/// Decides: what a mode is given and what it answers. Refuses to know: which mode was asked for
/// (worker).
#pragma once

#include <string>
#include <vector>

#include <tidegate/measure/worker.hpp>

namespace tidegate::measure {

/// The words behind the mode's name; a mode is called with as many as its row of the table says.
using Words = std::vector<std::string>;

ExitCode list_mode(Worker& worker, const Words& words);      ///< RESULT
ExitCode attempt_mode(Worker& worker, const Words& words);   ///< SPEC RESULT
ExitCode lockstep_mode(Worker& worker, const Words& words);  ///< SPEC RESULT
ExitCode serve_mode(Worker& worker, const Words& words);     ///< none
ExitCode profile_mode(Worker& worker, const Words& words);   ///< SPEC

}  // namespace tidegate::measure
