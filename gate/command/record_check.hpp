/// `tidegate record --check`: whether the record is what it claims to be.
/// Decides: what is looked at, what is said of it and which exit code that is.
/// Refuses to know: what a row is (render/record_rows) and how git keeps files (run/file_history).
#pragma once

#include <tidegate/base/error.hpp>
#include <tidegate/base/exit_code.hpp>

#include "flag.hpp"

namespace tidegate::command {

/// 0 proven; 1 a row was edited, removed or moved, says too little, leads nowhere, or became slower
/// without a diagnosis; 2 a shallow clone or an unreadable version: it could not be proven.
Outcome<ExitCode> check_record(const Arguments& arguments);

}  // namespace tidegate::command
