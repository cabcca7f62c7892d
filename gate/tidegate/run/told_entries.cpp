#include <algorithm>
#include <map>
#include <optional>
#include <string_view>
#include <system_error>

#include <fmt/format.h>

#include <tidegate/base/path_inside.hpp>
#include <tidegate/run/commit_files.hpp>
#include <tidegate/run/entry_default.hpp>
#include <tidegate/run/folder_names.hpp>
#include <tidegate/run/git.hpp>
#include <tidegate/run/own_defaults.hpp>
#include <tidegate/run/reference_build.hpp>
#include <tidegate/run/told_entries.hpp>

namespace tidegate::run {
namespace {

namespace fs = std::filesystem;

/// The top of the work tree, also as the cache spells the way to the project below it.
Outcome<FolderNames> sources_of(const BuildTree& tree) {
  const auto top = top_level(tree.source);
  if (!top) return pass_on(top);
  const auto below = path_below_top(tree.source);
  if (!below) return pass_on(below);
  FolderNames found = names_of(*top);
  fs::path spelled = tree.source;
  for (auto part = below->begin(); part != below->end(); ++part) spelled = spelled.parent_path();
  std::error_code code;
  if (fs::equivalent(spelled, found.real, code)) found.names.push_back(spelled.string());
  return found;
}

/// A folder that a build writes to: both sides in one would be one side.
bool is_written(std::string_view name) {
  return name == "LIBRARY_OUTPUT_PATH" || name == "EXECUTABLE_OUTPUT_PATH" ||
         (name.starts_with("CMAKE_") && name.find("_OUTPUT_DIRECTORY") != std::string_view::npos);
}

/// A file that CMake itself reads: without it the other side would be another configuration.
bool is_input(std::string_view name) {
  const bool of_project =
      name.starts_with("CMAKE_PROJECT_") &&
      (name.ends_with("INCLUDE") || name.ends_with("INCLUDES") || name.ends_with("INCLUDE_BEFORE"));
  return of_project || name == "CMAKE_TOOLCHAIN_FILE" || name == "VCPKG_CHAINLOAD_TOOLCHAIN_FILE" ||
         name.starts_with("CMAKE_USER_MAKE_RULES_OVERRIDE");
}

class Translation {
 public:
  Translation(FolderNames sources, const BuildTree& tree, CommitFiles here, CommitFiles there,
              std::string changed)
      : sources_(std::move(sources)),
        tree_(names_of(tree.folder)),
        // In an in-source build all of the sources lie in the tree.
        tree_has_sources_(is_inside(sources_.real, tree_.real)),
        here_(std::move(here)),
        there_(std::move(there)),
        changed_(std::move(changed)) {}

  /// The value for the other side; nothing where it is of this tree alone.
  std::optional<std::string> value_of(const CacheEntry& entry) {
    if (is_written(entry.name)) return written(entry);
    if (entry.value.empty()) return entry.value;
    std::optional<std::string> value;
    for (std::size_t begin = 0; begin <= entry.value.size();) {
      const std::size_t end = std::min(entry.value.find(';', begin), entry.value.size());
      const auto part = part_of(entry, entry.value.substr(begin, end - begin));
      if (part) value = value ? *value + ";" + *part : *part;
      begin = end + 1;
    }
    return value;
  }

  /// Where in the sources a path leads, if that is tracked; by its name, or through links.
  std::optional<fs::path> tracked(const fs::path& path) {
    for (const fs::path& inside : {sources_.inside_by_name(path), sources_.inside_by_links(path)}) {
      if (!inside.empty() && here_.has(inside)) return inside;
    }
    return std::nullopt;
  }

  std::vector<std::string> take_notes() { return std::move(notes_); }

 private:
  static std::string in_checkout(const fs::path& inside) {
    return inside == "." ? std::string(reference_source)
                         : fmt::format("{}/{}", reference_source, inside.generic_string());
  }

  bool is_made(const fs::path& path) const {
    const fs::path inside = tree_.inside_by_links(path);
    if (inside.empty() || !tree_has_sources_) return !inside.empty();
    const fs::path source = sources_.inside_by_links(path);
    return source.empty() || *source.begin() == "CMakeFiles" || *source.begin() == "_deps";
  }

  std::optional<std::string> written(const CacheEntry& entry) const {
    const fs::path folder = entry.value;
    if (!folder.is_absolute()) return entry.value;  // CMake takes it from its own build folder
    const fs::path inside = tree_.inside_by_links(folder);
    return fmt::format("{}/{}", reference_folder,
                       inside.empty() ? entry.name : inside.generic_string());
  }

