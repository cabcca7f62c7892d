#include <algorithm>

#include <fmt/format.h>

#include <tidegate/render/markdown_lines.hpp>

namespace tidegate::render {
namespace {

/// An upper bound of the cells that a parser would make of this text. A table ends at a blank line
/// at the latest, and each of its rows gets as many cells as its delimiter row has.
struct SizeBound {
  std::size_t columns = 0;  ///< of the widest table
  std::size_t cells = 0;
};

SizeBound bound_of(std::string_view text) {
  SizeBound bound;
  std::size_t columns = 0;  // of the widest delimiter row since the last blank line
  for (const TextLine& line : split_lines(text)) {
    const std::string_view content = line.in(text);
    if (is_blank(content)) columns = 0;
    if (like_delimiter(content)) {
      const auto pipes = static_cast<std::size_t>(std::count(content.begin(), content.end(), '|'));
      columns = std::max(columns, pipes + 1);
    }
    bound.columns = std::max(bound.columns, columns);
    bound.cells += columns;
  }
  return bound;
}

}  // namespace

std::vector<TextLine> split_lines(std::string_view text) {
  std::vector<TextLine> lines;
  std::size_t begin = 0;
  while (begin < text.size()) {
    const std::size_t end = std::min(text.find_first_of("\r\n", begin), text.size());
    std::size_t ending = end < text.size() ? 1 : 0;
    if (text.substr(end, 2) == "\r\n") ending = 2;
    lines.push_back({begin, end - begin, ending});
    begin = end + ending;
  }
  return lines;
}

bool like_delimiter(std::string_view line) {
  return line.find('-') != std::string_view::npos &&
         line.find_first_not_of(" \t\v\f|:->") == std::string_view::npos;
}

bool is_blank(std::string_view line) {
  return line.find_first_not_of(" \t>") == std::string_view::npos;
}

Outcome<void> check_document_size(std::string_view text, const std::string& file) {
  const std::string hint = "Move older tables into a file of their own and link it.";
  if (text.size() > max_document_bytes) {
    return fail(ErrorKind::bad_input,
                fmt::format("{} has {} bytes, more than the {} that are parsed", file, text.size(),
                            max_document_bytes),
                hint);
  }
  const SizeBound bound = bound_of(text);
  if (bound.columns > max_table_columns || bound.cells > max_document_cells) {
    return fail(
        ErrorKind::bad_input,
        fmt::format("{} has tables of up to {} columns and {} cells, more than the {} and "
                    "{} that are parsed",
                    file, bound.columns, bound.cells, max_table_columns, max_document_cells),
        hint);
  }
  return {};
}

}  // namespace tidegate::render
