#include <array>
#include <chrono>
#include <system_error>

#include <fmt/format.h>

#include <tidegate/doctor/sources.hpp>

namespace tidegate::doctor {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 16> extensions{
    ".c",   ".cc",  ".cpp", ".cxx", ".cppm", ".h", ".hh",  ".hpp",
    ".hxx", ".ipp", ".inl", ".cu",  ".cuh",  ".f", ".f90", ".cmake"};

bool is_source(const fs::path& path) {
  if (path.filename() == "CMakeLists.txt") return true;
  const std::string extension = path.extension().string();
  for (const std::string_view one : extensions) {
    if (extension == one) return true;
  }
  return false;
}

/// Hidden folders and builds hold sources that nobody edits.
bool is_skipped(const fs::path& folder) {
  std::error_code code;
  const std::string name = folder.filename().string();
  return (name.size() > 1 && name.front() == '.') || fs::exists(folder / "CMakeCache.txt", code);
}

tl::unexpected<Error> unreadable(const fs::path& path, const std::error_code& code) {
  return fail(code == std::errc::no_such_file_or_directory ? ErrorKind::missing : ErrorKind::io,
              fmt::format("{} cannot be looked at: {}", path.string(), code.message()),
              "Check --worker and --source-dir.");
}

}  // namespace

Outcome<SourceAge> source_age(const fs::path& program, const fs::path& sources) {
  std::error_code code;
  const auto built = fs::last_write_time(program, code);
  if (code) return unreadable(program, code);
  SourceAge age;
  auto newest = built;
  fs::recursive_directory_iterator at(sources, fs::directory_options::skip_permission_denied, code);
  const fs::recursive_directory_iterator end;
  for (; !code && at != end; at.increment(code)) {
    std::error_code ignored;  // a file may go while we look
    if (at->is_directory(ignored)) {
      if (is_skipped(at->path())) at.disable_recursion_pending();
      continue;
    }
    if (!at->is_regular_file(ignored) || !is_source(at->path())) continue;
    const auto changed = at->last_write_time(ignored);
    if (ignored) continue;
    ++age.files;
    if (changed <= newest) continue;
    newest = changed;
    age.newer = NewerSource{at->path().lexically_relative(sources),
                            std::chrono::duration<double>(changed - built).count()};
  }
  if (code) return unreadable(sources, code);
  return age;
}

}  // namespace tidegate::doctor
