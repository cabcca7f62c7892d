/// Result rows as CSV, for spreadsheets and data frames.
/// Decides: the columns, a record for each metric of a row, and that no text of a row is ever a
/// formula. Refuses to know: which rows somebody wants, and where they are written.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include <tidegate/row/result_row.hpp>

namespace tidegate::render {

/// `text` as one field of RFC 4180: one line, quoted where it must be. A text that a spreadsheet
/// would take for a formula (`=`, `+`, `-`, `@` in front, in any width) gets an apostrophe before
/// it, see OWASP, "CSV Injection".
std::string csv_field(std::string_view text);

/// The names of the columns, as one record with its CR LF.
std::string csv_header();

/// Records of these rows, one for each metric, each with its CR LF; a row without metrics has one
/// record whose last fields are empty. Numbers are exact and in base units (s, B, 1/s); what is not
/// known is an empty field.
std::string csv_records(std::span<const ResultRow> rows);

}  // namespace tidegate::render
