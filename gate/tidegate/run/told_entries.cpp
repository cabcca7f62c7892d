#include <algorithm>
#include <map>
#include <optional>
#include <string_view>
#include <system_error>

#include <fmt/format.h>

#include <tidegate/base/path_inside.hpp>
#include <tidegate/run/git.hpp>
#include <tidegate/run/git_command.hpp>
#include <tidegate/run/own_defaults.hpp>
#include <tidegate/run/reference_build.hpp>
#include <tidegate/run/told_entries.hpp>

namespace tidegate::run {
namespace {

namespace fs = std::filesystem;

/// A folder, by every name that a cache may have for it.
struct Root {
  std::vector<std::string> names;
  fs::path real;

  /// `path` as seen from it, by name or by where links lead; empty for one that lies elsewhere.
  fs::path inside(const fs::path& path) const {
    for (const std::string& name : names) {
      const fs::path found = path_inside(path, name);
      if (!found.empty()) return found;
    }
    std::error_code code;
    return path_inside(fs::weakly_canonical(path, code), real);
  }
};

Root root_of(const fs::path& folder) {
  std::error_code code;
  Root root{{folder.lexically_normal().string()}, fs::weakly_canonical(folder, code)};
  if (root.real != root.names.front()) root.names.push_back(root.real.string());
  return root;
}

/// The top of the work tree, also as the cache spells the way to the project below it.
Outcome<Root> sources_of(const BuildTree& tree) {
  const auto top = top_level(tree.source);
  if (!top) return pass_on(top);
  const auto below = path_below_top(tree.source);
  if (!below) return pass_on(below);
  Root root = root_of(*top);
  fs::path spelled = tree.source;
  for (auto part = below->begin(); part != below->end(); ++part) spelled = spelled.parent_path();
  std::error_code code;
  if (fs::equivalent(spelled, root.real, code)) root.names.push_back(spelled.string());
  return root;
}

constexpr std::string_view between_paths = " \t\"'=:,;";

/// Whether `text[at, end)` is a whole path, or the beginning of one at a slash: `-I/repo/include`.
bool is_path(std::string_view text, std::size_t at, std::size_t end) {
  const bool ends = end == text.size() || text[end] == '/' ||
                    between_paths.find(text[end]) != std::string_view::npos;
  const std::size_t before =
      at == 0 ? std::string_view::npos : text.find_last_of(between_paths, at - 1);
  const std::size_t begin = before == std::string_view::npos ? 0 : before + 1;
  return ends && text.substr(begin, at - begin).find('/') == std::string_view::npos;
}

/// The first place, from `from` on, where one of the names begins a path.
std::size_t find_path(std::string_view text, const Root& root, std::size_t from) {
  std::size_t first = std::string_view::npos;
  for (const std::string& name : root.names) {
    std::size_t at = text.find(name, from);
    while (at != std::string_view::npos && !is_path(text, at, at + name.size())) {
      at = text.find(name, at + 1);
    }
    first = std::min(first, at);
  }
  return first;
}

class Translation {
 public:
  Translation(Root sources, Root tree) : sources_(std::move(sources)), tree_(std::move(tree)) {}

  /// The value for the other side; nothing where it is of this tree alone.
  Outcome<std::optional<std::string>> value_of(const CacheEntry& entry) {
    std::string value;
    bool any = entry.value.empty();
    for (std::size_t begin = 0; begin <= entry.value.size();) {
      const std::size_t end = std::min(entry.value.find(';', begin), entry.value.size());
      const auto part = part_of(entry, entry.value.substr(begin, end - begin));
      if (!part) return pass_on(part);
      if (*part) value += (any && !entry.value.empty() ? ";" : "") + **part;
      any = any || *part;
      begin = end + 1;
    }
    return any ? std::optional(value) : std::nullopt;
  }

 private:
  /// One element of a list.
  Outcome<std::optional<std::string>> part_of(const CacheEntry& entry, const std::string& part) {
    std::error_code code;
    const bool is_place =
        part.starts_with('/') && (fs::exists(part, code) || part.find(' ') == std::string::npos);
    if (!is_place) {
      auto text = text_of(part);
      if (!text) return pass_on(text);
      return std::optional(std::move(*text));
    }
    const auto moved = place_of(part);
    if (!moved) return pass_on(moved);
    if (*moved) return *moved;
    // A toolchain file is an input, though a package manager wrote it into the tree.
    if (entry.name == "CMAKE_TOOLCHAIN_FILE" || tree_.inside(part).empty()) {
      return std::optional(part);
    }
    return std::optional<std::string>{};
  }

