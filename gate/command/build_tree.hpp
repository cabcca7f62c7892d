#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <tidegate/base/error.hpp>

namespace tidegate::command {

/// Arguments for cmake that configure another commit as the build tree `build` is configured: its
/// generator, and the file that tidegate's CMake code left there (of the configuration that
/// `worker` lies in, where there are several), else every entry of its cache that is neither a part
/// of the tree nor of the sources. None for a folder that CMake did not configure. Errors (usage):
/// the generator has several configurations, and the worker's path names none.
Outcome<std::vector<std::string>> configure_arguments_like(const std::filesystem::path& build,
                                                           const std::filesystem::path& worker);

/// The folder above `program` that CMake configured, or an empty path.
std::filesystem::path build_tree_of(const std::filesystem::path& program);

}  // namespace tidegate::command
