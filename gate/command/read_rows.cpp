#include "read_rows.hpp"

#include <algorithm>
#include <chrono>
#include <map>
#include <set>

#include <fmt/format.h>

#include <tidegate/judge/fold.hpp>
#include <tidegate/row/jsonl_file.hpp>

namespace tidegate::command {
namespace {

/// Only the newest run of each case counts: a row that it lost must not be filled in by an older
/// run.
std::vector<ResultRow> newest_runs(std::vector<ResultRow> rows) {
  std::map<std::string, std::string> newest;
  for (const ResultRow& row : rows) {
    std::string& run = newest[row.key.case_name];
    run = std::max(run, row.run_id.str());
  }
  std::erase_if(rows,
                [&](const ResultRow& row) { return newest[row.key.case_name] != row.run_id; });
  return rows;
}

/// A quick run is never the state of a case that was also measured in full: it would hide every
/// point but one.
void leave_quick_runs_out(std::vector<AttemptRow>& rows, std::vector<std::string>& notes) {
  std::set<std::string> full;
  for (const AttemptRow& row : rows) {
    if (row.coverage == Coverage::full) full.insert(row.key.case_name);
  }
  const std::size_t left_out = std::erase_if(rows, [&full](const AttemptRow& row) {
    return row.coverage == Coverage::fast && full.count(row.key.case_name) > 0;
  });
  if (left_out == 0) return;
  notes.push_back(
      fmt::format("{} row{} of quick runs left out: there are full runs of the same case", left_out,
                  left_out == 1 ? " was" : "s were"));
}

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
  auto read = read_attempts(paths);
  if (!read) return pass_on(read);
  keep_notes(*read, notes);
  leave_quick_runs_out(read->rows, notes);
  return selected_rows(newest_runs(judge::fold(read->rows)), selection);
}

std::vector<ResultRow> selected_rows(std::vector<ResultRow> rows, const run::Selection& selection) {
  std::erase_if(
      rows, [&](const ResultRow& row) { return !selection.matches(row.key, row.representative); });
  return judge::latest(std::move(rows));
}

WallTime now() {
  return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
}

}  // namespace tidegate::command
