/// Where imported rows go: a folder with a file for each case, or a store.
/// Decides: that rows are written once: what is there already is refused, not added to, since the
/// same file imported twice would count every sample twice. Refuses to know: formats.
#pragma once

#include <string>

#include <tidegate/import/foreign.hpp>

#include "flag.hpp"

namespace tidegate::command {

/// Keeps all rows; in a store under a run of their own, whose id they get. The place, for people.
/// Errors: `incompatible` (a case's file is there already), usage, io.
Outcome<std::string> keep_imported(const Arguments& arguments, foreign::Imported& imported);

}  // namespace tidegate::command
