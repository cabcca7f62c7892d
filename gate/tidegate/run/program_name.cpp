#include <system_error>

#include <tidegate/run/program_name.hpp>

namespace tidegate::run {
namespace {

namespace fs = std::filesystem;

/// The nearest folder above `file` that holds `mark`; empty where none does.
fs::path folder_with(const fs::path& file, const char* mark) {
  for (fs::path folder = file.parent_path();; folder = folder.parent_path()) {
    std::error_code code;
    if (fs::exists(folder / mark, code)) return folder;
    if (folder == folder.parent_path()) return {};
  }
}

bool leads_out(const fs::path& path) { return !path.empty() && *path.begin() == ".."; }

}  // namespace

std::string program_name(const fs::path& program) {
  if (!program.is_absolute()) {
    return (leads_out(program.lexically_normal()) ? program.filename() : program).generic_string();
  }
  std::error_code code;
  // A row of another machine names a program that is not here; a folder here must not name it.
  if (!fs::exists(program, code)) return program.filename().generic_string();
  // Only the folder is resolved: a program that is a link is called as its caller calls it.
  const fs::path folder = fs::canonical(program.parent_path(), code);
  const fs::path file = (code ? program.parent_path() : folder) / program.filename();
  for (const char* const mark : {".git", "CMakeCache.txt"}) {
    const fs::path root = folder_with(file, mark);
    if (!root.empty()) return file.lexically_relative(root).generic_string();
  }
  return program.filename().generic_string();
}

}  // namespace tidegate::run
