/// A worker that calls its operation without pause, for a profiler to look at.
/// Decides: how it is started, alone or below a recording program. Refuses to know: any profiler.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include <tidegate/base/error.hpp>
#include <tidegate/row/protocol.hpp>

namespace tidegate::run {

struct ProfileRequest {
  std::filesystem::path worker;
  std::vector<std::string> arguments;  ///< put before `--tidegate`
  AttemptSpec spec;                    ///< its budget_s is how long the operation is called
  std::vector<int> cpus;               ///< empty: as ours
  double limit_s = 600;                ///< the whole process group is killed after this long
  std::function<bool()> interrupted;
};

/// Runs the worker to its end; `recorder` are the words in front of it, such as `perf record --`.
/// Errors: `missing` (no such program), `process` with the end of stderr, `interrupted`.
Outcome<void> run_profile(const ProfileRequest& request, const std::filesystem::path& scratch,
                          const std::vector<std::string>& recorder = {});

}  // namespace tidegate::run
