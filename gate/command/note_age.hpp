/// How old the baseline of a gate is, as git and the clock say.
/// Decides: nothing. Refuses to know: when a baseline is stale (judge/baseline_age).
#pragma once

#include <tidegate/judge/gate_report.hpp>

#include "gate_inputs.hpp"
#include "gate_settings.hpp"

namespace tidegate::command {

/// Notes it in the report; nothing where this class of machines has no stored rows.
void note_age(const GateSettings& settings, const GateInputs& inputs, judge::GateReport& report);

}  // namespace tidegate::command
