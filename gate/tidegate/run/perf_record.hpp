/// The one door to Linux perf: where an operation spends its time, as folded stacks.
/// Decides: how perf is asked, and what to do where it is missing or may not look.
/// Refuses to know: pictures.
#pragma once

#include <cstdint>
#include <filesystem>

#include <tidegate/base/error.hpp>
#include <tidegate/base/folded_stacks.hpp>
#include <tidegate/run/profile.hpp>

namespace tidegate::run {

struct Recorded {
  FoldedStacks stacks;        ///< below the loop that calls the operation, where the worker has it
  std::uint64_t outside = 0;  ///< samples of preparing and checking, or without callers
};

/// Profiles the worker with perf's clock event, which every machine has, in user space. `scratch`
/// is an existing folder for its files. Errors: `missing` (no perf, or not one sample), `process`
/// (perf may not, or the worker failed), as run_profile.
Outcome<Recorded> record_stacks(const ProfileRequest& request,
                                const std::filesystem::path& scratch);

}  // namespace tidegate::run
