/// Markdown as lines, before any parser sees it.
/// Decides: where lines end, which could be a table's delimiter row, and which documents are too
/// large to be parsed. Refuses to know: any other syntax.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <tidegate/base/error.hpp>

namespace tidegate::render {

/// Beyond these a document is refused before it is parsed: a few kilobytes of short rows under a
/// very wide header make any table parser allocate gigabytes.
inline constexpr std::size_t max_document_bytes = std::size_t{16} << 20U;
inline constexpr std::size_t max_table_columns = 1'000;
inline constexpr std::size_t max_document_cells = 1'000'000;

/// A line of a text: where it begins, its length, and the length of its ending (0, 1 or 2).
struct TextLine {
  std::size_t begin = 0;
  std::size_t length = 0;
  std::size_t ending = 0;

  std::string_view in(std::string_view text) const { return text.substr(begin, length); }
  std::string_view ending_in(std::string_view text) const {
    return text.substr(begin + length, ending);
  }
};

/// Lines end where cmark ends them: at LF, CR LF and a lone CR.
std::vector<TextLine> split_lines(std::string_view text);

/// Whether a line could be the delimiter row of a table, in a quote or not: `> |:--|--|`.
bool like_delimiter(std::string_view line);

/// Whether nothing but blanks and quote marks stands in it.
bool is_blank(std::string_view line);

/// bad_input when the text is beyond the limits above; takes time linear in its length.
Outcome<void> check_document_size(std::string_view text, const std::string& file);

}  // namespace tidegate::render
