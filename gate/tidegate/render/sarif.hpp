/// A gate report as SARIF 2.1.0, which code-scanning services show beside the code.
/// Decides: rules, levels, and how a row is known again from run to run.
/// Refuses to know: which service reads it, beyond what it refuses.
#pragma once

#include <string>

#include <tidegate/judge/gate_report.hpp>

namespace tidegate::render {

/// One run: a rule for each verdict that asks for a person, a result for each such line (an error
/// where the gate fails, else a warning), those that a person waived as suppressed results.
/// A line whose worker names no place, and every problem of the suite, is a notification of the
/// invocation instead: GitHub refuses a whole file for one result without a location. So is what
/// lies beyond the 25,000 results that it takes.
/// Format: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
std::string render_sarif(const judge::GateReport& report);

}  // namespace tidegate::render
