/// `tidegate bundle decide accept|revert|waive BUNDLE`: what a person decided about a verdict.
/// Decides: what each decision must come with, and that all of it is written or nothing.
/// Refuses to know: what should be decided, and what a decision looks like (render/decision).
#pragma once

#include <string>
#include <vector>

#include <tidegate/base/error.hpp>
#include <tidegate/base/exit_code.hpp>

#include "flag.hpp"

namespace tidegate::command {

inline constexpr Flag flag_decision_reason{"reason", Arity::one, "TEXT",
                                           "decide: why; kept with the decision"};
inline constexpr Flag flag_decision_author{
    "author", Arity::one, "TEXT", "decide: who answers for it (default: as git knows you)"};
inline constexpr Flag flag_decision_expires{"expires", Arity::one, "DAY",
                                            "decide waive: its last day, as 2027-01-31"};
inline constexpr Flag flag_decision_row{
    "row", Arity::many, "TEXT",
    "decide: only this row, as the bundle prints it (default: all that crossed); repeatable"};
inline constexpr Flag flag_decision_rows{
    "rows", Arity::many, "ROWS", "decide accept: the rows that become the baseline; repeatable"};
inline constexpr Flag flag_decision_print{"print", Arity::no_value, "",
                                          "decide waive: only print the [[waiver]], write nothing"};

/// `words`: decide, which decision, the bundle's folder.
Outcome<ExitCode> decide(const Arguments& arguments, const std::vector<std::string>& words);

}  // namespace tidegate::command
