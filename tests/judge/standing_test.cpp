/// Standings: which row a yardstick names, and what is left out.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <tidegate/judge/standing.hpp>
#include <tidegate/row/metric.hpp>

#include "sample_rows.hpp"

namespace tidegate::judge {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr auto run = "20260101T000000Z__aaaaaaa";

Key key_with(const std::string& algebra, const std::string& provider) {
  return {"matmul", *parse_point("n=512,algebra=" + algebra), provider, "serial"};
}

/// `ours` takes 4 s for real and 5 s for max; `vendor` takes 2 s for real.
std::vector<ResultRow> rows_of_a_run() {
  return {result(run, key_with("real", "ours"), times(4)),
          result(run, key_with("max", "ours"), times(5)),
          result(run, key_with("real", "vendor"), times(2))};
}

std::vector<Yardstick> yardsticks(const std::vector<std::string>& texts) {
  std::vector<Yardstick> all;
  for (const std::string& text : texts) all.push_back(parse_yardstick(text).value());
  return all;
}

TEST(Standing, IsHeldAgainstAnotherProviderOrAnotherValueOfAnAxis) {
  const auto all = rows_of_a_run();
  const std::vector<ResultRow> ours{all[0], all[1]};
  const Standings found = standings_of(ours, all, yardsticks({"provider=vendor", "algebra=real"}));
  ASSERT_EQ(found.found.size(), 2U);
  EXPECT_EQ(found.found[0].row->key.text(), "matmul[n=512,algebra=real] ours/serial");
  EXPECT_EQ(found.found[0].yardstick, "provider=vendor");
  EXPECT_EQ(found.found[0].speed, 0.5);  // the vendor's 2 s against our 4 s
  EXPECT_EQ(found.found[1].row->key.text(), "matmul[n=512,algebra=max] ours/serial");
  EXPECT_EQ(found.found[1].yardstick, "algebra=real");
  EXPECT_EQ(found.found[1].yardstick_seconds, 4);
  EXPECT_EQ(found.found[1].speed, 0.8);
  EXPECT_THAT(found.refused, IsEmpty());
  EXPECT_THAT(found.unused, IsEmpty());
}

TEST(Standing, YardsticksOfOtherRunsAndMachinesAreNone) {
  auto all = rows_of_a_run();
  const std::vector<ResultRow> ours{all[0]};
  all[2].run_id = "20260102T000000Z__aaaaaaa";
  EXPECT_THAT(standings_of(ours, all, yardsticks({"provider=vendor"})).unused,
              ElementsAre("provider=vendor"));
  all[2].run_id = run;
  all[2].machine_class = "other-00000002";
  EXPECT_THAT(standings_of(ours, all, yardsticks({"provider=vendor"})).found, IsEmpty());
}

TEST(Standing, WithoutYardsticksEveryRowStandsBelowItsNearestCeiling) {
  auto all = rows_of_a_run();
  MetricSummary fraction = times(0.25);
  fraction.metric = std::string(bandwidth_fraction);
  all[0].metrics.push_back(fraction);
  fraction = times(0.5);
  fraction.metric = std::string(flops_fraction);
  all[0].metrics.push_back(fraction);
  const Standings found = standings_of(all, all, {});
  ASSERT_EQ(found.found.size(), 1U) << "two rows have neither a yardstick nor a ceiling";
  EXPECT_EQ(found.found[0].ceiling, "flops");
  EXPECT_EQ(found.found[0].fraction, 0.5);
}

TEST(Standing, ARowThatIsNotRightStandsNowhere) {
  auto all = rows_of_a_run();
  all[0].fidelity = Fidelity{};  // inconclusive
  EXPECT_THAT(standings_of(std::vector{all[0]}, all, yardsticks({"provider=vendor"})).found,
              IsEmpty());
  all = rows_of_a_run();
  all[2].fidelity = Fidelity{};
  const Standings found = standings_of(std::vector{all[0]}, all, yardsticks({"provider=vendor"}));
  EXPECT_THAT(found.found, IsEmpty());
  EXPECT_THAT(found.refused, ElementsAre(HasSubstr("an output of provider=vendor")));
}

TEST(Standing, AYardstickThatRanSomethingElseSaysSo) {
  auto all = rows_of_a_run();
  all[2].resolved_backend = "ours";
  const Standings found = standings_of(std::vector{all[0]}, all, yardsticks({"provider=vendor"}));
  ASSERT_EQ(found.found.size(), 1U);
  EXPECT_EQ(found.found[0].yardstick, "provider=vendor, ran by ours");
}

TEST(Standing, AYardstickHasANameAndAValue) {
  EXPECT_EQ(parse_yardstick("provider=openblas")->provider, "openblas");
  EXPECT_EQ(parse_yardstick("algebra=real,n=256")->axes.axes.size(), 2U);
  for (const char* text : {"", "-", "openblas", "provider=", "=real"}) {
    EXPECT_FALSE(parse_yardstick(text)) << text;
  }
}

}  // namespace
}  // namespace tidegate::judge
