/// The one command that would help an undecided row.
/// Decides: its flags: the same two builds, that row alone, as many pairs as would settle it.
/// Refuses to know: how many that are (judge/undecided).
#pragma once

#include <tidegate/judge/gate_report.hpp>

#include "gate_settings.hpp"

namespace tidegate::command {

/// Writes the command into `next_step` of every undecided lockstep line whose pairs to settle are
/// within what a gate spends. The others keep their sentence.
void name_settling_commands(const GateSettings& settings, judge::GateReport& report);

}  // namespace tidegate::command
