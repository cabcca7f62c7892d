#include "read_history.hpp"

#include <algorithm>
#include <set>
#include <span>
#include <utility>

#include <fmt/format.h>

#include <tidegate/base/digest.hpp>
#include <tidegate/row/jsonl_file.hpp>
#include <tidegate/row/run_id.hpp>
#include <tidegate/run/git.hpp>
#include <tidegate/store/by_key.hpp>

#include "fold_groups.hpp"

namespace tidegate::command {
namespace {

namespace fs = std::filesystem;
using Notes = std::vector<std::string>;

/// Result rows are handed over as they are read, and kept by nobody here.
Outcome<void> results_of(const fs::path& file, const Wanted& wanted, const TakeRow& take,
                         Notes& notes) {
  const auto read = read_results(std::span(&file, 1), [&](const ResultRow& row) {
    if (wanted(row.key, row.representative)) take(ResultRow(row));
    return false;
  });
  if (!read) return pass_on(read);
  notes.insert(notes.end(), read->notes.begin(), read->notes.end());
  return {};
}

/// A key is passed by unread where no row of it could be wanted.
Outcome<void> folded_of(const fs::path& file, const Wanted& wanted, const TakeRow& take,
                        Notes& notes) {
  auto groups = store::by_key(std::span(&file, 1));
  if (!groups) return pass_on(groups);
  notes.insert(notes.end(), groups->notes.begin(), groups->notes.end());
  if (groups->rows.empty()) notes.push_back(fmt::format("there is no row in {}", file.string()));
  std::erase_if(groups->rows, [&wanted](const store::LatestRow& row) {
    return !wanted(row.key, true) && !wanted(row.key, false);
  });
  return fold_each(*groups, [&](ResultRow&& row) {
    if (wanted(row.key, row.representative)) take(std::move(row));
  });
}

/// One file after the other, one key after the other: neither the samples nor the rows of a long
/// history stand in memory together.
Outcome<void> each_row_of(const fs::path& file, const Wanted& wanted, const TakeRow& take,
                          Notes& notes) {
  const auto kind = kind_of(std::span(&file, 1));
  if (!kind) return pass_on(kind);
  return *kind == RowKind::result ? results_of(file, wanted, take, notes)
                                  : folded_of(file, wanted, take, notes);
}

/// The rows of all files; a run that stands in two of them counts once.
Outcome<void> each_row(const std::vector<fs::path>& paths, const Wanted& wanted,
                       const TakeRow& take, Notes& notes) {
  const auto files = row_files(paths);
  if (!files) return pass_on(files);
  std::set<std::string> seen;
  const TakeRow take_once = [&](ResultRow&& row) {
    const std::string name =
        row.run_id.str() + '\n' + row.machine_class.str() + '\n' + row.key.canonical();
    if (seen.insert(digest(name)).second) take(std::move(row));
  };
  for (const fs::path& file : *files) {
    auto read = each_row_of(file, wanted, take_once, notes);
    if (!read) return read;
  }
  return {};
}

}  // namespace

Outcome<std::vector<ResultRow>> read_history(const std::vector<fs::path>& paths,
                                             const Wanted& wanted, Notes& notes) {
  std::vector<ResultRow> rows;
  const auto read = each_row(
      paths, wanted, [&rows](ResultRow&& row) { rows.push_back(std::move(row)); }, notes);
  if (!read) return pass_on(read);
  std::stable_sort(rows.begin(), rows.end(), [](const ResultRow& a, const ResultRow& b) {
    return is_older_run(a.run_id, b.run_id);
  });
  return rows;
}

Outcome<judge::Histories> read_histories(const std::vector<fs::path>& paths, const Wanted& wanted,
                                         std::string_view metric, const fs::path& source,
                                         Notes& notes) {
  judge::HistoryBuilder builder{std::string(metric)};
  const auto read = each_row(
      paths, wanted, [&builder](ResultRow&& row) { builder.add(row); }, notes);
  if (!read) return pass_on(read);
  return std::move(builder).finish(commit_order(source));
}

std::vector<std::string> commit_order(const fs::path& source) {
  return run::commits_in_order(source).value_or(std::vector<std::string>{});
}

namespace {

/// The lines whose rows have a history worth reading.
std::vector<const judge::GateLine*> crossings_of(const judge::GateReport& report) {
  std::vector<const judge::GateLine*> lines;
  for (const judge::GateLine& line : report.lines) {
    if (judge::is_crossing(line.verdict)) lines.push_back(&line);
  }
  return lines;
}

}  // namespace

std::set<std::string> crossing_metrics(const judge::GateReport& report) {
  std::set<std::string> metrics;
  for (const judge::GateLine* line : crossings_of(report)) metrics.insert(line->metric.str());
  return metrics;
}

Outcome<std::vector<ResultRow>> crossing_rows(const judge::GateReport& report,
                                              const std::vector<fs::path>& paths, Notes& notes) {
  if (paths.empty()) return std::vector<ResultRow>{};
  std::set<std::string> keys;
  for (const judge::GateLine* line : crossings_of(report)) keys.insert(line->key.canonical());
  return read_history(
      paths, [&keys](const Key& key, bool) { return keys.count(key.canonical()) != 0; }, notes);
}

std::vector<judge::History> trends_among(const judge::GateReport& report,
                                         const std::vector<ResultRow>& rows,
                                         const fs::path& source) {
  std::vector<judge::History> trends;
  if (rows.empty()) return trends;
  const std::vector<std::string> order = commit_order(source);
  for (const std::string& metric : crossing_metrics(report)) {
    judge::Histories found = judge::histories(rows, metric, order);
    for (judge::History& history : found.series) trends.push_back(std::move(history));
  }
  return trends;
}

Outcome<std::vector<judge::History>> trends_of(const judge::GateReport& report,
                                               const std::vector<fs::path>& paths,
                                               const fs::path& source, Notes& notes) {
  const auto rows = crossing_rows(report, paths, notes);
  if (!rows) return pass_on(rows);
  return trends_among(report, *rows, source);
}

}  // namespace tidegate::command
