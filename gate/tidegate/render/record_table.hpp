/// A table of PERFORMANCE.md: found by its section and its columns.
/// Decides: which table of a document is meant, and what to add where there is none.
/// Refuses to know: what its rows say.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <tidegate/render/markdown_document.hpp>

namespace tidegate::render {

struct RecordColumn {
  std::string_view title;
  bool number = false;  ///< aligned to the right
};

/// A section of the record and the columns that its table must have; people may add others.
struct RecordTable {
  std::string_view section;
  std::span<const RecordColumn> columns;
};

/// The two lines that begin such a table.
std::string table_head(const RecordTable& table);

std::optional<std::size_t> column_of(const MarkdownTable& table, std::string_view title);

/// The document's tables of this kind, in its order.
std::vector<std::size_t> find_tables(const MarkdownDocument& document, const RecordTable& table);

/// The first of them, which new rows go to; nothing where there is none.
std::optional<std::size_t> find_table(const MarkdownDocument& document, const RecordTable& table);

/// The same; missing, with the lines to add, where there is none.
Outcome<std::size_t> require_table(const MarkdownDocument& document, const RecordTable& table);

/// What these cells say in the column `title`; empty where the table has no such column.
std::string cell_of(const MarkdownTable& table, const std::vector<std::string>& cells,
                    std::string_view title);

/// Whether these cells say `text` in the column `title`.
bool says(const MarkdownTable& table, const std::vector<std::string>& cells, std::string_view title,
          const std::string& text);

/// `2026-11-21`
bool is_date(std::string_view text);

}  // namespace tidegate::render
