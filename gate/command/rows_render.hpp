/// `tidegate render csv|table ROWS...`: rows in a form for other programs or for a page.
/// Decides: the words, a row of a table each, and which rows are taken.
/// Refuses to know: what a text looks like (render), and verdicts.
#pragma once

#include <tidegate/base/error.hpp>
#include <tidegate/base/exit_code.hpp>

#include "flag.hpp"

namespace tidegate::command {

/// Whether the first word is one of those.
bool asks_for_rows(const Arguments& arguments);

/// Of rows the newest run of each case counts, as everywhere. Errors: a path that is not there, a
/// line that is no row, no row at all.
Outcome<ExitCode> render_rows(const Arguments& arguments);

}  // namespace tidegate::command
