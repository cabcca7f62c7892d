/// Whether the change that a gate judged earns a snapshot, as git and the rows say.
/// Decides: nothing. Refuses to know: which change earns one (judge/snapshot_advice).
#pragma once

#include <tidegate/judge/gate_report.hpp>

#include "gate_inputs.hpp"
#include "gate_settings.hpp"

namespace tidegate::command {

/// Notes it in the report, a sentence each. What git cannot say is passed by: it is advice.
void note_advice(const GateSettings& settings, const GateInputs& inputs, judge::GateReport& report);

}  // namespace tidegate::command
