/// The one command that helps with a line, beside the sentence that says what to do.
/// Decides: which command a verdict asks for, with the flags that select this very row.
/// Refuses to know: how many pairs would settle a row (judge/undecided).
#pragma once

#include <string>

#include <tidegate/judge/gate_report.hpp>

#include "gate_inputs.hpp"
#include "gate_settings.hpp"

namespace tidegate::command {

/// ` --case=... --point=... --provider=... --platform=...`: selects this row and no other.
std::string row_flags(const Key& key);

/// Writes `next_command` of every line that is not `same`: a crossing is measured again in lockstep
/// where a worker is known, an undecided row with as many pairs as would settle it, a broken row
/// runs alone, a new row is accepted. `report.baseline` must be filled in.
void name_next_commands(const GateSettings& settings, judge::GateReport& report);

/// Where each line's row is declared: as the worker lists it, else as the rows that were read say.
void name_sources(const GateInputs& inputs, judge::GateReport& report);

}  // namespace tidegate::command
