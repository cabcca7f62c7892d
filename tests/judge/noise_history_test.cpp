#include <cmath>
#include <memory>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <tidegate/judge/noise_history.hpp>

#include "sample_rows.hpp"

namespace tidegate::judge {
namespace {

constexpr const char* here = "this-class";

/// A run at that hour of the day.
ResultRow run_at(const char* hour, double min, const char* code = "a") {
  ResultRow row = result(std::string("run-") + hour, key_of("c"), times(min, 1.1 * min));
  row.machine_class = std::string(here);
  Provenance facts;
  facts[Fact::timestamp] = std::string("2026-11-21T") + hour + ":00Z";
  facts[Fact::code] = std::string(code);
  row.provenance = std::make_shared<const Provenance>(facts);
  return row;
}

std::vector<NoiseBand> bands(const std::vector<ResultRow>& rows) {
  return bands_of_history(rows, here).bands;
}

/// Runs from midnight on, `minutes` apart, in turn of the one time and the other: 25 of the 45
/// pairs of ten runs lie as far apart as these two.
std::vector<ResultRow> runs_of(std::size_t count, double even, double odd, int minutes = 60,
                               const char* code = "a") {
  std::vector<ResultRow> rows;
  for (std::size_t i = 0; i < count; ++i) {
    const int at = static_cast<int>(i) * minutes;
    const std::string hour = fmt::format("{:02}:{:02}", at / 60, at % 60);
    rows.push_back(run_at(hour.c_str(), i % 2 == 0 ? even : odd, code));
  }
  return rows;
}

std::vector<ResultRow> operator+(std::vector<ResultRow> rows, const std::vector<ResultRow>& more) {
  rows.insert(rows.end(), more.begin(), more.end());
  return rows;
}

TEST(NoiseHistory, TenRunsOfOneCodeAnHourApartAreABand) {
  const auto found = bands(runs_of(10, 1.0, 1.05));
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].key, key_of("c"));
  EXPECT_NEAR(found[0].min, 0.05, 1e-12);
  EXPECT_NEAR(found[0].p95, 0.05, 1e-12);
  EXPECT_EQ(found[0].processes, 10U);
}

TEST(NoiseHistory, FewerRunsAreNoBand) {
  const HistoryBands found = bands_of_history(runs_of(9, 1.0, 1.05), here);
  EXPECT_TRUE(found.bands.empty());
  EXPECT_EQ(found.too_few, 1U);
  // Nine of one code and nine of another are not ten of any.
  EXPECT_EQ(bands_of_history(runs_of(9, 1, 1.05) + runs_of(9, 1, 1.05, 60, "b"), here).too_few, 1U);
  // One run again, in the same second, is not a tenth.
  EXPECT_EQ(bands_of_history(runs_of(9, 1, 1.05) + runs_of(1, 1, 1.05), here).too_few, 1U);
}

TEST(NoiseHistory, NearerRunsAndOtherCodeSayNothing) {
  EXPECT_TRUE(bands(runs_of(10, 1.0, 1.05, 6)).empty());  // all within 54 minutes
  // Each code by itself: 4 % between the runs of b, however far a lies away.
  const auto found = bands(runs_of(10, 2.0, 2.08, 60, "b") + runs_of(3, 1.0, 1.0, 90, "a"));
  ASSERT_EQ(found.size(), 1U);
  EXPECT_NEAR(found[0].min, 0.04, 1e-12);
  EXPECT_EQ(found[0].processes, 10U);
}

TEST(NoiseHistory, ARowThatVariesWithoutLimitGetsNoBand) {
  EXPECT_EQ(bands(runs_of(10, 1.0, 1.249)).size(), 1U);
  const HistoryBands found = bands_of_history(runs_of(10, 1.0, 1.26), here);
  EXPECT_TRUE(found.bands.empty());
  ASSERT_EQ(found.too_wide.size(), 1U);
  EXPECT_EQ(found.too_wide[0].key, key_of("c"));
  EXPECT_NEAR(found.too_wide[0].min, 0.26, 1e-12);
  EXPECT_EQ(found.too_few, 0U);
}

TEST(NoiseHistory, DisturbedNamelessAndForeignRowsAreLeftOut) {
  ResultRow disturbed = run_at("12:00", 1.5);
  Provenance facts = *disturbed.provenance;
  facts[Fact::taint] = std::string("other load");
  disturbed.provenance = std::make_shared<const Provenance>(facts);
  ResultRow nameless = run_at("13:00", 1.5);
  facts = *nameless.provenance;
  facts[Fact::code] = {};
  nameless.provenance = std::make_shared<const Provenance>(facts);
  ResultRow foreign = run_at("14:00", 1.5);
  foreign.machine_class = std::string("another");
  ResultRow timeless = run_at("15:00", 1.5);
  facts = *timeless.provenance;
  facts[Fact::timestamp] = std::string("yesterday");
  timeless.provenance = std::make_shared<const Provenance>(facts);
  const std::vector<ResultRow> odd{disturbed, nameless, foreign, timeless};
  const HistoryBands found = bands_of_history(runs_of(10, 1.0, 1.0) + odd, here);
  ASSERT_EQ(found.bands.size(), 1U);
  EXPECT_EQ(found.bands[0].min, 0);
  EXPECT_EQ(found.disturbed, 1U);
  EXPECT_EQ(found.nameless, 2U);
}

}  // namespace
}  // namespace tidegate::judge
