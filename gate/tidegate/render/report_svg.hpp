/// A gate report as one picture, for a README or a slide: its words as text, its changes as dots on
/// one axis.
/// Decides: the layout; every verdict is a word and a sign, colour only repeats them.
/// Refuses to know: any statistic.
#pragma once

#include <string>

#include <tidegate/judge/gate_report.hpp>

namespace tidegate::render {

/// The sentence and the facts, then of each shown line its key, verdict, times, detectable slowdown
/// and, with its interval, its change. At most 40 lines; how many more there are is said.
std::string render_report_svg(const judge::GateReport& report);

}  // namespace tidegate::render