  /// The place of the other checkout for a path of the sources; nothing for any other path.
  Outcome<std::optional<std::string>> place_of(const fs::path& path) {
    const fs::path inside = sources_.inside(path).lexically_normal();
    if (inside.empty()) return std::optional<std::string>{};
    const auto tracked = is_tracked_here(inside.generic_string());
    if (!tracked) return pass_on(tracked);
    if (!*tracked) return std::optional<std::string>{};
    const std::string below = inside == "." ? "" : "/" + inside.generic_string();
    return std::optional(std::string(reference_source) + below);
  }

  /// A text in which paths may stand: flags, a command.
  Outcome<std::string> text_of(const std::string& text) {
    std::string moved;
    std::size_t done = 0;
    while (true) {
      const std::size_t at =
          std::min(find_path(text, sources_, done), find_path(text, tree_, done));
      if (at == std::string::npos) return moved + text.substr(done);
      const std::size_t end = end_of_path(text, at);
      const std::string path = text.substr(at, end - at);
      const auto place = place_of(path);
      if (!place) return pass_on(place);
      const fs::path inside = tree_.inside(path);
      moved += text.substr(done, at - done);
      if (*place) {
        moved += **place;
      } else if (!inside.empty()) {
        moved += (fs::path(reference_folder) / inside).lexically_normal().generic_string();
      } else {
        moved += path;
      }
      done = end;
    }
  }

  /// A folder's own name may have a blank in it; what is named below it is taken to have none.
  std::size_t end_of_path(std::string_view text, std::size_t at) const {
    std::size_t end = at;
    for (const Root* const root : {&sources_, &tree_}) {
      for (const std::string& name : root->names) {
        if (text.substr(at).starts_with(name) && is_path(text, at, at + name.size())) {
          end = std::max(end, at + name.size());
        }
      }
    }
    return std::min(text.find_first_of(between_paths, end), text.size());
  }

  /// Also a folder in which something is tracked, by this repository or by a submodule.
  Outcome<bool> is_tracked_here(const std::string& inside) {
    const auto known = tracked_.find(inside);
    if (known != tracked_.end()) return known->second;
    std::vector<std::string> question{"ls-files", "--recurse-submodules"};
    if (inside != ".") question.insert(question.end(), {"--", ":(top,literal)" + inside});
    const auto files = git_output(sources_.real, question);
    if (!files) return pass_on(files);
    return tracked_[inside] = !files->empty();
  }

  Root sources_;
  Root tree_;
  std::map<std::string, bool> tracked_;
};

}  // namespace

Outcome<Told> told_entries(const BuildTree& tree, const std::string& commit) {
  auto sources = sources_of(tree);
  if (!sources) return pass_on(sources);
  const auto defaults = own_defaults(sources->real, commit);
  if (!defaults) return pass_on(defaults);
  Translation translation(std::move(*sources), root_of(tree.folder));
  Told told;
  for (const CacheEntry& entry : tree.entries) {
    const auto own = defaults->find(entry.name);
    if (own != defaults->end() && own->second.here == entry.value) {
      told.notes.push_back(
          fmt::format("{} is {} by default here and {} in {}: each side has its own "
                      "(--configure-argument=-D{}={} gives it to both)",
                      entry.name, own->second.here, own->second.there, commit.substr(0, 9),
                      entry.name, entry.value));
      continue;
    }
    const auto value = translation.value_of(entry);
    if (!value) return pass_on(value);
    if (*value)
      told.arguments.push_back(fmt::format("-D{}:{}={}", entry.name, entry.type, **value));
  }
  if (tree.knows_tidegate) {  // the benchmark alone is made
    told.arguments.insert(told.arguments.end(),
                          {"-DTIDEGATE_BUILD_TESTS:BOOL=OFF", "-DTIDEGATE_BUILD_TOOL:BOOL=OFF"});
  }
  return told;
}

}  // namespace tidegate::run
