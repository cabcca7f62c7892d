#include <algorithm>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <judge/sample_rows.hpp>

#include <tidegate/judge/history.hpp>
#include <tidegate/stats/change_points.hpp>

namespace tidegate::judge {
namespace {

/// A row of run number `number` (a day each) and of the commit of that name.
ResultRow row_of(int number, const std::string& commit, double min) {
  ResultRow row = result(fmt::format("202611{:02}T100000Z__{}", number % 30 + 1, commit),
                         key_of("sort"), times(min));
  Provenance facts;
  facts[Fact::commit] = commit;
  facts[Fact::dirty] = "false";
  facts[Fact::timestamp] = fmt::format("2026-11-{:02}T10:00:00Z", number % 30 + 1);
  row.provenance = std::make_shared<const Provenance>(facts);
  return row;
}

std::string commit_name(int number) { return fmt::format("{:040x}", number + 1); }

/// Seven commits around 1 s, then seven around 1.1 s; the medians are 1.003 and 1.103.
std::vector<ResultRow> step_rows() {
  std::vector<ResultRow> rows;
  for (int i = 0; i < 14; ++i) {
    const double wiggle = 0.001 * ((i * 3) % 7);
    rows.push_back(row_of(i, commit_name(i), (i < 7 ? 1.0 : 1.1) + wiggle));
  }
  return rows;
}

void set_facts(ResultRow& row, Fact fact, const FactValue& value) {
  Provenance facts = *row.provenance;
  facts[fact] = value;
  row.provenance = std::make_shared<const Provenance>(facts);
}

TEST(History, RowsThatComeOneByOneInAnyOrderGiveTheSame) {
  std::vector<ResultRow> rows = {row_of(0, "bbb", 3), row_of(1, "aaa", 1), row_of(2, "bbb", 5),
                                 row_of(3, "ccc", 4), row_of(4, "ddd", 2)};
  set_facts(rows[4], Fact::dirty, "true");
  const std::vector<std::string> order = {"aaa", "bbb"};
  const Histories wanted = histories(rows, warm_time, order);
  std::reverse(rows.begin(), rows.end());
  HistoryBuilder builder{std::string(warm_time)};
  for (const ResultRow& row : rows) builder.add(row);
  const Histories found = std::move(builder).finish(order);
  EXPECT_EQ(found.left_out, wanted.left_out);
  ASSERT_EQ(found.series.size(), 1U);
  const std::vector<HistoryPoint>& points = found.series[0].points;
  ASSERT_EQ(points.size(), 3U);
  for (std::size_t i = 0; i < 3; ++i) {
    const HistoryPoint& same = wanted.series[0].points[i];
    EXPECT_EQ(points[i].commit, same.commit);
    EXPECT_EQ(points[i].run_id, same.run_id);
    EXPECT_EQ(points[i].date, same.date);
    EXPECT_EQ(points[i].value, same.value);
    EXPECT_EQ(points[i].runs, same.runs);
  }
}

TEST(History, APointACommitInTheOrderOfTheRuns) {
  const std::vector<ResultRow> rows = {row_of(0, "bbb", 3), row_of(1, "aaa", 1),
                                       row_of(2, "bbb", 5), row_of(3, "bbb", 4)};
  const Histories found = histories(rows, warm_time);
  ASSERT_EQ(found.series.size(), 1U);
  const History& history = found.series.front();
  EXPECT_EQ(history.key, key_of("sort"));
  EXPECT_EQ(history.metric, "warm_time");
  EXPECT_EQ(history.unit, "s");
  EXPECT_EQ(history.machine_class, "cpu-00000001");
  ASSERT_EQ(history.points.size(), 2U);
  EXPECT_EQ(history.points[0].commit, "bbb");
  EXPECT_EQ(history.points[0].date, "2026-11-01");
  EXPECT_EQ(history.points[0].run_id, rows[0].run_id.str());
  EXPECT_EQ(history.points[0].runs, 3U);
  EXPECT_DOUBLE_EQ(history.points[0].value, 4);  // the median of 3, 5 and 4
  EXPECT_EQ(history.points[1].commit, "aaa");
  EXPECT_TRUE(history.changes.empty());
  EXPECT_EQ(found.left_out, LeftOut{});
}

std::vector<std::string> commits_of(const History& history) {
  std::vector<std::string> commits;
  for (const HistoryPoint& point : history.points) commits.push_back(point.commit);
  return commits;
}

TEST(History, CommitsStandAsTheirHistoryHasThemAndOthersWhereTheyWereMeasured) {
  // Backfilled: the newest commit first, and some that the history does not have.
  const std::vector<ResultRow> rows = {row_of(0, "lost", 1),     row_of(1, "new", 1),
                                       row_of(2, "new-lost", 1), row_of(3, "mid", 1),
                                       row_of(4, "old", 1),      row_of(5, "old-lost", 1)};
  const std::vector<std::string> order = {"old", "unmeasured", "mid", "new"};
  const History placed = histories(rows, warm_time, order).series.front();
  EXPECT_EQ(commits_of(placed),
            (std::vector<std::string>{"lost", "old", "old-lost", "mid", "new", "new-lost"}));
  EXPECT_EQ(placed.unplaced, 3U);
  const History measured = histories(rows, warm_time).series.front();
  EXPECT_EQ(commits_of(measured),
            (std::vector<std::string>{"lost", "new", "new-lost", "mid", "old", "old-lost"}));
  EXPECT_EQ(measured.unplaced, 6U);
}

TEST(History, AStepIsFoundInTheOrderOfTheCommitsHoweverTheyWereMeasured) {
  std::vector<ResultRow> rows = step_rows();
  std::vector<std::string> order;
  for (const ResultRow& row : rows) order.push_back(*(*row.provenance)[Fact::commit]);
  // Measured in turn from both ends: fast and slow ones alternate.
  std::vector<ResultRow> mixed;
  for (std::size_t i = 0; i < 7; ++i) {
    mixed.push_back(rows[i]);
    mixed.push_back(rows[13 - i]);
  }
  EXPECT_TRUE(histories(mixed, warm_time).series.front().changes.empty());
  const History found = histories(mixed, warm_time, order).series.front();
  ASSERT_EQ(found.changes.size(), 1U);
  EXPECT_EQ(found.points[found.changes.front().at].commit, commit_name(7));
  EXPECT_EQ(found.unplaced, 0U);
}

TEST(History, AStepLiesBetweenItsTwoCommitsAndHasASize) {
  const std::vector<ResultRow> rows = step_rows();
  const Histories found = histories(rows, warm_time);
  ASSERT_EQ(found.series.size(), 1U);
  const History& history = found.series.front();
  ASSERT_EQ(history.changes.size(), 1U);
  const HistoryChange& change = history.changes.front();
  EXPECT_EQ(change.at, 7U);
  EXPECT_EQ(history.points[change.at - 1].commit, commit_name(6));
  EXPECT_EQ(history.points[change.at].commit, commit_name(7));
  EXPECT_DOUBLE_EQ(change.before, 1.003);
  EXPECT_DOUBLE_EQ(change.after, 1.103);
  ASSERT_TRUE(change.ratio);
  EXPECT_DOUBLE_EQ(*change.ratio, 1.103 / 1.003);
  EXPECT_LE(change.p, 0.01);
}

TEST(History, MachineClassesAndKeysAreSeriesOfTheirOwn) {
  std::vector<ResultRow> rows = step_rows();
  // The slower half was measured on another machine: no change of the code.
  for (std::size_t i = 7; i < rows.size(); ++i) rows[i].machine_class = "cpu-00000002";
  rows.push_back(row_of(15, commit_name(15), 1));
  rows.back().key = key_of("other");
  const Histories found = histories(rows, warm_time);
  ASSERT_EQ(found.series.size(), 3U);
  EXPECT_EQ(found.series[0].key.case_name, "other");
  EXPECT_EQ(found.series[1].machine_class, "cpu-00000001");
  EXPECT_EQ(found.series[2].machine_class, "cpu-00000002");
  for (const History& history : found.series) EXPECT_TRUE(history.changes.empty());
}

TEST(History, RowsThatCannotBeAPointAreCountedByReason) {
  std::vector<ResultRow> rows(10, row_of(0, "aaa", 1));
  rows[1] = failed_result("20261102T100000Z__bbb", key_of("sort"), Status::crashed);
  rows[2].coverage = Coverage::fast;
  set_facts(rows[3], Fact::dirty, "true");
  set_facts(rows[4], Fact::commit, {});
  rows[5].suspicion = "no processor could";
  rows[6].metrics.clear();
  set_facts(rows[7], Fact::dirty, {});
  set_facts(rows[8], Fact::taint, "a compiler ran");
  set_facts(rows[9], Fact::taint, absent_fact);
  const Histories found = histories(rows, warm_time);
  ASSERT_EQ(found.series.size(), 1U);
  ASSERT_EQ(found.series.front().points.size(), 1U);
  EXPECT_EQ(found.series.front().points.front().runs, 2U);
  EXPECT_EQ(found.left_out, (LeftOut{3, 1, 2, 1, 1, 0}));
}

TEST(History, TheDayIsThatOfTheRunWhereNoTimeWasKept) {
  std::vector<ResultRow> rows = {row_of(3, "aaa", 1), row_of(4, "bbb", 1)};
  for (ResultRow& row : rows) set_facts(row, Fact::timestamp, {});
  rows[1].run_id = "foreign";
  const Histories found = histories(rows, warm_time);
  ASSERT_EQ(found.series.front().points.size(), 2U);
  EXPECT_EQ(found.series.front().points[0].date, "2026-11-04");
  EXPECT_EQ(found.series.front().points[1].date, "");
}

TEST(History, OfWhatIsBetterWhenLargerTheMedianCounts) {
  ResultRow row = row_of(0, "aaa", 1);
  MetricSummary rate = times(2);
  rate.metric = std::string(throughput);
  rate.unit = "1/s";
  rate.median = 5;
  row.metrics.push_back(rate);
  const std::vector<ResultRow> rows = {row};
  EXPECT_DOUBLE_EQ(histories(rows, throughput).series.front().points.front().value, 5);
  EXPECT_DOUBLE_EQ(histories(rows, warm_time).series.front().points.front().value, 1);
}

TEST(History, OfALongSeriesTheNewestCommitsCount) {
  std::vector<ResultRow> rows;
  const int too_many = static_cast<int>(stats::longest_series) + 3;
  for (int i = 0; i < too_many; ++i) rows.push_back(row_of(i, commit_name(i), 1));
  const Histories found = histories(rows, warm_time);
  ASSERT_EQ(found.series.size(), 1U);
  EXPECT_EQ(found.series.front().points.size(), stats::longest_series);
  EXPECT_EQ(found.series.front().points.front().commit, commit_name(3));
  EXPECT_EQ(found.left_out.older, 3U);
}

TEST(History, OfNoRowsThereIsNone) {
  const Histories found = histories({}, warm_time);
  EXPECT_TRUE(found.series.empty());
  EXPECT_EQ(found.left_out, LeftOut{});
}

}  // namespace
}  // namespace tidegate::judge
