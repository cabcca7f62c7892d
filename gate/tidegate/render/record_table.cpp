#include <algorithm>

#include <fmt/format.h>

#include <tidegate/render/markup.hpp>
#include <tidegate/render/record_table.hpp>

namespace tidegate::render {

std::string table_head(const RecordTable& table) {
  std::string titles = "|";
  std::string rule = "|";
  for (const RecordColumn& column : table.columns) {
    titles += fmt::format(" {} |", column.title);
    rule += column.number ? "---:|" : ":---|";
  }
  return titles + "\n" + rule + "\n";
}

std::optional<std::size_t> column_of(const MarkdownTable& table, std::string_view title) {
  const auto found = std::find(table.header.begin(), table.header.end(), title);
  if (found == table.header.end()) return std::nullopt;
  return static_cast<std::size_t>(found - table.header.begin());
}

std::vector<std::size_t> find_tables(const MarkdownDocument& document, const RecordTable& table) {
  std::vector<std::size_t> tables;
  for (std::size_t i = 0; i < document.tables().size(); ++i) {
    const MarkdownTable& found = document.tables()[i];
    const bool ours = std::all_of(
        table.columns.begin(), table.columns.end(),
        [&found](const RecordColumn& column) { return column_of(found, column.title); });
    if (ours && found.is_under(table.section)) tables.push_back(i);
  }
  return tables;
}

std::optional<std::size_t> find_table(const MarkdownDocument& document, const RecordTable& table) {
  const std::vector<std::size_t> tables = find_tables(document, table);
  if (tables.empty()) return std::nullopt;
  return tables.front();
}

Outcome<std::size_t> require_table(const MarkdownDocument& document, const RecordTable& table) {
  if (const auto found = find_table(document, table)) return *found;
  return fail(ErrorKind::missing,
              fmt::format("{} has no table of the record's columns under the heading '{}'",
                          document.file(), table.section),
              fmt::format("Add the heading '## {}', a blank line and these two lines: {}",
                          table.section, plain_line(table_head(table))));
}

std::string cell_of(const MarkdownTable& table, const std::vector<std::string>& cells,
                    std::string_view title) {
  const auto column = column_of(table, title);
  return column ? cells[*column] : std::string{};
}

bool says(const MarkdownTable& table, const std::vector<std::string>& cells, std::string_view title,
          const std::string& text) {
  const auto column = column_of(table, title);
  return column && cells[*column] == plain_line(text);
}

bool is_date(std::string_view text) {
  constexpr std::string_view shape = "dddd-dd-dd";
  return std::equal(text.begin(), text.end(), shape.begin(), shape.end(),
                    [](char c, char s) { return s == 'd' ? c >= '0' && c <= '9' : c == s; });
}

}  // namespace tidegate::render
