/// Whether one path lies in the folder that another one names.
/// Decides: by their words alone. Refuses to know: what is there, and where links lead; whoever
/// must know asks with both paths made canonical.
#pragma once

#include <filesystem>

namespace tidegate {

/// `path` as seen from `folder`: `.` for the folder itself, and an empty path for one that lies
/// elsewhere or that cannot be compared (one of them is absolute, the other is not).
std::filesystem::path path_inside(const std::filesystem::path& path,
                                  const std::filesystem::path& folder);

bool is_inside(const std::filesystem::path& path, const std::filesystem::path& folder);

}  // namespace tidegate
