/// `tidegate run --profile` and `--flamegraph`: one operation called without pause.
/// Decides: what is profiled and for how long. Refuses to know: perf (run/perf_record) and pictures
/// (render/flame_graph).
#pragma once

#include <vector>

#include <tidegate/base/error.hpp>
#include <tidegate/base/exit_code.hpp>
#include <tidegate/run/runner.hpp>

#include "flag.hpp"

namespace tidegate::command {

/// Whether these flags ask for a profile instead of rows.
bool wants_profile(const Arguments& arguments);

/// Profiles the one row of the plan; nothing is measured and no row is written. Errors: `usage`
/// (the plan has several rows), those of run::run_profile and run::record_stacks.
Outcome<ExitCode> profile_run(const Arguments& arguments, const std::vector<run::Planned>& plan,
                              double limit_s);

}  // namespace tidegate::command
