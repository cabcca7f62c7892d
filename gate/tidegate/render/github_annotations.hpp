/// A gate report as GitHub workflow commands, which Actions shows beside the run.
/// Decides: error, warning or notice. Refuses to know: source lines of benchmarks.
#pragma once

#include <string>

#include <tidegate/judge/gate_report.hpp>

namespace tidegate::render {

/// `::error title=...::message` for each problem, regression and broken line, `::warning` for what
/// could not be decided or compared; `same` and `faster` lines are silent; the verdict is a notice.
std::string render_github_annotations(const judge::GateReport& report);

}  // namespace tidegate::render
