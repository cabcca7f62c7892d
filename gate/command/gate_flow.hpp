/// The gate from rows to a report: screen, confirm, or lockstep for everything.
/// Decides: which rows are measured in lockstep, and that the lockstep verdict wins.
/// Refuses to know: files of the report, printing.
#pragma once

#include <tidegate/base/error.hpp>
#include <tidegate/judge/gate_report.hpp>

#include "gate_inputs.hpp"
#include "gate_settings.hpp"

namespace tidegate::command {

Outcome<judge::GateReport> gate_flow(const GateSettings& settings, GateInputs& inputs);

}  // namespace tidegate::command
