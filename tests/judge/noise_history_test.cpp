#include <cmath>
#include <memory>
#include <string>
#include <vector>

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

TEST(NoiseHistory, RunsOfOneCodeAnHourApartAreABand) {
  const auto found = bands({run_at("10:00", 1.0), run_at("11:00", 1.05)});
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].key, key_of("c"));
  EXPECT_NEAR(found[0].min, 0.05, 1e-12);
  EXPECT_NEAR(found[0].p95, 0.05, 1e-12);
  EXPECT_EQ(found[0].processes, 2U);
}

TEST(NoiseHistory, NearerRunsAndOtherCodeSayNothing) {
  EXPECT_TRUE(bands({run_at("10:00", 1.0), run_at("10:59", 1.05)}).empty());
  EXPECT_TRUE(bands({run_at("10:00", 1.0, "a"), run_at("12:00", 1.05, "b")}).empty());
  // Each code by itself: 4 % between the runs of b, however far a lies away.
  const auto found = bands({run_at("10:00", 1.0, "a"), run_at("12:00", 2.0, "b"),
                            run_at("14:00", 2.08, "b"), run_at("10:30", 1.0, "a")});
  ASSERT_EQ(found.size(), 1U);
  EXPECT_NEAR(found[0].min, 0.04, 1e-12);
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
  const std::vector<ResultRow> rows{run_at("10:00", 1.0), disturbed, nameless, foreign, timeless};
  const HistoryBands found = bands_of_history(rows, here);
  EXPECT_TRUE(found.bands.empty());
  EXPECT_EQ(found.disturbed, 1U);
  EXPECT_EQ(found.nameless, 2U);
}

}  // namespace
}  // namespace tidegate::judge
