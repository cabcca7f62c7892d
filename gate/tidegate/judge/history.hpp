/// What one row was over the commits of a store, and where that changed for good.
/// Decides: which rows are points, that a commit is one point, and between which two commits a
/// change lies. Refuses to know: files, git (the order of the commits is handed in), and whether a
/// change is a regression: no limit applies here, and nothing here makes a gate red.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include <tidegate/row/result_row.hpp>

namespace tidegate::judge {

/// One commit.
struct HistoryPoint {
  std::string commit;  ///< full sha
  std::string date;    ///< of its first run, `2026-11-21`; empty where nobody knows
  std::string run_id;  ///< of its first run
  double value = 0;    ///< median over its runs, in the metric's unit
  std::size_t runs = 0;
};

/// Between points[at - 1] and points[at].
struct HistoryChange {
  std::size_t at = 0;
  double before = 0;            ///< median of the points between the change before and this one
  double after = 0;             ///< of those up to the next change
  std::optional<double> ratio;  ///< after / before; none where before is 0
  double p = 1;                 ///< see stats::ChangePoint
};

/// One metric of one row on one class of machines: times of two classes are not one series.
struct History {
  Key key;
  std::string metric;
  std::string unit;
  std::string machine_class;
  std::vector<HistoryPoint> points;    ///< in the order of the commits, see histories()
  std::vector<HistoryChange> changes;  ///< in the order of the points
  std::size_t unplaced = 0;            ///< points that stand where they were measured
};

/// Rows that became no point, by reason.
struct LeftOut {
  std::size_t unfit = 0;      ///< not ok, unfaithful, impossible, or without the metric
  std::size_t quick = 0;      ///< of a quick run
  std::size_t dirty = 0;      ///< of a tree with uncommitted changes: no commit is to blame
  std::size_t nameless = 0;   ///< of no known commit
  std::size_t disturbed = 0;  ///< measured beside other load: its time is not the commit's
  std::size_t older = 0;      ///< points before the newest stats::longest_series of their series

  bool operator==(const LeftOut&) const = default;
};

/// Whether this row is a measurement of its commit; if not, the reason is counted.
bool is_point(const ResultRow& row, std::string_view metric, LeftOut& left_out);

struct Histories {
  std::vector<History> series;  ///< by key, then machine class
  LeftOut left_out;
};

/// The histories of these rows, which stand from the oldest run to the newest. Points stand as
/// their commits do in `order`, full hashes from the oldest to the newest: old commits are measured
/// later too, and in the order of measuring a change would be blamed on the wrong one. A commit
/// that is not in there stays behind the one that was measured before it. The value of a run is its
/// min, or the median of a metric of which more is better. Changes are those of
/// stats::change_points at its usual settings: 1 series in 100 that never changed shows one.
Histories histories(std::span<const ResultRow> rows, std::string_view metric,
                    std::span<const std::string> order = {});

/// The same of rows that come one by one, in any order, and are not kept: a point is what stays of
/// each. Runs stand from the oldest to the newest, whatever the order in which they came.
class HistoryBuilder {
 public:
  explicit HistoryBuilder(std::string metric) : metric_(std::move(metric)) {}
  void add(const ResultRow& row);
  Histories finish(std::span<const std::string> order) &&;

 private:
  friend Histories histories(std::span<const ResultRow> rows, std::string_view metric,
                             std::span<const std::string> order);
  /// A commit while its runs are gathered.
  struct Commit {
    HistoryPoint point;
    std::vector<double> values;
  };
  struct Series {
    History history;
    std::vector<Commit> commits;
  };
  using Places = std::unordered_map<std::string, std::size_t>;  // of commits, from 1 on

  static void add(Series& series, const ResultRow& row, const MetricSummary& summary);
  static void put_in_order(Series& series, const Places& places);
  static History finished(Series&& series, const Places& places, LeftOut& left_out);
  Histories finish_as_they_came(std::span<const std::string> order);

  std::string metric_;
  std::map<std::pair<std::string, std::string>, Series> series_;  // by key, then machine class
  LeftOut left_out_;
};

}  // namespace tidegate::judge
