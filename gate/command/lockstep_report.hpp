/// Rows measured in lockstep, as lines of a report.
/// Decides: which rows both sides have, and what becomes of those that one side lacks.
/// Refuses to know: stored baselines, and how a pair is judged.
#pragma once

#include <vector>

#include <tidegate/base/error.hpp>
#include <tidegate/judge/gate_report.hpp>
#include <tidegate/row/protocol.hpp>

#include "gate_inputs.hpp"
#include "gate_settings.hpp"
#include "lockstep_suite.hpp"
#include "reference.hpp"

namespace tidegate::command {

struct LockstepLines {
  SuiteJudged judged;                       ///< shared rows, then rows that the reference lacks
  std::vector<CaseListing> reference_keys;  ///< all that the reference lists
  std::vector<std::string> notes;           ///< what could not be witnessed, a sentence each
};

/// The plan without rows that this machine cannot measure.
std::vector<run::Planned> measurable(const GateInputs& inputs);

Outcome<LockstepLines> lockstep_lines(const GateSettings& settings, const GateInputs& inputs,
                                      Reference& reference, const std::vector<run::Planned>& plan);

/// Lockstep for every row of the plan; missing, skipped and dropped rows have lines too.
Outcome<judge::GateReport> lockstep_report(const GateSettings& settings, const GateInputs& inputs,
                                           Reference& reference);

}  // namespace tidegate::command
