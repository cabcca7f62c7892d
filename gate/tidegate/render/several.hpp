/// The verdicts of several gates together, as the summary of a job or one comment shows them.
/// Decides: what they say together, which gate comes first, and how much room each has. Refuses to
/// know: what a verdict reads like (markdown), and how much room there is (github_comments).
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include <tidegate/base/exit_code.hpp>
#include <tidegate/judge/gate_report.hpp>

namespace tidegate::render {

struct Several {
  std::span<const judge::GateReport> reports = {};
  std::string name;                        ///< what they are called together
  std::vector<std::string> problems = {};  ///< what no verdict says, as that a gate left none
  std::string link = {};                   ///< where all reports lie; empty or too long: not said
};

/// What asks for attention comes first: regressions, then what could not say, then first runs;
/// those that are alike stay as they came.
std::vector<const judge::GateReport*> worst_first(std::span<const judge::GateReport> reports);

/// regression where one gate found one; else cannot_say where one could not, with a problem, and of
/// no gates at all; else ok where one passed; else first_run.
ExitCode exit_code(const Several& several);

/// `REGRESSION: of 4 gates 1 found a regression, 3 passed.`
std::string sentence_of(const Several& several);

/// All of it in at most `most` bytes of UTF-8, `most` being 16384 at least: the problems and a line
/// a gate, then each gate's own report, the worst first. Where there is not room for everything, a
/// gate's report is cut as render_markdown_within() does, the worst of those that ask for attention
/// having half of what is left; those that had no room at all are counted by a sentence.
std::string render_several_within(const Several& several, std::size_t most);

}  // namespace tidegate::render
