#include <memory>
#include <string>

#include <gtest/gtest.h>

#include <tidegate/judge/recorded.hpp>
#include <tidegate/judge/report_scaling.hpp>

#include "sample_rows.hpp"

namespace tidegate::judge {
namespace {

MetricSummary summary_of(const std::string& metric, const std::string& unit, double min,
                         double median, Better better = Better::unstated) {
  MetricSummary summary;
  summary.metric = metric;
  summary.unit = unit;
  summary.n = 1;
  summary.min = min;
  summary.median = median;
  summary.mean = median;
  summary.better = better;
  return summary;
}

std::shared_ptr<const ResultRow> row_with(std::vector<MetricSummary> metrics) {
  ResultRow row;
  row.key = key_of("c");
  row.metrics = std::move(metrics);
  return std::make_shared<const ResultRow>(row);
}

GateLine line_with(std::vector<MetricSummary> before, std::vector<MetricSummary> now) {
  GateLine line;
  line.key = key_of("c");
  line.metric = "warm_time";
  line.baseline_row = row_with(std::move(before));
  line.candidate_row = row_with(std::move(now));
  return line;
}

TEST(Recorded, IsAllButTheJudgedMetricWithItsRatio) {
  const auto all = recorded_beside(
      line_with({summary_of("warm_time", "s", 1, 1), summary_of("counter.steps", "1", 10, 12),
                 summary_of("counter.rate", "1/s", 50, 80, Better::higher)},
                {summary_of("warm_time", "s", 2, 2), summary_of("counter.steps", "1", 15, 16),
                 summary_of("counter.rate", "1/s", 30, 60, Better::higher)}));
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].metric, "counter.steps");
  EXPECT_EQ(all[0].baseline, 10);
  EXPECT_EQ(all[0].candidate, 15);
  EXPECT_EQ(all[0].ratio, 1.5);
  // Of what is better when it is more, the min is the worst of all: the median stands for it.
  EXPECT_EQ(all[1].baseline, 80);
  EXPECT_EQ(all[1].candidate, 60);
  EXPECT_EQ(all[1].ratio, 0.75);
}

TEST(Recorded, HasNoRatioWhereNoneExists) {
  const auto all = recorded_beside(
      line_with({summary_of("counter.a", "1", 0, 0), summary_of("counter.b", "s", 3, 3),
                 summary_of("counter.gone", "1", 4, 4)},
                {summary_of("counter.a", "1", 5, 5), summary_of("counter.b", "ms", 3, 3),
                 summary_of("counter.new", "1", 6, 6)}));
  ASSERT_EQ(all.size(), 5U);
  for (const Recorded& one : all) EXPECT_FALSE(one.ratio) << one.metric;
  EXPECT_EQ(all[0].baseline, 0);
  EXPECT_EQ(all[1].unit, "ms");
  EXPECT_FALSE(all[1].baseline);
  EXPECT_EQ(all[2].metric, "counter.new");
  EXPECT_EQ(all[3].unit, "s");
  EXPECT_FALSE(all[3].candidate);
  EXPECT_EQ(all[4].metric, "counter.gone");
}

TEST(Recorded, NeedsBothRows) {
  GateLine line = line_with({summary_of("counter.a", "1", 1, 1)}, {});
  line.baseline_row = nullptr;
  EXPECT_TRUE(recorded_beside(line).empty());
}

GateLine sized(const std::string& provider, int n, double before, double now) {
  GateLine line;
  line.key = key_of("c", provider);
  line.key.point = parse_point("n=" + std::to_string(n) + ",algebra=log").value();
  line.metric = "warm_time";
  line.verdict = Verdict::same;
  line.baseline = times(before);
  line.candidate = times(now);
  return line;
}

TEST(ReportScaling, SetsBothSidesOfTheLinesOwnProviderBesideTheOthers) {
  GateReport report;
  report.lines = {sized("a", 10, 1e-3, 2e-3), sized("a", 100, 1e-2, 2e-2),
                  sized("a", 1000, 1e-1, 2e-1), sized("b", 10, 5e-3, 5e-3)};
  report.lines.push_back(sized("a", 10000, 1, 9));  // a wrong result is no point
  report.lines.back().verdict = Verdict::unfaithful;
  report.lines.push_back(sized("a", 20, 1, 9));  // another algebra
  report.lines.back().key.point = parse_point("n=20,algebra=real").value();
  const auto found = scaling_around(report, report.lines[0]);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->fixed, "algebra=log");
  ASSERT_EQ(found->series.size(), 3U);
  EXPECT_EQ(found->series[0].provider, "a");
  EXPECT_EQ(found->series[0].points.size(), 3U);
  EXPECT_EQ(found->series[0].points[0].time, 2e-3);
  ASSERT_TRUE(found->series[0].law);
  EXPECT_NEAR(found->series[0].law->exponent, 1, 1e-9);
  EXPECT_EQ(found->series[1].provider, "a before");
  EXPECT_EQ(found->series[1].points[2].time, 1e-1);
  EXPECT_EQ(found->series[2].provider, "b");
}

TEST(ReportScaling, NeedsTwoSizesAndATime) {
  GateReport report;
  report.lines = {sized("a", 10, 1e-3, 2e-3), sized("b", 100, 1e-2, 2e-2)};
  EXPECT_FALSE(scaling_around(report, report.lines[0]));
  report.lines[1].key.provider = "a";
  EXPECT_TRUE(scaling_around(report, report.lines[0]));
  report.lines[0].metric = "peak_rss";
  EXPECT_FALSE(scaling_around(report, report.lines[0]));
}

}  // namespace
}  // namespace tidegate::judge
