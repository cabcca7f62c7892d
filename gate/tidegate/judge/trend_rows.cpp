#include <algorithm>
#include <set>
#include <unordered_map>
#include <utility>

#include <tidegate/judge/trend_rows.hpp>

namespace tidegate::judge {
namespace {

std::string commit_of(const ResultRow& row) {
  return row.provenance ? (*row.provenance)[Fact::commit].value_or("") : std::string{};
}

/// What is kept once.
std::string name_of(const ResultRow& row) {
  return commit_of(row) + '\n' + row.machine_class.str() + '\n' + row.key.canonical();
}

/// A row as evidence of one metric: the others have trends of their own.
ResultRow only(const ResultRow& row, std::string_view metric) {
  ResultRow kept = row;
  std::erase_if(kept.metrics, [metric](const MetricSummary& summary) {
    return std::string_view{summary.metric.str()} != metric;
  });
  kept.ratio.reset();
  kept.ratio_refused = KeptText{};
  kept.warnings.clear();
  kept.unknown.clear();
  return kept;
}

void put_in_order(std::vector<ResultRow>& rows, std::span<const std::string> order) {
  std::unordered_map<std::string, std::size_t> places;
  for (const std::string& commit : order) places.emplace(commit, places.size() + 1);
  std::vector<std::pair<std::size_t, ResultRow>> placed;
  std::size_t place = 0;  // of the row before, for one that has none of its own
  for (ResultRow& row : rows) {
    const auto found = places.find(commit_of(row));
    if (found != places.end()) place = found->second;
    placed.emplace_back(place, std::move(row));
  }
  std::stable_sort(placed.begin(), placed.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  rows.clear();
  for (auto& [own, row] : placed) rows.push_back(std::move(row));
}

}  // namespace

TrendRows trend_rows(std::vector<ResultRow> kept, std::span<const ResultRow> fresh,
                     std::string_view metric, std::span<const std::string> order) {
  TrendRows result;
  result.rows = std::move(kept);
  std::set<std::string> names;
  for (const ResultRow& row : result.rows) names.insert(name_of(row));
  for (const ResultRow& row : fresh) {
    if (!is_point(row, metric, result.left_out)) continue;
    if (!names.insert(name_of(row)).second) {
      ++result.known;
      continue;
    }
    result.rows.push_back(only(row, metric));
    ++result.added;
  }
  put_in_order(result.rows, order);
  return result;
}

std::vector<std::string> commits_of(std::span<const ResultRow> rows) {
  std::vector<std::string> commits;
  std::set<std::string> seen;
  for (const ResultRow& row : rows) {
    std::string commit = commit_of(row);
    if (seen.insert(commit).second) commits.push_back(std::move(commit));
  }
  return commits;
}

}  // namespace tidegate::judge
