/// The newest among many rows, by their heads alone.
/// Decides: which rows are of one group, and which run of it is the newest. Refuses to know: what
/// stands behind the heads, and which groups are wanted in the end (latest).
#pragma once

#include <filesystem>
#include <span>

#include <tidegate/base/error.hpp>
#include <tidegate/store/latest.hpp>

namespace tidegate::store {

/// What the newest is looked for of.
enum class Group { key, run_of_a_case };

/// One LatestRow for each group: its newest run. Errors: as latest_of.
Outcome<Latest> search_heads(std::span<const std::filesystem::path> files, Group group);

}  // namespace tidegate::store
