#include <algorithm>
#include <system_error>

#include <tidegate/base/path_inside.hpp>
#include <tidegate/run/folder_names.hpp>

namespace tidegate::run {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view between_paths = " \t\"'=:,;<>()";

/// Whether `text[at, end)` is a whole path, or the beginning of one at a slash.
bool is_path(std::string_view text, std::size_t at, std::size_t end) {
  const bool ends = end == text.size() || text[end] == '/' || text[end] == '\\' ||
                    between_paths.find(text[end]) != std::string_view::npos;
  const std::size_t before =
      at == 0 ? std::string_view::npos : text.find_last_of(between_paths, at - 1);
  const std::size_t begin = before == std::string_view::npos ? 0 : before + 1;
  return ends && text.substr(begin, at - begin).find('/') == std::string_view::npos;
}

/// The quote that is open where the path begins, or nothing. One behind a backslash is a letter.
char open_quote(std::string_view text, std::size_t at) {
  char open = 0;
  for (std::size_t i = 0; i < at; ++i) {
    if (text[i] == '\\') {
      ++i;
    } else if (open == 0 && (text[i] == '"' || text[i] == '\'')) {
      open = text[i];
    } else if (text[i] == open) {
      open = 0;
    }
  }
  return open;
}

std::size_t end_of_path(std::string_view text, std::size_t at, std::size_t end_of_name) {
  const char quote = open_quote(text, at);
  std::size_t end = quote == 0 ? std::string_view::npos : text.find(quote, end_of_name);
  if (end == std::string_view::npos) end = text.find_first_of(between_paths, end_of_name);
  end = std::min(end, text.size());
  // `-DX=\"/repo/data\"`: the backslash belongs to the quote.
  while (end > end_of_name && text[end - 1] == '\\') --end;
  return end;
}

}  // namespace

fs::path FolderNames::inside_by_name(const fs::path& path) const {
  for (const std::string& name : names) {
    fs::path found = path_inside(path.lexically_normal(), name);
    if (!found.empty()) return found;
  }
  return {};
}

fs::path FolderNames::inside_by_links(const fs::path& path) const {
  std::error_code code;
  return path_inside(fs::weakly_canonical(path, code), real);
}

FolderNames names_of(const fs::path& folder) {
  std::error_code code;
  FolderNames found{{folder.lexically_normal().string()}, fs::weakly_canonical(folder, code)};
  if (found.real != found.names.front()) found.names.push_back(found.real.string());
  return found;
}

PathSpan find_path(std::string_view text, const FolderNames& folder, std::size_t from) {
  PathSpan first;
  for (const std::string& name : folder.names) {
    std::size_t at = text.find(name, from);
    while (at != std::string_view::npos && !is_path(text, at, at + name.size())) {
      at = text.find(name, at + 1);
    }
    if (at == std::string_view::npos || at > first.begin) continue;
    const std::size_t end = end_of_path(text, at, at + name.size());
    if (at < first.begin || end > first.end) first = {at, end};
  }
  return first;
}

}  // namespace tidegate::run
