/// What becomes a row of a committed trend, and when a snapshot is advised.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <judge/sample_rows.hpp>

#include <tidegate/judge/snapshot_advice.hpp>
#include <tidegate/judge/trend_rows.hpp>

namespace tidegate::judge {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

MetricSummary peak(double bytes) {
  MetricSummary summary = times(bytes);
  summary.metric = std::string(peak_rss);
  summary.unit = "B";
  return summary;
}

ResultRow row_of(const std::string& commit, double min, const Key& key = key_of("sort")) {
  ResultRow row = result("run_" + commit, key, times(min));
  Provenance facts;
  facts[Fact::commit] = commit;
  facts[Fact::dirty] = "false";
  row.provenance = std::make_shared<const Provenance>(facts);
  row.metrics.push_back(peak(1000));
  return row;
}

TEST(TrendRows, ARowForEachCommitKeyAndMachine) {
  const std::vector<ResultRow> fresh{row_of("a", 1), row_of("b", 2), row_of("b", 2, key_of("fft")),
                                     row_of("b", 3)};
  const TrendRows trend = trend_rows({}, fresh, warm_time, {});
  EXPECT_EQ(trend.added, 3U);
  EXPECT_EQ(trend.known, 1U);
  ASSERT_EQ(trend.rows.size(), 3U);
  EXPECT_EQ(trend.rows[1].metrics.size(), 1U);  // the others have trends of their own
  EXPECT_DOUBLE_EQ(trend.rows[1].find(warm_time)->min, 2);
  const TrendRows again = trend_rows(trend.rows, fresh, warm_time, {});
  EXPECT_EQ(again.added, 0U);
  EXPECT_EQ(again.known, 4U);
  EXPECT_EQ(again.rows.size(), 3U);
  ResultRow elsewhere = row_of("a", 9);
  elsewhere.machine_class = "cpu-00000002";
  EXPECT_EQ(trend_rows(trend.rows, std::span(&elsewhere, 1), warm_time, {}).added, 1U);
}

TEST(TrendRows, StandAsTheCommitsDo) {
  const std::vector<ResultRow> kept{row_of("a", 1), row_of("x", 1), row_of("c", 3)};
  const std::vector<ResultRow> fresh{row_of("b", 2)};  // an old commit, measured late
  const std::vector<std::string> order{"a", "b", "c"};
  const TrendRows trend = trend_rows(kept, fresh, warm_time, order);
  EXPECT_THAT(commits_of(trend.rows), ElementsAre("a", "x", "b", "c"));
}

TEST(TrendRows, WhatIsNoMeasurementOfACommitIsCounted) {
  std::vector<ResultRow> fresh{row_of("a", 1), row_of("b", 1), row_of("c", 1)};
  fresh[0].coverage = Coverage::fast;
  fresh[1].status = Status::crashed;
  Provenance facts = *fresh[2].provenance;
  facts[Fact::dirty] = "true";
  fresh[2].provenance = std::make_shared<const Provenance>(facts);
  const TrendRows trend = trend_rows({}, fresh, warm_time, {});
  EXPECT_THAT(trend.rows, IsEmpty());
  EXPECT_EQ(trend.left_out.quick, 1U);
  EXPECT_EQ(trend.left_out.unfit, 1U);
  EXPECT_EQ(trend.left_out.dirty, 1U);
}

ResultRow with_peak(double bytes) {
  ResultRow row = row_of("a", 1);
  row.metrics[1] = peak(bytes);
  return row;
}

std::vector<std::string> advice(double before, double after) {
  const std::vector<ResultRow> stored{with_peak(before)};
  const std::vector<ResultRow> current{with_peak(after)};
  return snapshot_advice(current, stored, {});
}

TEST(SnapshotAdvice, FivePerCentOfMemoryAreNotMoreThanFive) {
  EXPECT_THAT(advice(1000, 1050), IsEmpty());
  EXPECT_THAT(advice(1000, 950), IsEmpty());
  EXPECT_THAT(advice(1000, 1051),
              ElementsAre("A snapshot is advised: the peak memory of 1 row moved by more than 5 %, "
                          "most that of sort[n=512] naive/serial (+5.1 %)."));
  EXPECT_THAT(advice(1000, 949), ElementsAre(HasSubstr("(-5.1 %)")));
  EXPECT_THAT(advice(0, 949), IsEmpty());
}

TEST(SnapshotAdvice, OnlyRowsOfOneMachineAreHeldAgainstEachOther) {
  const std::vector<ResultRow> stored{with_peak(1000)};
  std::vector<ResultRow> current{with_peak(2000)};
  current[0].machine_class = "cpu-00000002";
  EXPECT_THAT(snapshot_advice(current, stored, {}), IsEmpty());
  current = {with_peak(2000)};
  current[0].status = Status::crashed;
  EXPECT_THAT(snapshot_advice(current, stored, {}), IsEmpty());
}

TEST(SnapshotAdvice, ChangedInnerLoopsAndNewBackends) {
  const std::vector<ResultRow> stored{row_of("a", 1)};
  const std::vector<std::string> one{"kernels/a.cpp"};
  EXPECT_THAT(snapshot_advice(stored, stored, one),
              ElementsAre("A snapshot is advised: a file of the innermost loops was changed, such "
                          "as kernels/a.cpp."));
  const std::vector<std::string> two{"kernels/a.cpp", "kernels/b.cpp"};
  EXPECT_THAT(snapshot_advice(stored, stored, two), ElementsAre(HasSubstr("2 files")));
  const std::vector<ResultRow> current{row_of("b", 1), row_of("b", 1, key_of("sort", "cuda"))};
  EXPECT_THAT(snapshot_advice(current, stored, {}),
              ElementsAre("A snapshot is advised: sort has no baseline of cuda on serial, a new "
                          "backend."));
  const std::vector<ResultRow> first{row_of("b", 1, key_of("fft"))};
  EXPECT_THAT(snapshot_advice(first, stored, {}), IsEmpty());  // a new case, not a new backend
}

}  // namespace
}  // namespace tidegate::judge
