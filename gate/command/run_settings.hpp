/// What a run is made with, as far as rows made otherwise must not pass for the same run.
/// Decides: which settings those are, and that their meaning counts, not the words they were asked
/// for with: a default that was spelled out is the default. Refuses to know: who compares them
/// (store/open_run).
#pragma once

#include <string>
#include <utility>
#include <vector>

#include <tidegate/run/attended_worker.hpp>
#include <tidegate/run/places.hpp>
#include <tidegate/run/runner.hpp>
#include <tidegate/run/worker.hpp>

namespace tidegate::command {

/// Names and values, as a sentence has them: `--samples` was `40`.
using RunSettings = std::vector<std::pair<std::string, std::string>>;

/// Of a plan with at least one attempt.
RunSettings run_settings(const std::vector<run::Planned>& plan, const run::Places& places,
                         const run::Attendance& attendance, run::Isolation isolation);

}  // namespace tidegate::command
