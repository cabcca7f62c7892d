/// What rows must satisfy before they are kept for others to be held against, and who may waive it.
/// Decides: how a guard that is not met is said, and that --despite passes it.
/// Refuses to know: which guards there are (judge/baseline_guards).
#pragma once

#include <span>
#include <vector>

#include <tidegate/judge/policy.hpp>
#include <tidegate/row/kept_text.hpp>
#include <tidegate/row/result_row.hpp>

#include "flag.hpp"

namespace tidegate::command {

inline constexpr Flag flag_despite{
    "despite", Arity::many, "GUARD",
    "Keep rows though a guard is not met (attempts, load, commit, dirty, mixed); said beside the "
    "rows; repeatable",
    "attempts load commit dirty mixed"};

/// The guards that are passed by on purpose; every other one that is not met is said, and stops it.
Outcome<std::vector<KeptText>> check_guards(const Arguments& arguments,
                                            std::span<const ResultRow> rows,
                                            const judge::BaselinePolicy& policy);

}  // namespace tidegate::command
