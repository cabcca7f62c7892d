/// A Markdown file as its tables, and one row spliced into one of them.
/// Decides: what is a table and under which headings it stands (cmark-gfm, whose only user this
/// is), where the lines of new rows go, and whether the result says what it should.
/// Refuses to know: what the tables are about. It never renders Markdown from the parsed tree,
/// because that rewrites text nobody asked to change: every old byte stays as it was.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <tidegate/base/error.hpp>

namespace tidegate::render {

/// Texts are what a reader sees: without escapes, code marks and link targets.
struct MarkdownTable {
  std::vector<std::string> headings;  ///< from the outermost to the one right above
  std::vector<std::string> header;
  std::vector<std::vector<std::string>> rows;   ///< as many cells as the header in each
  std::vector<std::vector<std::string>> links;  ///< of each cell: where its first link leads
  std::size_t first_line = 0;  ///< counted from 1; may be the line of a paragraph before the table
  std::vector<std::size_t> row_lines;  ///< of each data row

  /// Whether it stands right under this heading (text without `##`).
  bool is_under(std::string_view heading) const;
};

class MarkdownDocument {
 public:
  MarkdownDocument(std::string file, std::string text, std::vector<MarkdownTable> tables);

  const std::string& file() const { return file_; }
  const std::string& text() const { return text_; }
  const std::vector<MarkdownTable>& tables() const { return tables_; }

 private:
  std::string file_;
  std::string text_;
  std::vector<MarkdownTable> tables_;
};

/// `file` is used in error sentences only. bad_input when the document is larger than the limits.
Outcome<MarkdownDocument> parse_markdown(std::string text, const std::string& file);

/// What a new cell says and how it looks; any text is escaped as needed.
struct MarkdownCell {
  enum class Look { text, code, link };

  std::string text;
  Look look = Look::text;
  std::string target;  ///< of a link
};

/// The document with more lines after the last data row of `tables()[table]` (after the delimiter
/// line when there is none), one a row, with the line ending and the quote or list prefix of the
/// line above. The result is parsed again: exactly these rows must have been added, else the error
/// is bad_input. usage when the number of cells of one is not that of the header.
Outcome<MarkdownDocument> insert_rows(const MarkdownDocument& document, std::size_t table,
                                      std::span<const std::vector<MarkdownCell>> rows);

/// The same for one row.
Outcome<MarkdownDocument> insert_row(const MarkdownDocument& document, std::size_t table,
                                     std::span<const MarkdownCell> cells);

}  // namespace tidegate::render
