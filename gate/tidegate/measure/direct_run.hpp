/// A worker that is started by hand: a small table instead of rows.
/// Decides: which points run (the representative ones; with a filter, every match) and what the
/// table shows. Refuses to know: baselines and verdicts; nothing is stored.
#pragma once

#include <string>
#include <vector>

#include <tidegate/measure/worker.hpp>

namespace tidegate::measure {

/// `--list`, `--filter TEXT`, `--help`, or nothing. Exit codes: 0 everything was measured or
/// skipped for a reason · 2 something failed · 64 wrong usage or wrong declarations.
ExitCode run_directly(Worker& worker, const std::vector<std::string>& words);

}  // namespace tidegate::measure
