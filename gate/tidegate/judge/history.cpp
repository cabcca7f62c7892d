#include <algorithm>
#include <utility>

#include <tidegate/judge/fold.hpp>
#include <tidegate/judge/history.hpp>
#include <tidegate/judge/pooled_facts.hpp>
#include <tidegate/row/metric.hpp>
#include <tidegate/row/run_id.hpp>
#include <tidegate/stats/change_points.hpp>
#include <tidegate/stats/quantile.hpp>

namespace tidegate::judge {
namespace {

/// `2026-11-21` of `2026-11-21T01:30:00Z`, else of a run id that starts with `20261121T`.
std::string day_of(const ResultRow& row) {
  const std::string stamp = (*row.provenance)[Fact::timestamp].value_or("");
  if (stamp.size() >= 10 && stamp[4] == '-' && stamp[7] == '-') return stamp.substr(0, 10);
  const std::string& id = row.run_id.str();
  const auto is_digit = [](char letter) { return letter >= '0' && letter <= '9'; };
  if (id.size() < 9 || id[8] != 'T' || !std::all_of(id.begin(), id.begin() + 8, is_digit)) {
    return "";
  }
  return id.substr(0, 4) + "-" + id.substr(4, 2) + "-" + id.substr(6, 2);
}

double value_of(const MetricSummary& summary) {
  return direction_of(summary) == Better::higher ? summary.median : summary.min;
}

/// The counter of the reason why this row is no point; nullptr when it is one.
std::size_t* reason_against(const ResultRow& row, std::string_view metric, LeftOut& left_out) {
  if (row.coverage == Coverage::fast) return &left_out.quick;
  if (!is_ok_and_faithful(row) || !row.suspicion.empty() || row.find(metric) == nullptr) {
    return &left_out.unfit;
  }
  if (!row.provenance || !(*row.provenance)[Fact::commit]) return &left_out.nameless;
  if ((*row.provenance)[Fact::dirty].value_or("true") != "false") return &left_out.dirty;
  if (is_tainted(*row.provenance)) return &left_out.disturbed;
  return nullptr;
}

/// The median of points [begin, end).
double level_of(const std::vector<HistoryPoint>& points, std::size_t begin, std::size_t end) {
  std::vector<double> values;
  for (std::size_t i = begin; i < end; ++i) values.push_back(points[i].value);
  return stats::median(values);
}

void mark_changes(History& history) {
  std::vector<double> values;
  for (const HistoryPoint& point : history.points) values.push_back(point.value);
  const auto found = stats::change_points(values);
  if (!found) return;  // never: rows hold finite numbers, and the series was cut to length
  for (std::size_t i = 0; i < found->size(); ++i) {
    const std::size_t from = i == 0 ? 0 : (*found)[i - 1].at;
    const std::size_t until = i + 1 < found->size() ? (*found)[i + 1].at : values.size();
    HistoryChange change;
    change.at = (*found)[i].at;
    change.p = (*found)[i].p;
    change.before = level_of(history.points, from, change.at);
    change.after = level_of(history.points, change.at, until);
    if (change.before != 0) change.ratio = change.after / change.before;
    history.changes.push_back(change);
  }
}

}  // namespace

bool is_point(const ResultRow& row, std::string_view metric, LeftOut& left_out) {
  std::size_t* reason = reason_against(row, metric, left_out);
  if (reason != nullptr) ++*reason;
  return reason == nullptr;
}

void HistoryBuilder::add(Series& series, const ResultRow& row, const MetricSummary& summary) {
  const std::string commit = *(*row.provenance)[Fact::commit];
  auto same = [&commit](const Commit& known) { return known.point.commit == commit; };
  auto found = std::find_if(series.commits.begin(), series.commits.end(), same);
  if (found == series.commits.end()) {
    series.commits.push_back({{commit, day_of(row), row.run_id.str(), 0, 0}, {}});
    found = std::prev(series.commits.end());
  } else if (is_older_run(row.run_id, found->point.run_id)) {
    found->point.date = day_of(row);
    found->point.run_id = row.run_id.str();
  }
  found->values.push_back(value_of(summary));
}

/// From the order of measuring to that of the commits.
void HistoryBuilder::put_in_order(Series& series, const Places& places) {
  std::vector<std::pair<std::size_t, Commit>> placed;
  std::size_t place = 0;  // of the commit before, for one that has none of its own
  for (Commit& commit : series.commits) {
    const auto found = places.find(commit.point.commit);
    if (found != places.end()) place = found->second;
    placed.emplace_back(place, std::move(commit));
  }
  std::stable_sort(placed.begin(), placed.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  series.commits.clear();
  for (auto& [own, commit] : placed) series.commits.push_back(std::move(commit));
}

History HistoryBuilder::finished(Series&& series, const Places& places, LeftOut& left_out) {
  put_in_order(series, places);
  if (series.commits.size() > stats::longest_series) {
    const std::size_t older = series.commits.size() - stats::longest_series;
    left_out.older += older;
    series.commits.erase(series.commits.begin(),
                         series.commits.begin() + static_cast<std::ptrdiff_t>(older));
  }
  for (Commit& commit : series.commits) {
    commit.point.value = stats::median(commit.values);
    commit.point.runs = commit.values.size();
    if (places.count(commit.point.commit) == 0) ++series.history.unplaced;
    series.history.points.push_back(std::move(commit.point));
  }
  mark_changes(series.history);
  return std::move(series.history);
}

void HistoryBuilder::add(const ResultRow& row) {
  if (!is_point(row, metric_, left_out_)) return;
  const MetricSummary& summary = *row.find(metric_);
  Series& own = series_[{row.key.canonical(), row.machine_class.str()}];
  own.history.key = row.key;
  own.history.metric = metric_;
  own.history.unit = summary.unit.str();
  own.history.machine_class = row.machine_class.str();
  add(own, row, summary);
}

Histories HistoryBuilder::finish_as_they_came(std::span<const std::string> order) {
  Places places;
  for (const std::string& commit : order) places.emplace(commit, places.size() + 1);
  Histories result;
  result.left_out = left_out_;
  for (auto& [name, own] : series_) {
    result.series.push_back(finished(std::move(own), places, result.left_out));
  }
  return result;
}

Histories HistoryBuilder::finish(std::span<const std::string> order) && {
  for (auto& [name, own] : series_) {
    std::stable_sort(own.commits.begin(), own.commits.end(), [](const Commit& a, const Commit& b) {
      return is_older_run(a.point.run_id, b.point.run_id);
    });
  }
  return finish_as_they_came(order);
}

Histories histories(std::span<const ResultRow> rows, std::string_view metric,
                    std::span<const std::string> order) {
  HistoryBuilder builder{std::string(metric)};
  for (const ResultRow& row : rows) builder.add(row);
  return builder.finish_as_they_came(order);
}

}  // namespace tidegate::judge
