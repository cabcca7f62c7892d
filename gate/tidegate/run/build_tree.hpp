/// How a build tree of CMake was configured.
/// Decides: what of its cache a person chose or CMake found, and for which configuration a program
/// in it was built. Refuses to know: what another commit is told of that (told_entries.hpp).
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <tidegate/base/error.hpp>

namespace tidegate::run {

/// A line of CMakeCache.txt: `CMAKE_BUILD_TYPE:STRING=Release`.
struct CacheEntry {
  std::string name;
  std::string type;  ///< never UNINITIALIZED: that is STRING here
  std::string value;
  bool found = false;      ///< by find_path() and its like: help says so
  bool truncated = false;  ///< it had several lines, of which the cache keeps one
};

struct BuildTree {
  std::filesystem::path folder;        ///< as its cache spells it
  std::filesystem::path source;        ///< of its project, as its cache spells it
  std::vector<std::string> generator;  ///< as cmake takes it: `-G`, `Ninja`
  bool has_configurations = false;     ///< the generator makes several in one tree
  std::string configuration;  ///< of several: the one whose folder the program lies in, or empty
  /// Without what is INTERNAL or STATIC, was not found, or says what only this tree is for.
  std::vector<CacheEntry> entries;
  bool knows_tidegate = false;  ///< the sources of tidegate are a part of the project
  std::string compilers;        ///< changes with the compilers, and with the toolchain file's text
};

/// What `CMakeCache.txt` in `folder` says, and the place of `program` in it. Errors (usage): CMake
/// did not configure that folder.
Outcome<BuildTree> read_build_tree(const std::filesystem::path& folder,
                                   const std::filesystem::path& program);

/// Every fact of it, as one text: equal for trees that are configured alike.
std::string text_of(const BuildTree& tree);

/// The folder above `program` that CMake configured, or an empty path.
std::filesystem::path build_tree_of(const std::filesystem::path& program);

}  // namespace tidegate::run
