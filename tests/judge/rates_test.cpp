#include <gtest/gtest.h>

#include <tidegate/judge/fold.hpp>
#include <tidegate/judge/rates.hpp>

#include "sample_rows.hpp"

namespace tidegate::judge {
namespace {

constexpr auto run = "20260101T000000Z__aaaaaaa";

TEST(Rates, FoldingDerivesThemFromTheFastestCall) {
  AttemptRow first = attempt(run, key_of("c"), {4, 2});
  AttemptRow second = attempt(run, key_of("c"), {3, 5});
  first.work = second.work = Work{800, 100, 50};
  const auto rows = fold(std::vector{first, second});
  ASSERT_EQ(rows.size(), 1U);
  const MetricSummary* bytes = rows[0].find(bytes_per_s);
  ASSERT_NE(bytes, nullptr);
  EXPECT_EQ(bytes->min, 400);  // 800 B in the 2 s of the fastest sample
  EXPECT_EQ(bytes->median, 400);
  EXPECT_EQ(bytes->mean, 400);
  EXPECT_EQ(bytes->stddev, 0);
  EXPECT_EQ(bytes->n, 4U);
  EXPECT_EQ(bytes->unit, "B/s");
  EXPECT_EQ(rows[0].find(flops_per_s)->min, 50);
  EXPECT_EQ(rows[0].find(throughput)->min, 25);
}

TEST(Rates, OnlyOfStatedWork) {
  AttemptRow row = attempt(run, key_of("c"), {2});
  row.work.flops = 10;
  const auto rows = fold(std::vector{row});
  EXPECT_NE(rows[0].find(flops_per_s), nullptr);
  EXPECT_EQ(rows[0].find(bytes_per_s), nullptr);
  EXPECT_EQ(rows[0].find(throughput), nullptr);
}

TEST(Rates, AFailedRowHasNone) {
  AttemptRow row = failed_attempt(run, key_of("c"), Status::fidelity_failed);
  row.work.flops = 10;
  EXPECT_TRUE(fold(std::vector{row})[0].metrics.empty());
}

TEST(Rates, WhatAWorkerMeasuredItselfStands) {
  AttemptRow row = attempt(run, key_of("c"), {2});
  row.work.elements = 10;
  row.metrics.push_back({std::string(throughput), "1/s", 1, {3}});
  const auto rows = fold(std::vector{row});
  EXPECT_EQ(rows[0].find(throughput)->min, 3);
  EXPECT_EQ(rows[0].metrics.size(), 2U);
}

}  // namespace
}  // namespace tidegate::judge
