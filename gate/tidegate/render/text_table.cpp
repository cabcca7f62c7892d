#include <algorithm>

#include <tidegate/render/log_commands.hpp>
#include <tidegate/render/markup.hpp>
#include <tidegate/render/text_table.hpp>

namespace tidegate::render {
namespace {

std::string_view code_of(Style style) {
  switch (style) {
    case Style::plain:
      return "";
    case Style::bold:
      return "\x1b[1m";
    case Style::dim:
      return "\x1b[2m";
    case Style::red:
      return "\x1b[1;31m";
    case Style::green:
      return "\x1b[32m";
    case Style::yellow:
      return "\x1b[33m";
  }
  return "";
}

std::string blanks(std::size_t count) { return std::string(count, ' '); }

void trim_end(std::string& text) { text.erase(text.find_last_not_of(' ') + 1); }

}  // namespace

std::string styled(std::string_view text, Style style, Colour colour) {
  if (colour == Colour::off || style == Style::plain || text.empty()) return std::string{text};
  return std::string{code_of(style)} + std::string{text} + "\x1b[0m";
}

TextTable::TextTable(std::vector<TableColumn> columns) : columns_(std::move(columns)) {}

void TextTable::add(std::vector<TableCell> cells) {
  cells.resize(columns_.size());
  for (TableCell& cell : cells) {
    cell.text = log_line(cell.text);
    if (!is_white_space(cell.text)) break;
  }
  rows_.push_back(std::move(cells));
}

std::vector<std::size_t> TextTable::widths() const {
  std::vector<std::size_t> widest(columns_.size(), 0);
  for (const std::vector<TableCell>& row : rows_) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      widest[i] = std::max(widest[i], display_width(row[i].text));
    }
  }
  for (std::size_t i = 0; i < widest.size(); ++i) {
    if (widest[i] > 0) widest[i] = std::max(widest[i], display_width(columns_[i].title));
  }
  return widest;
}

std::string TextTable::line(const std::vector<TableCell>& cells,
                            const std::vector<std::size_t>& widest, Colour colour) const {
  std::string out;
  std::string pending;  // blanks wait for text, so that no line ends in them
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (widest[i] == 0) continue;
    const std::string fill = blanks(widest[i] - display_width(cells[i].text));
    const bool right = columns_[i].align == Align::right;
    if (right) pending += fill;
    if (!cells[i].text.empty()) {
      out += pending + styled(cells[i].text, cells[i].style, colour);
      pending.clear();
    }
    pending += (right ? "" : fill) + blanks(2);
  }
  trim_end(out);
  return out;
}

std::vector<std::string> TextTable::lines(Colour colour) const {
  std::vector<TableCell> titles;
  for (const TableColumn& column : columns_) titles.push_back({column.title, Style::dim});
  const std::vector<std::size_t> widest = widths();
  std::vector<std::string> out{line(titles, widest, colour)};
  for (const std::vector<TableCell>& row : rows_) out.push_back(line(row, widest, colour));
  return out;
}

std::vector<std::string> wrapped(std::string_view text, std::size_t width) {
  std::vector<std::string> out;
  std::string current;
  std::string_view rest = text;
  while (!rest.empty()) {
    const std::size_t blank = std::min(rest.find(' '), rest.size());
    const std::string_view word = rest.substr(0, blank);
    rest.remove_prefix(std::min(blank + 1, rest.size()));
    if (word.empty()) continue;
    if (!current.empty() && display_width(current) + 1 + display_width(word) > width) {
      out.push_back(std::move(current));
      current.clear();
    }
    if (!current.empty()) current += ' ';
    current += word;
  }
  if (!current.empty()) out.push_back(current);
  return out;
}

}  // namespace tidegate::render
