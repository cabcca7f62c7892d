#include "read_rows.hpp"

#include <chrono>

#include <tidegate/judge/fold.hpp>
#include <tidegate/row/jsonl_file.hpp>

namespace tidegate::command {
namespace {

template <class Row>
void keep_notes(const RowsRead<Row>& read, std::vector<std::string>& notes) {
  notes.insert(notes.end(), read.notes.begin(), read.notes.end());
}

}  // namespace

Outcome<std::vector<ResultRow>> read_rows(const std::vector<std::filesystem::path>& paths,
                                          const run::Selection& selection,
                                          std::vector<std::string>& notes) {
  const auto kind = kind_of(paths);
  if (!kind) return pass_on(kind);
  if (*kind == RowKind::result) {
    auto read = read_results(paths);
    if (!read) return pass_on(read);
    keep_notes(*read, notes);
    return selected_rows(std::move(read->rows), selection);
  }
  const auto read = read_attempts(paths);
  if (!read) return pass_on(read);
  keep_notes(*read, notes);
  return selected_rows(judge::fold(read->rows), selection);
}

std::vector<ResultRow> selected_rows(std::vector<ResultRow> rows, const run::Selection& selection) {
  std::erase_if(rows, [&](const ResultRow& row) {
    CaseListing listing;
    listing.key = row.key;
    listing.representative = row.representative;
    return !selection.matches(listing);
  });
  return judge::latest(std::move(rows));
}

WallTime now() {
  return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
}

}  // namespace tidegate::command
