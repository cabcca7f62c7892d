/// Cells in columns, as plain text lines.
/// Decides: widths, alignment, blanks between columns, and the escape codes of colour.
/// Refuses to know: what a cell says.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tidegate::render {

/// Whether escape codes may be written. What a colour says is always said by a word as well.
enum class Colour { off, on };

enum class Style { plain, bold, dim, red, green, yellow };

/// `text` in `style`; the text itself when colour is off.
std::string styled(std::string_view text, Style style, Colour colour);

enum class Align { left, right };

struct TableColumn {
  std::string title;
  Align align = Align::left;
};

struct TableCell {
  std::string text;
  Style style = Style::plain;
};

/// A table without frame: two blanks between columns, no blanks at the end of a line.
class TextTable {
 public:
  explicit TextTable(std::vector<TableColumn> columns);

  /// Missing cells are empty, cells beyond the last column are dropped. A first cell that a GitHub
  /// job would obey (`::`) goes behind a backslash.
  void add(std::vector<TableCell> cells);

  /// The titles, then one line a row, without newlines. A column without any text is left out.
  std::vector<std::string> lines(Colour colour) const;

 private:
  std::vector<std::size_t> widths() const;
  std::string line(const std::vector<TableCell>& cells, const std::vector<std::size_t>& widest,
                   Colour colour) const;

  std::vector<TableColumn> columns_;
  std::vector<std::vector<TableCell>> rows_;
};

/// Breaks a sentence at blanks into lines of at most `width` columns (a longer word stands alone).
std::vector<std::string> wrapped(std::string_view text, std::size_t width);

}  // namespace tidegate::render
