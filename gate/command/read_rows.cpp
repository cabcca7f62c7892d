#include "read_rows.hpp"

#include <algorithm>
#include <chrono>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include <tidegate/judge/fold.hpp>
#include <tidegate/row/jsonl_file.hpp>
#include <tidegate/row/row_json.hpp>
#include <tidegate/run/served_process.hpp>
#include <tidegate/store/by_key.hpp>
#include <tidegate/store/open_run.hpp>

#include "fold_groups.hpp"

namespace tidegate::command {
namespace {

/// Only the newest run of each case counts: a row that it lost must not be filled in by an older
/// run. All others are passed by: a store of a million rows does not stand in memory for a few.
Outcome<store::Latest> newest_attempts(const std::vector<std::filesystem::path>& paths,
                                       std::vector<std::string>& notes) {
  const auto files = row_files(paths);
  if (!files) return pass_on(files);
  const auto newest = store::newest_runs_of(*files);
  if (!newest) return pass_on(newest);
  notes.insert(notes.end(), newest->notes.begin(), newest->notes.end());
  for (const std::filesystem::path& path : paths) {
    const auto unfinished = store::unfinished_notes(path, *newest);
    notes.insert(notes.end(), unfinished.begin(), unfinished.end());
  }
  return store::by_key(*newest);
}

/// Folds them one key at a time, and notes what to know of them.
Outcome<std::vector<ResultRow>> folded(const store::Latest& groups,
                                       std::vector<std::string>& notes) {
  std::size_t attempts = 0;
  std::size_t quick = 0;
  SharedProcess shared;
  auto rows = fold_groups(groups, [&](const AttemptRow& row) {
    ++attempts;
    quick += row.coverage == Coverage::fast ? 1 : 0;
    shared.see(row);
  });
  if (!rows) return rows;
  if (quick > 0) {
    notes.push_back(fmt::format(
        "{} of {} attempts are of a quick run: it measured one representative of each case only",
        quick, attempts));
  }
  if (auto sentence = shared.note()) notes.push_back(std::move(*sentence));
  return rows;
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
  const auto groups = newest_attempts(paths, notes);
  if (!groups) return pass_on(groups);
  if (groups->rows.empty()) {
    const auto none = read_attempts(paths);  // it says that there is none
    if (!none) return pass_on(none);
  }
  auto rows = folded(*groups, notes);
  if (!rows) return rows;
  return selected_rows(std::move(*rows), selection);
}

Outcome<void> each_attempt_at(
    const store::Latest& lines,
    const std::function<Outcome<void>(const AttemptRow& row, const std::string& file)>& take) {
  return store::each_line(
      lines,
      [&take](std::string_view line, const std::string& file, std::size_t number) -> Outcome<void> {
        const TextSource source{file, number};
        const auto json = parse_json(line, source);
        if (!json) return pass_on(json);
        const auto row = attempt_from_json(*json, source);
        if (!row) return pass_on(row);
        return take(*row, file);
      });
}

void SharedProcess::see(const AttemptRow& row) {
  ++all_;
  const bool shared =
      row.status == Status::ok && row.provenance[Fact::isolation] == run::shared_process;
  shared_ += shared ? 1 : 0;
}

std::optional<std::string> SharedProcess::note() const {
  if (shared_ == 0) return std::nullopt;
  return fmt::format(
      "{} of {} attempts shared a process: their memory is a high-water mark of all attempts in "
      "it, "
      "and only its first call was cold",
      shared_, all_);
}

std::optional<std::string> shared_process_note(std::span<const AttemptRow> rows) {
  SharedProcess shared;
  for (const AttemptRow& row : rows) shared.see(row);
  return shared.note();
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
