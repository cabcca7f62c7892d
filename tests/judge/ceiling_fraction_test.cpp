#include <gtest/gtest.h>

#include <tidegate/judge/fold.hpp>

#include "sample_rows.hpp"

namespace tidegate::judge {
namespace {

/// 2 s a call of 100 bytes and 60 operations: 50 B/s and 30 flop/s.
AttemptRow attempt_with(std::vector<Counter> counters, const char* dtype = nullptr) {
  Key key = key_of("c");
  if (dtype != nullptr) key.point = *parse_point(std::string("n=512,dtype=") + dtype);
  AttemptRow row = attempt("r", key, {2.0, 3.0});
  row.work.bytes = 100;
  row.work.flops = 60;
  row.counters = std::move(counters);
  return row;
}

Counter ceiling(const char* what, double value) {
  return {std::string("ceiling_") + what + "_per_s", "1", value, ""};
}

std::optional<double> folded(const std::vector<AttemptRow>& rows, std::string_view metric) {
  const auto results = fold(rows);
  const MetricSummary* found = results.at(0).find(metric);
  return found == nullptr ? std::nullopt : std::optional(found->min);
}

TEST(CeilingFraction, IsTheRateOverTheCeiling) {
  const std::vector<AttemptRow> rows{
      attempt_with({ceiling("bytes", 200), ceiling("fp32_flops", 120), ceiling("fp64_flops", 60)})};
  EXPECT_EQ(folded(rows, bandwidth_fraction), 0.25);
  EXPECT_EQ(folded(rows, flops_fraction), 0.25);
}

TEST(CeilingFraction, OfDoublePrecisionHasItsOwnCeiling) {
  const std::vector<Counter> both{ceiling("fp32_flops", 120), ceiling("fp64_flops", 60)};
  EXPECT_EQ(folded({attempt_with(both, "fp64")}, flops_fraction), 0.5);
  EXPECT_EQ(folded({attempt_with(both, "fp32")}, flops_fraction), 0.25);
}

TEST(CeilingFraction, TheHighestCeilingOfTheAttemptsCounts) {
  const std::vector<AttemptRow> rows{attempt_with({ceiling("bytes", 25)}),
                                     attempt_with({ceiling("bytes", 100)})};
  EXPECT_EQ(folded(rows, bandwidth_fraction), 0.5);
}

TEST(CeilingFraction, WhatIsImpossibleIsKeptAboveOne) {
  EXPECT_EQ(folded({attempt_with({ceiling("bytes", 25)})}, bandwidth_fraction), 2);
}

TEST(CeilingFraction, NeedsACeilingAndARate) {
  EXPECT_EQ(folded({attempt_with({})}, bandwidth_fraction), std::nullopt);
  EXPECT_EQ(folded({attempt_with({ceiling("bytes", 0)})}, bandwidth_fraction), std::nullopt);
  EXPECT_EQ(
      folded({attempt_with({{"ceiling_bytes_per_s", "B/s", {}, "no memory"}})}, bandwidth_fraction),
      std::nullopt);
  AttemptRow idle = attempt_with({ceiling("bytes", 25)});
  idle.work = {};
  EXPECT_EQ(folded({idle}, bandwidth_fraction), std::nullopt);
}

}  // namespace
}  // namespace tidegate::judge
