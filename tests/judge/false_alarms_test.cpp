#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <tidegate/judge/false_alarms.hpp>

#include "sample_rows.hpp"

namespace tidegate::judge {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

GateLine judged(Verdict verdict, std::uint32_t pairs) {
  GateLine line;
  line.key = key_of("c");
  line.verdict = verdict;
  line.lockstep = LockstepEvidence{};
  line.lockstep->pairs = pairs;
  return line;
}

GateLine broken() {
  GateLine line;
  line.key = key_of("bad");
  line.verdict = Verdict::broken;
  line.reason = "the candidate's side was crashed: it went wrong";
  return line;
}

TEST(FalseAlarms, AreSharesOfWhatWasJudged) {
  FalseAlarms all;
  count_suite(std::vector{judged(Verdict::same, 10), broken()}, all);
  count_suite(std::vector{judged(Verdict::slower, 20), judged(Verdict::faster, 12)}, all);
  count_suite(std::vector{judged(Verdict::undecided, 30), broken()}, all);
  count_suite(std::vector{broken(), broken()}, all);
  EXPECT_EQ(all.suites, 3U) << "the last one judged nothing";
  EXPECT_EQ(all.alarmed, 1U);
  EXPECT_EQ(all.rows, 4U);
  EXPECT_EQ(all.alarms, 2U);
  EXPECT_EQ(all.undecided, 1U);
  EXPECT_EQ(all.failed, 4U);
  const std::string text = false_alarms_text(all);
  EXPECT_THAT(text, HasSubstr("false alarms   1 of 3 (33.3 %"));
  // Of 2 in 4: P(X >= 2) = 0.025 at 0.0676, and its mirror.
  EXPECT_THAT(text, HasSubstr("2 of 4 (50.0 %, 95 % interval 6.8 to 93.2 %) of rows"));
  EXPECT_THAT(text, HasSubstr("undecided      1 of 4 (25.0 %"));
  EXPECT_THAT(text, HasSubstr("pairs a row    18.0"));
}

TEST(FalseAlarms, OfNothingHaveNoShare) {
  FalseAlarms all;
  count_suite(std::vector{broken()}, all);
  count_suite(std::vector{broken()}, all);
  EXPECT_EQ(all.suites, 0U);
  const std::string text = false_alarms_text(all);
  EXPECT_THAT(text, HasSubstr("nothing was judged"));
  EXPECT_THAT(text, Not(HasSubstr("%")));
}

TEST(FalseAlarms, TheFirstFailureSaysWhichRowWhyAndWhatToDo) {
  FalseAlarms all;
  count_suite(std::vector{judged(Verdict::same, 10), broken()}, all);
  EXPECT_THAT(
      all.first_failure,
      HasSubstr("bad[n=512] naive/serial: the candidate's side was crashed: it went wrong. " +
                std::string(next_step(Verdict::broken))));
}

}  // namespace
}  // namespace tidegate::judge
