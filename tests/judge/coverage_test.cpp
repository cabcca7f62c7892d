#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <judge/sample_rows.hpp>

#include <tidegate/judge/coverage.hpp>
#include <tidegate/judge/measured_keys.hpp>

namespace tidegate::judge {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

Sighting seen(const std::string& provider, const std::string& platform, std::int64_t n,
              bool measured, const std::string& case_name = "c") {
  return {Key{case_name, Point{{Axis{"n", n}}}, provider, platform}, n == 8, measured};
}

CoverageReport report_of(const std::vector<Sighting>& sightings, const Rivals& rivals = {}) {
  CoverageCount count;
  for (const Sighting& sighting : sightings) count.add(sighting);
  return count.result(rivals);
}

Reach reach_of(const std::vector<Sighting>& sightings) {
  return report_of(sightings).cases.at(0).reach;
}

TEST(Coverage, ReachIsWhereAnOkRowIs) {
  EXPECT_EQ(reach_of({seen("a", "serial", 8, false), seen("a", "cuda", 8, false)}),
            Reach::unmeasured);
  EXPECT_EQ(reach_of({seen("a", "openmp", 8, true), seen("a", "cuda", 8, false)}), Reach::cpu_only);
  EXPECT_EQ(reach_of({seen("a", "serial", 8, false), seen("a", "hip", 8, true)}), Reach::gpu_only);
  EXPECT_EQ(reach_of({seen("a", "serial", 8, true), seen("b", "cuda", 16, true)}),
            Reach::multiplatform);
}

TEST(Coverage, MeasuredOnceIsMeasuredWhateverStandsBehindIt) {
  const auto report = report_of({seen("a", "serial", 8, true), seen("a", "serial", 8, false)});
  EXPECT_EQ(report.cases[0].known, 1U);
  EXPECT_EQ(report.cases[0].measured, 1U);
}

/// How many of the keys of these rows were measured.
std::size_t measured(const std::vector<SeenRow>& rows) {
  MeasuredKeys keys;
  for (const SeenRow& row : rows) keys.see(row);
  CoverageCount count;
  keys.add_to(count);
  return count.result({}).cases.at(0).measured;
}

TEST(Coverage, ARunMeasuredAKeyWhenNoneOfItsAttemptsFailed) {
  const auto row = [](const char* run, Status status, bool fell_back = false) {
    return SeenRow{seen("a", "serial", 8, false).key, true, run, status, fell_back};
  };
  EXPECT_EQ(measured({row("1", Status::ok), row("1", Status::skipped)}), 1U);
  EXPECT_EQ(measured({row("1", Status::ok), row("1", Status::fidelity_failed)}), 0U);
  EXPECT_EQ(measured({row("1", Status::crashed), row("2", Status::ok), row("1", Status::ok)}), 1U);
  EXPECT_EQ(measured({row("2", Status::ok), row("1", Status::ok), row("2", Status::oom)}), 1U);
  EXPECT_EQ(measured({row("1", Status::ok, true), row("2", Status::ok, true)}), 0U);
  EXPECT_EQ(measured({row("1", Status::ok, true), row("1", Status::ok)}), 1U);
  EXPECT_EQ(measured({row("1", Status::skipped)}), 0U);
}

TEST(Coverage, NamesProvidersPlatformsAndPointsThatNobodyMeasured) {
  const auto report = report_of({seen("a", "serial", 8, true), seen("b", "serial", 8, true),
                                 seen("b", "openmp", 8, false), seen("c", "serial", 16, false)});
  const CaseCoverage& found = report.cases.at(0);
  EXPECT_THAT(found.providers_never, ElementsAre("c"));
  EXPECT_THAT(found.platforms_never, ElementsAre("openmp"));
  EXPECT_THAT(found.points_never, ElementsAre("n=16"));
  EXPECT_EQ(found.known, 4U);
  EXPECT_EQ(found.measured, 2U);
}

TEST(Coverage, AReferenceIsWhatItIsNamedAndOnlyOnceMeasured) {
  const std::vector<Sighting> both{seen("a", "serial", 8, true), seen("b", "serial", 8, true)};
  const auto yardstick = [](const std::vector<Sighting>& sightings, const Rivals& rivals) {
    return report_of(sightings, rivals).cases.at(0).yardstick;
  };
  EXPECT_EQ(yardstick({both[0]}, {{}, {"a"}}), Yardstick::none);
  EXPECT_EQ(yardstick(both, {}), Yardstick::internal);
  EXPECT_EQ(yardstick(both, {{"b"}, {}}), Yardstick::floor);
  EXPECT_EQ(yardstick(both, {{"a"}, {"b"}}), Yardstick::strong);
  EXPECT_EQ(yardstick({both[0], both[1], seen("c", "serial", 8, false)}, {{"b"}, {"c"}}),
            Yardstick::floor);
}

TEST(Coverage, LaggardsStandByPriorityAndSayWhy) {
  const auto report = report_of({
      seen("a", "serial", 8, true, "fine"),
      seen("b", "serial", 8, true, "fine"),
      seen("a", "serial", 8, true, "gpu_missing"),
      seen("b", "serial", 8, true, "gpu_missing"),
      seen("b", "cuda", 8, false, "gpu_missing"),
      seen("a", "serial", 16, true, "other_size"),
      seen("b", "serial", 16, true, "other_size"),
      seen("b", "serial", 8, false, "other_size"),
      seen("a", "serial", 8, false, "untouched"),
  });
  ASSERT_EQ(report.laggards.size(), 3U);
  EXPECT_EQ(report.laggards[0].case_name, "other_size");
  EXPECT_EQ(report.laggards[0].priority, Priority::high);
  EXPECT_THAT(report.laggards[0].reasons, ElementsAre("its representative point was never measured",
                                                      "1 of 2 points never measured"));
  EXPECT_EQ(report.laggards[1].case_name, "untouched");
  EXPECT_EQ(report.laggards[1].priority, Priority::high);
  EXPECT_THAT(report.laggards[1].reasons, ElementsAre("nobody measured it"));
  EXPECT_EQ(report.laggards[2].case_name, "gpu_missing");
  EXPECT_EQ(report.laggards[2].priority, Priority::medium);
  EXPECT_THAT(report.laggards[2].reasons,
              ElementsAre("it is listed for a GPU and was measured on none",
                          "1 of 2 platforms never measured"));
}

TEST(Coverage, ACaseOfOneProviderStandsBesideNothing) {
  const auto report = report_of({seen("a", "serial", 8, true)});
  ASSERT_EQ(report.laggards.size(), 1U);
  EXPECT_EQ(report.laggards[0].priority, Priority::high);
  EXPECT_THAT(report.laggards[0].reasons[0], HasSubstr("beside nothing"));
}

TEST(Coverage, NoCpuIsAskedForWhereNoneIsListed) {
  const auto report = report_of({seen("a", "cuda", 8, true), seen("b", "cuda", 8, true)});
  EXPECT_EQ(report.cases.at(0).reach, Reach::gpu_only);
  EXPECT_THAT(report.laggards, IsEmpty());
}

}  // namespace
}  // namespace tidegate::judge