  /// One element of a list.
  std::optional<std::string> part_of(const CacheEntry& entry, const std::string& part) {
    std::error_code code;
    if (!part.starts_with('/')) return text_of(entry, part);
    // Not by what exists: while git drives a search, another commit is checked out.
    if (const auto inside = tracked(part)) return place_of(entry, part, *inside);
    if (!fs::exists(part, code)) return text_of(entry, part);
    // A toolchain file is an input, though a package manager wrote it into the tree.
    if (is_input(entry.name) || !is_made(part)) return part;
    return std::nullopt;
  }

  /// A tracked place, which the other commit may not have.
  std::optional<std::string> place_of(const CacheEntry& entry, const std::string& part,
                                      const fs::path& inside) {
    if (entry.found && changed_.find(entry.name) != std::string::npos) {
      say_lack(entry, "may find another place than", inside, "so it searches itself");
      return std::nullopt;
    }
    if (there_.has(inside)) return in_checkout(inside);
    if (is_input(entry.name)) {
      say_lack(entry, "does not have", inside, "so both sides are given today's");
      return part;
    }
    say_lack(entry, "does not have", inside, "so it is not told of it");
    return std::nullopt;
  }

  void say_lack(const CacheEntry& entry, std::string_view lacks, const fs::path& inside,
                std::string_view so) {
    notes_.push_back(fmt::format("{}: {} {} {}, {}", entry.name, there_.commit().substr(0, 9),
                                 lacks, inside.generic_string(), so));
  }

  /// A text in which paths may stand: flags, a command.
  std::string text_of(const CacheEntry& entry, const std::string& text) {
    std::string moved;
    std::size_t done = 0;
    while (true) {
      const PathSpan source = find_path(text, sources_, done);
      const PathSpan made = find_path(text, tree_, done);
      const PathSpan next = made.begin < source.begin ? made : source;
      if (next.begin == std::string::npos) return moved + text.substr(done);
      const std::string path = text.substr(next.begin, next.end - next.begin);
      moved += text.substr(done, next.begin - done);
      if (const auto inside = tracked(path)) {
        moved += in_checkout(*inside);
        if (!there_.has(*inside)) say_lack(entry, "does not have", *inside, "which it is told of");
      } else if (is_made(path)) {
        moved += reference_folder;
        moved += "/" + tree_.inside_by_links(path).generic_string();
      } else {
        moved += path;
      }
      done = next.end;
    }
  }

  FolderNames sources_;
  FolderNames tree_;
  bool tree_has_sources_;
  CommitFiles here_;
  CommitFiles there_;
  std::string changed_;  ///< texts of CMake's files that differ
  std::vector<std::string> notes_;
};

std::string cut_note(const CacheEntry& entry) {
  return fmt::format(
      "{} has several lines, of which CMake's cache keeps one: the other commit has "
      "its own, unless --configure-argument says it",
      entry.name);
}

std::string unknown_note(const CacheEntry& entry, const std::string& there) {
  return fmt::format(
      "{} has another default in {}, and nobody can tell whether {} was chosen: both "
      "sides are given it",
      entry.name, there.substr(0, 9), entry.value);
}

}  // namespace

Outcome<Told> told_entries(const BuildTree& tree, const std::vector<std::string>& here,
                           const std::string& there) {
  auto sources = sources_of(tree);
  if (!sources) return pass_on(sources);
  const fs::path top = sources->real;
  const CommitFiles theirs(top, there);
  std::vector<std::map<std::string, OwnDefaults>> defaults;
  std::string changed;
  for (const std::string& commit : here) {
    const CommitFiles ours(top, commit);
    auto own = cmake_changes(top, ours, theirs);
    if (!own) return pass_on(own);
    defaults.push_back(std::move(own->defaults));
    changed += own->texts;
  }
  Translation translation(std::move(*sources), tree, CommitFiles(top, here.back()), theirs,
                          std::move(changed));
  const auto is_tracked = [&translation](const fs::path& path) {
    return translation.tracked(path).has_value();
  };
  Told told;
  for (const CacheEntry& entry : tree.entries) {
    const Default own = default_of(entry, defaults, there, is_tracked, told.notes);
    if (entry.truncated) told.notes.push_back(cut_note(entry));
    if (own == Default::own || entry.truncated) continue;
    const auto value = translation.value_of(entry);
    if (!value) continue;
    if (own == Default::unknown && *value == entry.value) {
      told.notes.push_back(unknown_note(entry, there));
    }
    told.arguments.push_back(fmt::format("-D{}:{}={}", entry.name, entry.type, *value));
  }
  for (std::string& note : translation.take_notes()) told.notes.push_back(std::move(note));
  if (tree.knows_tidegate) {  // the benchmark alone is made
    told.arguments.insert(told.arguments.end(),
                          {"-DTIDEGATE_BUILD_TESTS:BOOL=OFF", "-DTIDEGATE_BUILD_TOOL:BOOL=OFF"});
  }
  return told;
}

}  // namespace tidegate::run
