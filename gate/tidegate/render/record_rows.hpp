/// The rows of one version of the record, and whether a later version still has them.
/// Decides: what a row is (the text of its line, by section and table), and that rows only ever
/// come at the end of a table; a merge of two versions may put those of one between those of the
/// other. Refuses to know: git, and what a row says.
#pragma once

#include <string>
#include <vector>

#include <tidegate/render/markdown_document.hpp>

namespace tidegate::render {

/// The rows of one table: what stands on their lines without quote marks, indentation and blanks at
/// the end, so that other line endings are no other rows.
struct RecordRows {
  std::string section;
  std::vector<std::string> rows;
};

/// Of all tables of the record (performance_md), in the order of the document.
std::vector<RecordRows> record_rows(const MarkdownDocument& document);

/// Where new rows may stand.
enum class Growth {
  at_the_end,  ///< behind all old ones: an ordinary change
  between      ///< anywhere: a merge, which has old rows from two sides
};

/// One sentence for each row of `before` that `after` does not have in its place; none when every
/// row was kept in its order. At most `most`, for a record that was lost altogether.
std::vector<std::string> lost_rows(const std::vector<RecordRows>& before,
                                   const std::vector<RecordRows>& after, Growth growth,
                                   std::size_t most = 5);

}  // namespace tidegate::render
