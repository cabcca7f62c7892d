#include "repeated_file.hpp"

#include <algorithm>
#include <system_error>

#include <fmt/format.h>

#include <tidegate/base/path_inside.hpp>

namespace tidegate::command {
namespace {

namespace fs = std::filesystem;

/// Where a path leads, without `.`, `..`, links and a closing slash.
fs::path place_of(const fs::path& path) {
  std::error_code code;
  const fs::path place = fs::weakly_canonical(fs::absolute(path), code);
  return code ? path.lexically_normal() : place;
}

bool are_one(const fs::path& left, const fs::path& right) {
  std::error_code code;
  return place_of(left) == place_of(right) || fs::equivalent(left, right, code);
}

/// A folder is read with all that is in it.
bool lies_in(const fs::path& path, const fs::path& folder) {
  const fs::path inside = path_inside(place_of(path), place_of(folder));
  std::error_code code;
  return fs::is_directory(folder, code) && !inside.empty() && inside != ".";
}

}  // namespace

Outcome<void> no_file_twice(const std::vector<fs::path>& files, const std::string& hint) {
  for (auto file = files.begin(); file != files.end(); ++file) {
    const auto first = std::find_if(files.begin(), file,
                                    [&file](const fs::path& path) { return are_one(path, *file); });
    if (first != file) {
      const std::string as =
          *first == *file ? "" : fmt::format(": {} is the same file", first->string());
      return fail(ErrorKind::usage, fmt::format("{} is named twice{}", file->string(), as), hint);
    }
    const auto folder = std::find_if(
        files.begin(), files.end(), [&file](const fs::path& path) { return lies_in(*file, path); });
    if (folder == files.end()) continue;
    return fail(ErrorKind::usage,
                fmt::format("{} lies in {}, which is named too", file->string(), folder->string()),
                hint);
  }
  return {};
}

}  // namespace tidegate::command
