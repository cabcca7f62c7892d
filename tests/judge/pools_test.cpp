#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include <tidegate/judge/fold.hpp>
#include <tidegate/judge/pools.hpp>
#include <tidegate/row/imported.hpp>
#include <tidegate/row/metric.hpp>

#include "sample_rows.hpp"

namespace tidegate::judge {
namespace {

constexpr auto run = "20260101T000000Z__aaaaaaa";

AttemptRow counted(double value, Better better, const std::string& unit = "1") {
  AttemptRow row = attempt(run, key_of("c"), {1});
  row.counters = {Counter{"evaluations", unit, value, "", better}};
  return row;
}

/// The metric of that id after folding attempts of these counts.
MetricSummary folded(Better better, const std::vector<double>& values) {
  std::vector<AttemptRow> attempts;
  for (const double value : values) attempts.push_back(counted(value, better));
  const auto rows = fold(attempts);
  const MetricSummary* found = rows.at(0).find("counter.evaluations");
  return found == nullptr ? MetricSummary{} : *found;
}

TEST(Pools, ACounterTakesTheBestAttemptInItsDirection) {
  const MetricSummary fewest = folded(Better::lower, {12, 10, 17});
  EXPECT_EQ(fewest.min, 10);
  EXPECT_EQ(fewest.median, 10);
  EXPECT_EQ(fewest.n, 3U);
  EXPECT_EQ(fewest.unit, "1");
  EXPECT_EQ(fewest.better, Better::lower);
  EXPECT_EQ(folded(Better::higher, {12, 10, 17}).min, 17);
}

/// 25 processes of one value each, the slowest twice as slow as the fastest.
std::vector<AttemptRow> single_values(const Key& key) {
  std::vector<AttemptRow> attempts;
  for (int i = 0; i < 25; ++i) attempts.push_back(attempt(run, key, {1 + i / 24.0}));
  for (AttemptRow& row : attempts) row.provenance[Fact::isolation] = "imported from tool";
  return attempts;
}

TEST(Pools, ManyMeansHaveNoP95OfTheirSamples) {
  const auto sampled = fold(single_values(key_of("c")));
  ASSERT_TRUE(sampled.at(0).find(warm_time)->p95);
  Key key = key_of("c");
  key.point.axes.push_back({std::string(statistic_axis), std::string("mean")});
  const auto means = fold(single_values(key));
  const MetricSummary* warm = means.at(0).find(warm_time);
  ASSERT_NE(warm, nullptr);
  EXPECT_EQ(warm->n, 25U);
  EXPECT_EQ(warm->min, 1);
  EXPECT_EQ(warm->p95, std::nullopt) << "nobody kept the samples that these are means of";
}

TEST(Pools, WithoutADirectionNoSideIsTaken) {
  const MetricSummary both = folded(Better::unstated, {12, 10, 17});
  EXPECT_EQ(both.min, 10);
  EXPECT_EQ(both.median, 12);
  EXPECT_EQ(both.mean, 13);
  EXPECT_EQ(both.n, 3U);
  EXPECT_EQ(both.better, Better::unstated);
}

TEST(Pools, AStageTakesItsFastestAttempt) {
  std::vector<AttemptRow> attempts(2, attempt(run, key_of("c"), {4}));
  attempts[0].stages = Stages{Stages::Verdict::complete, 4, 4, {{"mesh", 1, 1}, {"solve", 3, 1}}};
  attempts[1].stages = Stages{Stages::Verdict::complete, 4, 4, {{"mesh", 2, 1}, {"solve", 2, 1}}};
  const auto rows = fold(attempts);
  ASSERT_NE(rows.at(0).find("stage_time.mesh"), nullptr);
  EXPECT_EQ(rows[0].find("stage_time.mesh")->min, 1);
  EXPECT_EQ(rows[0].find("stage_time.solve")->min, 2);
  EXPECT_EQ(rows[0].find("stage_time.solve")->n, 2U);
  EXPECT_EQ(rows[0].find("stage_time.solve")->unit, "s");
}

TEST(Pools, WhatWasNotCountedIsNoMetric) {
  AttemptRow row = attempt(run, key_of("c"), {1});
  row.counters = {Counter{"instructions", "1", {}, "no hardware counters here"},
                  Counter{"ceiling_bytes_per_s", "B/s", 1e10, ""},
                  Counter{"name of another tool", "1", 3, ""}};
  row.stages = Stages{Stages::Verdict::incomplete, 0, 1, {{"idle", 0, 0}}};
  const auto rows = fold(std::vector{row});
  EXPECT_EQ(rows.at(0).status, Status::ok);
  for (const MetricSummary& metric : rows[0].metrics) EXPECT_EQ(metric.metric, warm_time);
}

TEST(Pools, AttemptsThatDisagreeMakeNoRow) {
  for (const AttemptRow& other : {counted(10, Better::higher), counted(10, Better::lower, "B")}) {
    const auto rows = fold(std::vector{counted(12, Better::lower), other});
    EXPECT_EQ(rows.at(0).status, Status::crashed);
    EXPECT_EQ(rows[0].failure,
              "attempts disagree on the unit or the direction of counter.evaluations");
  }
}

}  // namespace
}  // namespace tidegate::judge
