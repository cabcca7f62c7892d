/// Series whose laws are known beforehand.
#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <tidegate/judge/capability.hpp>
#include <tidegate/judge/scaling.hpp>

#include "sample_rows.hpp"

namespace tidegate::judge {
namespace {

ResultRow sized(double n, double time, const std::string& provider = "kokkos") {
  ResultRow row = result("20261101T090000Z__1234567", key_of("sum", provider), times(time));
  row.key.point.axes = {{"n", static_cast<std::int64_t>(n)}, {"dtype", std::string("fp32")}};
  return row;
}

void set_memory(ResultRow& row, double bytes) {
  MetricSummary memory;
  memory.metric = std::string(peak_rss);
  memory.unit = "B";
  memory.n = 1;
  memory.min = bytes;
  row.metrics.push_back(memory);
}

/// The only series of these rows.
ScalingSeries series_of(const std::vector<ResultRow>& rows) {
  const std::vector<Scaling> found = scalings(rows);
  if (found.size() != 1 || found[0].series.size() != 1) {
    ADD_FAILURE() << "not one series";
    return {};
  }
  return found[0].series[0];
}

TEST(Scaling, SizeIsTheProductOfTheIntegersButTheSeed) {
  const Point point = parse_point("rows=8,degree=4,seed=3,x=0.5,algebra=log,fast=true").value();
  EXPECT_EQ(size_of(point), 32);
  EXPECT_FALSE(size_of(parse_point("seed=3,algebra=log").value()));
  EXPECT_FALSE(size_of(parse_point("n=0").value()));
  EXPECT_FALSE(size_of(Point{}));
}

TEST(Scaling, ASquareHasTheExponentTwo) {
  const ScalingSeries series = series_of({sized(400, 16e-3), sized(100, 1e-3), sized(200, 4e-3)});
  ASSERT_TRUE(series.law);
  EXPECT_NEAR(series.law->exponent, 2, 1e-9);
  EXPECT_EQ(series.sizes, 3U);
  EXPECT_EQ(series.points[0].size, 100);
  ASSERT_TRUE(series.far_time);
  EXPECT_NEAR(*series.far_time, 160, 1e-6);       // 100 times the size, 10,000 times the time
  EXPECT_EQ(series.anchor, Anchor::provisional);  // two sizes below the largest foretell nothing
  EXPECT_FALSE(series.stated);
  EXPECT_FALSE(series.off_stated);
}

TEST(Scaling, TwoSizesAreProvisional) {
  const ScalingSeries series = series_of({sized(100, 1e-3), sized(200, 4e-3)});
  EXPECT_FALSE(series.law);
  EXPECT_FALSE(series.far_time);
  EXPECT_EQ(series.anchor, Anchor::provisional);
  EXPECT_EQ(series.sizes, 2U);
}

TEST(Scaling, TheLargestSizeTriesTheLawOfTheOthers) {
  std::vector<ResultRow> rows{sized(1, 1e-3), sized(2, 2e-3), sized(4, 4e-3), sized(8, 16e-3)};
  ScalingSeries series = series_of(rows);  // foretold 8 ms: exactly twice is still within
  ASSERT_TRUE(series.anchor_ratio);
  EXPECT_NEAR(*series.anchor_ratio, 2, 1e-9);
  rows[3] = sized(8, 15e-3);
  EXPECT_EQ(series_of(rows).anchor, Anchor::validated);
  rows[3] = sized(8, 17e-3);
  EXPECT_EQ(series_of(rows).anchor, Anchor::off);
  rows[3] = sized(8, 3e-3);
  EXPECT_EQ(series_of(rows).anchor, Anchor::off);
}

TEST(Scaling, TheLawIsComparedWithTheStatedWork) {
  std::vector<ResultRow> rows{sized(1, 1e-3), sized(2, 4e-3), sized(4, 16e-3)};
  for (ResultRow& row : rows) row.work.flops = size_of(row.key.point);
  ScalingSeries series = series_of(rows);
  ASSERT_TRUE(series.stated);
  EXPECT_NEAR(*series.stated, 1, 1e-9);
  EXPECT_TRUE(series.off_stated);
  for (ResultRow& row : rows) row.work.flops = 7 * *row.work.flops * *row.work.flops;
  series = series_of(rows);
  EXPECT_NEAR(*series.stated, 2, 1e-9);
  EXPECT_FALSE(series.off_stated);
}

TEST(Scaling, DeathsForLackOfMemoryAreListed) {
  ResultRow dead =
      failed_result("20261101T090000Z__1234567", sized(400, 1, "kokkos").key, Status::oom);
  ResultRow other =
      failed_result("20261101T090000Z__1234567", sized(200, 1, "kokkos").key, Status::crashed);
  const ScalingSeries series = series_of({sized(100, 1e-3), dead, other});
  EXPECT_EQ(series.out_of_memory, (std::vector<double>{400}));
  EXPECT_EQ(series.points.size(), 1U);
  EXPECT_EQ(series_of({dead}).points.size(), 0U);
}

TEST(Scaling, WrongAndImpossibleRowsAreNoPoints) {
  ResultRow wrong = sized(200, 4e-3);
  wrong.fidelity = Fidelity{};
  wrong.fidelity->verdict = Fidelity::Verdict::fail;
  ResultRow impossible = sized(400, 1e-9);
  impossible.suspicion = "faster than memory";
  EXPECT_EQ(series_of({sized(100, 1e-3), wrong, impossible}).points.size(), 1U);
}

TEST(Scaling, RiskIsLosingAtTheLargestSizeOrTakingTwiceTheMemory) {
  std::vector<ResultRow> rows{sized(100, 1e-3), sized(200, 2e-3), sized(100, 1e-3, "naive"),
                              sized(200, 1e-3, "naive")};
  rows[0].ratio = Ratio{"naive", 0.5};
  rows[1].ratio = Ratio{"naive", 2.0};
  rows[2].reference = rows[3].reference = true;
  std::vector<Scaling> found = scalings(rows);
  ASSERT_EQ(found[0].series.size(), 2U);
  EXPECT_EQ(found[0].series[0].wins, 1U);
  EXPECT_EQ(found[0].series[0].losses, 1U);
  EXPECT_TRUE(found[0].series[0].at_risk);
  EXPECT_FALSE(found[0].series[1].at_risk);
  rows[1].ratio = Ratio{"naive", 0.9};
  EXPECT_FALSE(scalings(rows)[0].series[0].at_risk);
  set_memory(rows[1], 2.0e6);
  set_memory(rows[3], 1.0e6);
  found = scalings(rows);
  EXPECT_DOUBLE_EQ(found[0].series[0].memory_ratio.value(), 2);
  EXPECT_FALSE(found[0].series[0].at_risk);  // exactly half the headroom is not less than half
  rows[1].metrics.pop_back();
  set_memory(rows[1], 2.1e6);
  EXPECT_TRUE(scalings(rows)[0].series[0].at_risk);
}

// 100 n^2 bytes: 24 GB are full at the square root of 2.4e8.
TEST(Scaling, MemoryThatGrowsTellsTheSizeThatFits) {
  std::vector<ResultRow> rows{sized(100, 1e-3), sized(200, 2e-3), sized(400, 4e-3)};
  for (ResultRow& row : rows) {
    const double n = *size_of(row.key.point);
    set_memory(row, 100 * n * n);
  }
  EXPECT_NEAR(series_of(rows).size_in_budget.value(), std::sqrt(2.4e8), 1e-3);
  rows.pop_back();
  EXPECT_FALSE(series_of(rows).size_in_budget);  // two sizes tell no law
}

TEST(Scaling, MemoryThatHardlyGrowsTellsNothing) {
  std::vector<ResultRow> rows{sized(100, 1e-3), sized(200, 2e-3), sized(400, 4e-3)};
  for (ResultRow& row : rows) set_memory(row, 8e6 + *size_of(row.key.point));
  EXPECT_FALSE(series_of(rows).size_in_budget);
}

TEST(Scaling, OtherAxesAndMachinesAreOtherSeries) {
  ResultRow other = sized(100, 1e-3);
  other.key.point.axes[1].value = std::string("fp64");
  ResultRow elsewhere = sized(100, 1e-3);
  elsewhere.machine_class = "cpu-00000002";
  const auto found = scalings(std::vector<ResultRow>{sized(100, 1e-3), other, elsewhere});
  ASSERT_EQ(found.size(), 3U);
  EXPECT_EQ(found[0].fixed, "dtype=fp32");
  EXPECT_EQ(found[2].fixed, "dtype=fp64");
  EXPECT_TRUE(scalings({}).empty());
}

TEST(Capability, TellsMeasuredSkippedFailedAndNever) {
  ResultRow cuda = sized(100, 1);
  cuda.key.platform = "cuda";
  cuda.status = Status::skipped;
  ResultRow dead = sized(200, 1, "naive");
  dead.status = Status::crashed;
  const CapabilityMatrix matrix =
      capabilities(std::vector<ResultRow>{sized(100, 1), sized(200, 1), cuda, dead});
  EXPECT_THAT(matrix.platforms, testing::ElementsAre("cuda", "serial"));
  ASSERT_EQ(matrix.lines.size(), 2U);
  EXPECT_EQ(matrix.lines[0].provider, "kokkos");
  EXPECT_THAT(matrix.lines[0].cells,
              testing::ElementsAre(CapabilityCell{0, 1, 0}, CapabilityCell{2, 0, 0}));
  EXPECT_THAT(matrix.lines[1].cells,
              testing::ElementsAre(CapabilityCell{}, CapabilityCell{0, 0, 1}));
}

}  // namespace
}  // namespace tidegate::judge
