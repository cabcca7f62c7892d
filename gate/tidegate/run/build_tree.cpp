#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <optional>
#include <set>
#include <string_view>
#include <system_error>

#include <fmt/format.h>

#include <tidegate/base/atomic_file.hpp>
#include <tidegate/base/digest.hpp>
#include <tidegate/base/path_inside.hpp>
#include <tidegate/base/split.hpp>
#include <tidegate/run/build_tree.hpp>
#include <tidegate/run/cmake_text.hpp>

namespace tidegate::run {
namespace {

namespace fs = std::filesystem;

/// `X:STRING=value`; a name that has a colon stands in quotes.
std::optional<CacheEntry> entry_of(const std::string& line) {
  if (line.starts_with("//") || line.starts_with('#')) return std::nullopt;
  const std::size_t behind = line.starts_with('"') ? line.find('"', 1) : 0;
  const std::size_t type = behind == std::string::npos ? behind : line.find(':', behind);
  const std::size_t value = type == std::string::npos ? type : line.find('=', type);
  if (value == std::string::npos) return std::nullopt;
  return CacheEntry{line.substr(0, type), line.substr(type + 1, value - type - 1),
                    line.substr(value + 1)};
}

/// The help that CMake's own find commands give their results.
bool says_found(std::string_view help) {
  return help == "Path to a file." || help == "Path to a program." ||
         help == "Path to a library." ||
         help.starts_with("The directory containing a CMake configuration file for");
}

std::vector<CacheEntry> cache_of(const fs::path& folder) {
  std::vector<CacheEntry> cache;
  std::ifstream in(folder / "CMakeCache.txt");
  std::string help;
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with("//")) help += line.substr(2);
    if (line.find("contained a newline and was truncated") != std::string::npos && !cache.empty()) {
      cache.back().truncated = true;
    }
    auto entry = entry_of(line);
    if (!entry) continue;
    entry->found = says_found(help);
    cache.push_back(std::move(*entry));
    help.clear();
  }
  return cache;
}

std::string value_of(const std::vector<CacheEntry>& cache, std::string_view name) {
  const auto found = std::find_if(cache.begin(), cache.end(),
                                  [name](const CacheEntry& entry) { return entry.name == name; });
  return found == cache.end() ? "" : found->value;
}

/// Of this tree alone: where it is installed, what it is compared with, which configurations it
/// has, whether what it fetched is there already, who reports of it; and warnings, which an older
/// commit may have more of.
bool is_of_one_tree(std::string_view name) {
  constexpr std::array<std::string_view, 11> names{"CMAKE_INSTALL_PREFIX",
                                                   "SITE",
                                                   "BUILDNAME",
                                                   "TIDEGATE_OUTPUT_DIR",
                                                   "TIDEGATE_AGAINST",
                                                   "FETCHCONTENT_BASE_DIR",
                                                   "FETCHCONTENT_FULLY_DISCONNECTED",
                                                   "CMAKE_DEFAULT_CONFIGS",
                                                   "CMAKE_DEFAULT_BUILD_TYPE",
                                                   "CMAKE_CROSS_CONFIGS",
                                                   "TIDEGATE_WARNINGS_AS_ERRORS"};
  return std::find(names.begin(), names.end(), name) != names.end() ||
         name.starts_with("TIDEGATE_BUILD_");
}

bool can_be_told(const CacheEntry& entry) {
  return entry.type != "INTERNAL" && entry.type != "STATIC" &&
         !entry.value.ends_with("-NOTFOUND") && !is_of_one_tree(entry.name);
}

/// Ninja Multi-Config has a file for each, whoever named them.
std::set<std::string> configurations_of(const fs::path& folder,
                                        const std::vector<CacheEntry>& cache) {
  std::set<std::string> names;
  for (const std::string& name : split(value_of(cache, "CMAKE_CONFIGURATION_TYPES"), ';')) {
    names.insert(name);
  }
  constexpr std::string_view begin = "build-";
  constexpr std::string_view end = ".ninja";
  std::error_code code;
  for (auto at = fs::directory_iterator(folder, code); !code && at != fs::directory_iterator();
       at.increment(code)) {
    const std::string name = at->path().filename().string();
    const std::size_t around = begin.size() + end.size();
    if (name.size() <= around || !name.starts_with(begin) || !name.ends_with(end)) continue;
    names.insert(name.substr(begin.size(), name.size() - around));
  }
  names.erase("");
  return names;
}

