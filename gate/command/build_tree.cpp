// How a build tree was configured, so that another commit is configured in the same way.
// Decides: what of a build tree's cache makes the code that is measured. Refuses to know: which
// commit is built, and when (tidegate/run/reference_build). A reference without its build type
// would be an -O0 program: beside it every change is a speed-up, and every slowdown passes.
#include "build_tree.hpp"

#include <array>
#include <fstream>
#include <map>
#include <string_view>
#include <system_error>

namespace tidegate::command {
namespace {

namespace fs = std::filesystem;
using Cache = std::map<std::string, std::string>;

/// `CMAKE_BUILD_TYPE:STRING=Release` of CMakeCache.txt; empty where there is none to read.
Cache cache_of(const fs::path& build) {
  Cache cache;
  std::ifstream in(build / "CMakeCache.txt");
  std::string line;
  while (std::getline(in, line)) {
    const std::size_t type = line.find(':');
    const std::size_t value = line.find('=');
    if (line.starts_with("//") || line.starts_with('#')) continue;
    if (type == std::string::npos || value == std::string::npos || value < type) continue;
    cache[line.substr(0, type)] = line.substr(value + 1);
  }
  return cache;
}

/// What a project's own cmake call is likely to have been told, and what changes machine code.
bool makes_code(std::string_view name) {
  constexpr std::array exact{
      "CMAKE_BUILD_TYPE",    "CMAKE_C_COMPILER",        "CMAKE_CXX_COMPILER",
      "CMAKE_CUDA_COMPILER", "CMAKE_PREFIX_PATH",       "CMAKE_TOOLCHAIN_FILE",
      "CMAKE_CXX_STANDARD",  "BUILD_SHARED_LIBS",       "CMAKE_CUDA_ARCHITECTURES",
      "CMAKE_MAKE_PROGRAM",  "CMAKE_CUDA_HOST_COMPILER"};
  for (const std::string_view one : exact) {
    if (name == one) return true;
  }
  for (const std::string_view flags : {"CMAKE_C_FLAGS", "CMAKE_CXX_FLAGS", "CMAKE_CUDA_FLAGS",
                                       "CMAKE_EXE_LINKER_FLAGS", "CMAKE_INTERPROCEDURAL_"}) {
    if (name.starts_with(flags)) return true;
  }
  return name.ends_with("_DIR") && !name.ends_with("_BINARY_DIR") &&
         !name.ends_with("_SOURCE_DIR") && !name.starts_with("CMAKE_");
}

/// What tidegate's CMake code wrote of this tree, for the configuration that the worker lies in.
fs::path written_cache(const fs::path& build, const fs::path& worker) {
  std::error_code code;
  const fs::path single = build / "tidegate-reference-cache.cmake";
  if (fs::exists(single, code)) return single;
  for (const fs::path& part : worker) {
    const fs::path of = build / ("tidegate-reference-cache-" + part.string() + ".cmake");
    if (fs::exists(of, code)) return of;
  }
  return {};
}

}  // namespace

std::vector<std::string> configure_arguments_like(const fs::path& build, const fs::path& worker) {
  const Cache cache = cache_of(build);
  const auto generator = cache.find("CMAKE_GENERATOR");
  if (generator == cache.end()) return {};
  std::vector<std::string> arguments{"-G", generator->second};
  if (const fs::path written = written_cache(build, worker); !written.empty()) {
    arguments.insert(arguments.end(), {"-C", fs::absolute(written).string()});
    return arguments;
  }
  for (const auto& [name, value] : cache) {
    const bool inside = value.starts_with(fs::absolute(build).lexically_normal().string());
    if (makes_code(name) && !value.empty() && !value.ends_with("-NOTFOUND") && !inside) {
      arguments.push_back("-D" + name + "=" + value);
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
