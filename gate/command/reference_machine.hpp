/// Whether a machine is the one whose times are the project's.
/// Decides: that [record] reference_class says so, or else the committed baselines.
/// Refuses to know: what a machine class is made of, and what becomes of other machines' times.
#pragma once

#include <filesystem>
#include <string>

#include <tidegate/base/error.hpp>
#include <tidegate/judge/policy.hpp>

namespace tidegate::command {

/// True also where nobody names a reference machine: then every machine is as good as another.
Outcome<bool> is_reference_machine(const judge::RecordPolicy& policy,
                                   const std::filesystem::path& baselines,
                                   const std::string& machine_class);

}  // namespace tidegate::command
