#include "read_history.hpp"

#include <algorithm>
#include <set>
#include <span>
#include <utility>

#include <tidegate/judge/fold.hpp>
#include <tidegate/row/jsonl_file.hpp>
#include <tidegate/row/run_id.hpp>
#include <tidegate/run/git.hpp>
#include <tidegate/store/row_store.hpp>

namespace tidegate::command {
namespace {

namespace fs = std::filesystem;
using Notes = std::vector<std::string>;

template <class Row>
Outcome<std::vector<Row>> taken(Outcome<RowsRead<Row>> read, const Wanted& wanted, Notes& notes) {
  if (!read && read.error().kind == ErrorKind::missing) {
    notes.push_back(read.error().what);
    return std::vector<Row>{};
  }
  if (!read) return pass_on(read);
  notes.insert(notes.end(), read->notes.begin(), read->notes.end());
  std::erase_if(read->rows, [&](const Row& row) { return !wanted(row.key, row.representative); });
  return std::move(read->rows);
}

/// One file after the other, folded at once: the samples of a long history never stand in memory
/// together.
Outcome<std::vector<ResultRow>> rows_of(const fs::path& file, const Wanted& wanted, Notes& notes) {
  const std::span<const fs::path> only(&file, 1);
  const auto kind = kind_of(only);
  if (!kind) return pass_on(kind);
  if (*kind == RowKind::result) return taken(read_results(only), wanted, notes);
  const auto attempts = taken(read_attempts(only), wanted, notes);
  if (!attempts) return pass_on(attempts);
  return judge::fold(*attempts);
}

}  // namespace

Outcome<std::vector<ResultRow>> read_history(const std::vector<fs::path>& paths,
                                             const Wanted& wanted, Notes& notes) {
  const auto files = row_files(paths);
  if (!files) return pass_on(files);
  std::vector<ResultRow> rows;
  std::set<std::string> seen;
  for (const fs::path& file : *files) {
    auto found = rows_of(file, wanted, notes);
    if (!found) return pass_on(found);
    for (ResultRow& row : *found) {
      const std::string name =
          row.run_id.str() + '\n' + row.machine_class.str() + '\n' + row.key.canonical();
      if (seen.insert(name).second) rows.push_back(std::move(row));
    }
  }
  std::stable_sort(rows.begin(), rows.end(), [](const ResultRow& a, const ResultRow& b) {
    return is_older_run(a.run_id, b.run_id);
  });
  return rows;
}

std::vector<std::string> commit_order(const fs::path& source) {
  return run::commits_in_order(source).value_or(std::vector<std::string>{});
}

Outcome<std::vector<judge::History>> trends_of(const judge::GateReport& report,
                                               const std::vector<fs::path>& paths,
                                               const fs::path& source, Notes& notes) {
  std::vector<judge::History> trends;
  if (paths.empty()) return trends;
  std::set<std::string> keys;
  std::set<std::string> metrics;
  for (const judge::GateLine& line : report.lines) {
    if (!judge::is_crossing(line.verdict)) continue;
    keys.insert(line.key.canonical());
    metrics.insert(line.metric.str());
  }
  const auto rows = read_history(
      paths, [&keys](const Key& key, bool) { return keys.count(key.canonical()) != 0; }, notes);
  if (!rows) return pass_on(rows);
  const std::vector<std::string> order = commit_order(source);
  for (const std::string& metric : metrics) {
    judge::Histories found = judge::histories(*rows, metric, order);
    for (judge::History& history : found.series) trends.push_back(std::move(history));
  }
  return trends;
}

}  // namespace tidegate::command
