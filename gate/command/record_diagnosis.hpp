/// `tidegate record --diagnosis`: what a recorded regression came from.
/// Decides: which alerts are meant, and that a fix is a commit that the source tree has.
/// Refuses to know: what such a row looks like (render/diagnosis).
#pragma once

#include <tidegate/base/error.hpp>
#include <tidegate/base/exit_code.hpp>

#include "flag.hpp"

namespace tidegate::command {

inline constexpr Flag flag_diagnosis{
    "diagnosis", Arity::one, "RUN",
    "Say what the rows of this run that became slower came from; appended to the record"};
inline constexpr Flag flag_cause{"cause", Arity::one, "TEXT",
                                 "diagnosis: what it came from, in one sentence"};
inline constexpr Flag flag_fix{"fix", Arity::one, "COMMIT",
                               "diagnosis: fixed by this commit (default: it stays open)"};
inline constexpr Flag flag_accepted{"accepted", Arity::no_value, "",
                                    "diagnosis: it stays slower, and the cause says what for"};
inline constexpr Flag flag_row{"row", Arity::many, "TEXT",
                               "diagnosis: only rows of this case, as the record prints it; "
                               "repeatable"};

Outcome<ExitCode> record_diagnosis(const Arguments& arguments);

}  // namespace tidegate::command
