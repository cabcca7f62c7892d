#include <cstdlib>
#include <string>
#include <string_view>
#include <system_error>

#include <fmt/format.h>
#include <unistd.h>

#include <tidegate/run/find_program.hpp>

namespace tidegate::run {
namespace {

namespace fs = std::filesystem;

bool is_executable_file(const fs::path& path) {
  std::error_code code;
  return fs::is_regular_file(path, code) && ::access(path.c_str(), X_OK) == 0;
}

Outcome<fs::path> find_in_path(const fs::path& name) {
  const char* variable = std::getenv("PATH");
  std::string_view rest = variable == nullptr ? "/usr/bin:/bin" : variable;
  while (!rest.empty()) {
    const std::size_t end = rest.find(':');
    const fs::path folder = rest.substr(0, end);
    if (!folder.empty() && is_executable_file(folder / name)) return fs::absolute(folder / name);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  }
  return fail(ErrorKind::missing, fmt::format("no program {} in PATH", name.string()),
              fmt::format("Install {} or add its folder to PATH.", name.string()));
}

}  // namespace

Outcome<fs::path> find_program(const fs::path& program) {
  if (program.empty()) {
    return fail(ErrorKind::missing, "no program is named", "Name the executable to run.");
  }
  if (!program.has_parent_path()) return find_in_path(program);
  std::error_code code;
  const fs::path path = fs::absolute(program, code);
  if (!code && is_executable_file(path)) return path;
  if (!fs::exists(path, code)) {
    return fail(ErrorKind::missing, fmt::format("the program {} does not exist", path.string()),
                "Build it, or check the path.");
  }
  return fail(ErrorKind::missing, fmt::format("{} is not an executable file", path.string()),
              "Name a program, and give it the right to run (chmod +x).");
}

}  // namespace tidegate::run
