/// Whether a program is older than what it was built from.
/// Decides: which files of a folder are sources. Refuses to know: which of them the program needs:
/// a build system could tell, and a program of another one could not be asked.
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>

#include <tidegate/base/error.hpp>
#include <tidegate/doctor/symptoms.hpp>

namespace tidegate::doctor {

/// What was found below a source folder.
struct SourceAge {
  std::size_t files = 0;
  std::optional<NewerSource> newer;  ///< the newest source, if it changed after `program` did
};

/// Looks at C, C++, CUDA and Fortran sources and CMake files below `sources`; not into hidden
/// folders, and not into folders with a CMakeCache.txt (builds). Errors (missing, io): no such
/// program or folder, or one that cannot be read.
Outcome<SourceAge> source_age(const std::filesystem::path& program,
                              const std::filesystem::path& sources);

}  // namespace tidegate::doctor
