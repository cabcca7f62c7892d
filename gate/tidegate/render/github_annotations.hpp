/// A gate report as GitHub workflow commands, which Actions shows beside the run and the code.
/// Decides: error, warning or notice, and that a line without a place is annotated all the same.
/// Refuses to know: how a place was found.
#pragma once

#include <string>

#include <tidegate/judge/gate_report.hpp>
#include <tidegate/render/several.hpp>

namespace tidegate::render {

/// `::error file=...,line=...,title=...::message` on the benchmark's line for each regression,
/// broken or doubtful line, `::warning` for what could not be decided or compared and for what is
/// waived (why, and until when), without a file where the worker does not name one; problems are
/// errors; `same` and `faster` lines are silent; the verdict is a notice. Actions shows ten of a
/// level: the notice says so where there are more.
std::string render_github_annotations(const judge::GateReport& report);

/// The same of several gates in one step, the worst first, with one notice for all of them: the ten
/// are of the step, not of a gate.
std::string render_github_annotations(const Several& several);

}  // namespace tidegate::render
