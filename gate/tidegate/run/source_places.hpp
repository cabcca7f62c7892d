/// Where the cases of a worker stand in the repository that it was built from.
/// Decides: that a compiler's path becomes one of the repository, or nothing: rows leave the
/// machine, and its folders are nobody's business. Refuses to know: who reads the line.
#pragma once

#include <filesystem>
#include <vector>

#include <tidegate/row/protocol.hpp>

namespace tidegate::run {

/// The same listings with each `source` as a path from the top of the repository that `project`
/// lies in (outside of git: from `project`). A relative path is taken from `project`, as a compiler
/// writes it that was told to cut the folder of the sources off. What lies elsewhere, or is not
/// there, becomes unknown; so does everything where `project` is empty.
std::vector<CaseListing> placed_in_repository(std::vector<CaseListing> listings,
                                              const std::filesystem::path& project);

}  // namespace tidegate::run
