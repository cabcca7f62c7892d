#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <tidegate/judge/moves.hpp>

#include "sample_rows.hpp"

namespace tidegate::judge {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

ResultRow row_with(const std::string& metric, const std::string& unit, double value) {
  ResultRow row = result("20260101T000000Z__aaaaaaa", key_of("c"), times(1));
  MetricSummary summary = times(value, std::nullopt, 1);
  summary.metric = metric;
  summary.unit = unit;
  row.metrics.push_back(summary);
  return row;
}

std::vector<std::string> counter_moves(double before, double now, const Policy& policy = {}) {
  return moves_of(row_with("counter.nodes", "1", before), row_with("counter.nodes", "1", now),
                  policy);
}

TEST(Moves, AreThoseBeyondTheUsualLimitEitherWay) {
  EXPECT_THAT(counter_moves(1000, 1020), IsEmpty());
  EXPECT_THAT(counter_moves(1000, 1021),
              ElementsAre("c[n=512] naive/serial counter.nodes from 1000 to 1021"));
  EXPECT_THAT(counter_moves(1021, 1000), testing::SizeIs(1));
  EXPECT_THAT(counter_moves(0, 1), testing::SizeIs(1));
  EXPECT_THAT(counter_moves(0, 0), IsEmpty());
  EXPECT_THAT(moves_of(row_with("stage_time.mesh", "s", 0.25),
                       row_with("stage_time.mesh", "s", 0.5), Policy{}),
              ElementsAre("c[n=512] naive/serial stage_time.mesh from 0.25 to 0.5 s"));
}

TEST(Moves, LeaveToTheVerdictsWhatIsJudged) {
  Policy policy;
  policy.metrics["counter.nodes"] = {};
  EXPECT_THAT(counter_moves(1000, 2000, policy), IsEmpty());
  EXPECT_THAT(moves_of(row_with("peak_rss", "B", 1), row_with("peak_rss", "B", 2), Policy{}),
              IsEmpty());
  EXPECT_THAT(moves_of(row_with("counter.read", "B", 1), row_with("counter.read", "1", 2), {}),
              IsEmpty());
}

TEST(Moves, LeaveToTheVerdictsWhatIsJudgedForWantOfATime) {
  ResultRow before = row_with("counter.value", "count", 0);
  ResultRow now = row_with("counter.value", "count", 5);
  EXPECT_THAT(moves_of(before, now, {}), testing::SizeIs(1)) << "a row with a time";
  for (ResultRow* row : {&before, &now}) {
    row->metrics.erase(row->metrics.begin());
    row->metrics.front().better = Better::lower;
  }
  EXPECT_THAT(moves_of(before, now, {}), IsEmpty());
  now.metrics.front().better = Better::unstated;
  EXPECT_THAT(moves_of(before, now, {}), testing::SizeIs(1)) << "no line says this";
}

TEST(Moves, MakeOneNote) {
  EXPECT_EQ(moves_note({}), "");
  EXPECT_THAT(moves_note({"a", "b"}), testing::EndsWith("names it: a; b"));
  EXPECT_THAT(moves_note(std::vector<std::string>(7, "a")),
              testing::EndsWith("a; a; a; a; a; and 2 more"));
}

}  // namespace
}  // namespace tidegate::judge
