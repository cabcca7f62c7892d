// How a build tree was configured, so that another commit is configured in the same way.
// Decides: what of a build tree's cache another build is told. Refuses to know: which commit is
// built, and when (tidegate/run/reference_build). A reference without its build type would be an
// -O0 program: beside it every change is a speed-up, and every slowdown passes. One that is told of
// this tree's own files would compile today's, and compare a change with itself.
#include "build_tree.hpp"

#include <algorithm>
#include <fstream>
#include <string_view>
#include <system_error>

#include <fmt/format.h>

#include <tidegate/base/path_inside.hpp>

namespace tidegate::command {
namespace {

namespace fs = std::filesystem;

/// A line of CMakeCache.txt: `CMAKE_BUILD_TYPE:STRING=Release`.
struct Entry {
  std::string name, type, value;
};

std::vector<Entry> cache_of(const fs::path& build) {
  std::vector<Entry> cache;
  std::ifstream in(build / "CMakeCache.txt");
  std::string line;
  while (std::getline(in, line)) {
    const std::size_t type = line.find(':');
    const std::size_t value = line.find('=', type == std::string::npos ? 0 : type);
    if (line.starts_with("//") || line.starts_with('#')) continue;
    if (type == std::string::npos || value == std::string::npos) continue;
    cache.push_back(
        {line.substr(0, type), line.substr(type + 1, value - type - 1), line.substr(value + 1)});
  }
  return cache;
}

std::string value_of(const std::vector<Entry>& cache, std::string_view name) {
  const auto found = std::find_if(cache.begin(), cache.end(),
                                  [name](const Entry& entry) { return entry.name == name; });
  return found == cache.end() ? "" : found->value;
}

std::vector<std::string> list_of(const std::string& text) {
  std::vector<std::string> parts;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(';', begin), text.size());
    parts.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

/// By name, or where links lead.
bool lies_in(const fs::path& path, const fs::path& folder) {
  if (!path.is_absolute()) return false;  // a word, not a place
  std::error_code code;
  return is_inside(path, folder) ||
         is_inside(fs::weakly_canonical(path, code), fs::weakly_canonical(folder, code));
}

/// Not of this tree alone: what a person chose, or was found elsewhere. The same rules as
/// cmake/TidegateReference.cmake has.
bool is_told(const Entry& entry, const fs::path& tree, const fs::path& source) {
  if (entry.type == "INTERNAL" || entry.type == "STATIC" || entry.value.empty()) return false;
  if (entry.value.ends_with("-NOTFOUND")) return false;
  if (entry.name == "CMAKE_TOOLCHAIN_FILE") return true;  // an input, wherever it was written
  for (const std::string_view ours :
       {"CMAKE_INSTALL_", "TIDEGATE_BUILD_", "TIDEGATE_WARNINGS", "TIDEGATE_OUTPUT_DIR",
        "TIDEGATE_AGAINST", "FETCHCONTENT_BASE_DIR"}) {
    if (entry.name.starts_with(ours)) return false;
  }
  const auto parts = list_of(entry.value);
  return std::none_of(parts.begin(), parts.end(), [&](const std::string& part) {
    return lies_in(part, tree) || lies_in(part, source);
  });
}

/// The configuration whose folder below the build tree the program lies in.
std::string configuration_of(const fs::path& build, const fs::path& worker,
                             const std::vector<std::string>& configurations) {
  std::error_code code;
  const fs::path inside =
      path_inside(fs::weakly_canonical(worker, code), fs::weakly_canonical(build, code));
  for (const fs::path& part : inside) {
    const auto found = std::find(configurations.begin(), configurations.end(), part.string());
    if (found != configurations.end()) return *found;
  }
  return {};
}

}  // namespace

Outcome<std::vector<std::string>> configure_arguments_like(const fs::path& build,
                                                           const fs::path& worker) {
  const auto cache = cache_of(build);
  const std::string generator = value_of(cache, "CMAKE_GENERATOR");
  if (generator.empty()) return std::vector<std::string>{};
  std::vector<std::string> arguments{"-G", generator};
  std::string file = "tidegate-reference-cache";
  if (generator == "Ninja Multi-Config") {
    const std::string names = value_of(cache, "CMAKE_CONFIGURATION_TYPES");
    const std::string configuration = configuration_of(build, worker, list_of(names));
    if (configuration.empty()) {
      return fail(ErrorKind::usage,
                  fmt::format("{} has several configurations ({}), and the path of {} names none",
                              build.string(), names, worker.string()),
                  "Say with --configure-argument how the other commit is configured.");
    }
    file += "-" + configuration;
    arguments.push_back("-DCMAKE_DEFAULT_BUILD_TYPE=" + configuration);
  }
  std::error_code code;
  const fs::path written = fs::absolute(build / (file + ".cmake"));
  if (fs::exists(written, code)) {
    arguments.insert(arguments.end(), {"-C", written.string()});
    return arguments;
  }
  const fs::path tree = value_of(cache, "CMAKE_CACHEFILE_DIR");
  const fs::path source = value_of(cache, "CMAKE_HOME_DIRECTORY");
  for (const Entry& entry : cache) {
    if (is_told(entry, tree, source)) {
      arguments.push_back(fmt::format("-D{}:{}={}", entry.name, entry.type, entry.value));
    }
  }
  return arguments;
}

fs::path build_tree_of(const fs::path& program) {
  std::error_code code;
  for (fs::path folder = fs::absolute(program).parent_path(); folder.has_relative_path();
       folder = folder.parent_path()) {
    if (fs::exists(folder / "CMakeCache.txt", code)) return folder;
  }
  return {};
}

}  // namespace tidegate::command
