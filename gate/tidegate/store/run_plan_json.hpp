/// A run's plan as the file in which it waits for the run to be complete.
/// Decides: the fields. Refuses to know: when two plans are the same (open_run).
#pragma once

#include <filesystem>
#include <string>

#include <tidegate/base/error.hpp>
#include <tidegate/row/json.hpp>
#include <tidegate/store/open_run.hpp>

namespace tidegate::store {

/// `{"kind": "plan", "run_id": ..., "facts": {name: value}, "rows": [key, ...]}`
Json plan_to_json(const std::string& run_id, const RunPlan& plan);
/// Errors: as read_json_file; `bad_input` where it is no plan.
Outcome<RunPlan> read_plan(const std::filesystem::path& path);

}  // namespace tidegate::store
