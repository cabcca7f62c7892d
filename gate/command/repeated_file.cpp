#include "repeated_file.hpp"

#include <algorithm>
#include <system_error>

#include <fmt/format.h>

namespace tidegate::command {
namespace {

namespace fs = std::filesystem;

bool are_one(const fs::path& left, const fs::path& right) {
  if (left.lexically_normal() == right.lexically_normal()) return true;
  std::error_code code;
  return fs::equivalent(left, right, code);
}

}  // namespace

Outcome<void> no_file_twice(const std::vector<fs::path>& files, const std::string& hint) {
  for (auto file = files.begin(); file != files.end(); ++file) {
    const auto first = std::find_if(files.begin(), file,
                                    [&file](const fs::path& path) { return are_one(path, *file); });
    if (first == file) continue;
    const std::string as =
        *first == *file ? "" : fmt::format(": {} is the same file", first->string());
    return fail(ErrorKind::usage, fmt::format("{} is named twice{}", file->string(), as), hint);
  }
  return {};
}

}  // namespace tidegate::command
