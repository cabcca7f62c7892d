/// A folder by all the names that a text may have for it.
/// Decides: where in a text a path begins and ends. Refuses to know: what the text is for.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace tidegate::run {

struct FolderNames {
  std::vector<std::string> names;  ///< absolute, the canonical one among them
  std::filesystem::path real;

  /// `path` as seen from it, by one of its names; empty for one that lies elsewhere.
  std::filesystem::path inside_by_name(const std::filesystem::path& path) const;
  /// The same by where links lead.
  std::filesystem::path inside_by_links(const std::filesystem::path& path) const;
};

FolderNames names_of(const std::filesystem::path& folder);

/// A part of a text: `[begin, end)`.
struct PathSpan {
  std::size_t begin = std::string_view::npos;  ///< npos: there is none
  std::size_t end = std::string_view::npos;
};

/// The first path in or below the folder, from `from` on: that of `-I/repo/include`, of
/// `-DX="/repo/a b"`. A blank ends a path that no quote holds together, unless it is a part of the
/// folder's own name.
PathSpan find_path(std::string_view text, const FolderNames& folder, std::size_t from);

}  // namespace tidegate::run