/// The innermost folder of that name: a project may call any of its own `Debug`.
std::string configuration_of(const fs::path& folder, const fs::path& program,
                             const std::set<std::string>& configurations) {
  std::error_code code;
  const fs::path inside =
      path_inside(fs::weakly_canonical(program, code), fs::weakly_canonical(folder, code));
  std::string found;
  for (const fs::path& part : inside.parent_path()) {
    if (configurations.count(part.string()) != 0) found = part.string();
  }
  return found;
}

/// The program behind the name, too: CMake does not notice another one in its place.
std::string compiler_text(const fs::path& file) {
  const std::string text = read_file(file).value_or("");
  std::string all = text;
  for (const CMakeCall& call : cmake_calls(text)) {
    if (call.name != "set" || call.arguments.size() < 2) continue;
    if (!call.arguments[0].ends_with("_COMPILER")) continue;
    if (const auto program = read_file(call.arguments[1])) all += digest(*program) + "\n";
  }
  return all;
}

/// `CMakeFiles/<version>/CMakeCXXCompiler.cmake` and its like for other languages.
std::string compilers_of(const fs::path& folder, const std::string& toolchain) {
  std::set<fs::path> files;
  std::error_code code;
  for (auto at = fs::directory_iterator(folder / "CMakeFiles", code);
       !code && at != fs::directory_iterator(); at.increment(code)) {
    std::error_code inner;
    for (auto file = fs::directory_iterator(at->path(), inner);
         !inner && file != fs::directory_iterator(); file.increment(inner)) {
      const std::string name = file->path().filename().string();
      if (name.starts_with("CMake") && name.ends_with("Compiler.cmake")) {
        files.insert(file->path());
      }
    }
  }
  std::string text;
  for (const fs::path& file : files) text += compiler_text(file);
  return digest(text + read_file(toolchain).value_or(""));
}

std::vector<std::string> generator_of(const std::vector<CacheEntry>& cache) {
  std::vector<std::string> arguments{"-G", value_of(cache, "CMAKE_GENERATOR")};
  for (const auto& [flag, name] :
       {std::pair{"-A", "CMAKE_GENERATOR_PLATFORM"}, std::pair{"-T", "CMAKE_GENERATOR_TOOLSET"}}) {
    const std::string value = value_of(cache, name);
    if (!value.empty()) arguments.insert(arguments.end(), {flag, value});
  }
  return arguments;
}

}  // namespace

Outcome<BuildTree> read_build_tree(const fs::path& folder, const fs::path& program) {
  const auto cache = cache_of(folder);
  BuildTree tree;
  tree.generator = generator_of(cache);
  tree.folder = value_of(cache, "CMAKE_CACHEFILE_DIR");
  tree.source = value_of(cache, "CMAKE_HOME_DIRECTORY");
  if (tree.generator[1].empty() || tree.folder.empty() || tree.source.empty()) {
    return fail(ErrorKind::usage,
                fmt::format("CMake did not configure {}: nothing there says how another commit is "
                            "configured alike",
                            folder.string()),
                "Name the top of the build tree, or say how with --configure-argument.");
  }
  tree.has_configurations = tree.generator[1] == "Ninja Multi-Config";
  if (tree.has_configurations) {
    tree.configuration = configuration_of(folder, program, configurations_of(folder, cache));
  }
  std::copy_if(cache.begin(), cache.end(), std::back_inserter(tree.entries), can_be_told);
  for (CacheEntry& entry : tree.entries) {
    // Without a type cmake takes a relative path for one of the folder that it is called in.
    if (entry.type == "UNINITIALIZED") entry.type = "STRING";
  }
  tree.knows_tidegate = std::any_of(cache.begin(), cache.end(), [](const CacheEntry& entry) {
    return entry.name == "TIDEGATE_BUILD_TOOL";
  });
  tree.compilers = compilers_of(folder, value_of(cache, "CMAKE_TOOLCHAIN_FILE"));
  return tree;
}

std::string text_of(const BuildTree& tree) {
  std::string text = fmt::format("{}\n{}\n{}\n{}\n", tree.folder.string(), tree.source.string(),
                                 tree.configuration, tree.compilers);
  for (const std::string& word : tree.generator) text += word + "\n";
  for (const CacheEntry& entry : tree.entries) {
    text += fmt::format("{}:{}={}\n", entry.name, entry.type, entry.value);
  }
  return text;
}

fs::path build_tree_of(const fs::path& program) {
  std::error_code code;
  for (fs::path folder = fs::absolute(program).parent_path(); folder.has_relative_path();
       folder = folder.parent_path()) {
    if (fs::exists(folder / "CMakeCache.txt", code)) return folder;
  }
  return {};
}

}  // namespace tidegate::run
