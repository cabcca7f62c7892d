/// Standings as a table and as rows of the record.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <render/golden.hpp>

#include <tidegate/render/performance_md.hpp>
#include <tidegate/render/standing_text.hpp>

namespace tidegate::render {
namespace {

using judge::Standing;
using testing::HasSubstr;

/// Two rows of one run, one with a hostile name and without a ceiling.
class StandingText : public testing::Test {
 protected:
  StandingText() {
    for (ResultRow* row : {&matmul_, &odd_}) {
      row->run_id = "20261121T013000Z__7a57be1";
      row->machine_class = "amd-epyc-1a2b3c4d";
      row->fidelity = Fidelity{};
    }
    matmul_.key = {"matmul", *parse_point("n=512,algebra=real"), "kokkos", "serial"};
    odd_.key = {"odd|`name`", *parse_point("n=1"), "<b>", "serial"};
    standings_ = {{&matmul_, 4e-3, "provider=openblas", 2.4399e-3, 0.609975, 0.41, "flops"},
                  {&odd_, 1e-6, "provider=plain_loop", 12.39e-6, 12.39, {}, ""},
                  {&odd_, 1e-6, "", 0, 0, 0.0123, "memory"}};
  }

  ResultRow matmul_;
  ResultRow odd_;
  std::vector<Standing> standings_;
  StandingRecord record_{"2026-11-21", "7a57be1 Tiles: one | pass",
                         "baselines/standings/20261121T013000Z__7a57be1.jsonl"};
};

TEST_F(StandingText, SpeedIsRoundedDownSoThatAMissStaysAMiss) {
  standings_[0].speed = 0.5999999;
  EXPECT_THAT(standing_text(standings_), HasSubstr("0.59x"));
  EXPECT_THAT(standing_text(standings_), HasSubstr("12.3x"));
  EXPECT_THAT(standing_text(standings_), HasSubstr("41 % of flops"));
  EXPECT_THAT(standing_text(standings_), HasSubstr("1.2 % of memory"));
}

TEST_F(StandingText, FractionsAreRoundedDownToo) {
  standings_[0].fraction = 0.6999;
  standings_[2].fraction = 0.0199;
  EXPECT_THAT(standing_text(standings_), HasSubstr("69 % of flops"));
  EXPECT_THAT(standing_text(standings_), HasSubstr("1.9 % of memory"));
}

TEST_F(StandingText, ARowSaysWhatRanAndWhatIsMissing) {
  matmul_.resolved_backend = "reference";
  matmul_.fidelity.reset();
  matmul_.attempts = 3;
  matmul_.failed = 1;
  EXPECT_THAT(standing_text(standings_),
              HasSubstr("kokkos/serial, ran by reference, 1 of 3 failed, unchecked"));
}

TEST_F(StandingText, MatchesItsGoldenFiles) {
  expect_golden("standing.txt", standing_text(standings_));
  const auto added =
      append_standings(initial_performance_md(), standings_, record_, "PERFORMANCE.md");
  ASSERT_TRUE(added) << added.error().what;
  EXPECT_EQ(added->rows, 3U);
  expect_golden("performance_standings.md", added->document);
}

TEST_F(StandingText, ARunIsRecordedOnce) {
  const auto once =
      append_standings(initial_performance_md(), standings_, record_, "PERFORMANCE.md");
  ASSERT_TRUE(once);
  const auto twice = append_standings(once->document, standings_, record_, "PERFORMANCE.md");
  ASSERT_TRUE(twice);
  EXPECT_EQ(twice->rows, 0U);
  EXPECT_EQ(twice->document, once->document);
  standings_[0].yardstick = "provider=naive";
  EXPECT_EQ(append_standings(once->document, standings_, record_, "PERFORMANCE.md")->rows, 1U);
}

TEST_F(StandingText, ADocumentWithoutTheSectionSaysWhatToAdd) {
  const auto added = append_standings("# Record\n", standings_, record_, "PERFORMANCE.md");
  ASSERT_FALSE(added);
  EXPECT_THAT(added.error().what, HasSubstr("under the heading 'Backend baselines'"));
  EXPECT_THAT(added.error().hint, HasSubstr("| Date | Change | Case | Time |"));
  record_.date = "yesterday";
  EXPECT_FALSE(append_standings(initial_performance_md(), standings_, record_, "PERFORMANCE.md"));
}

}  // namespace
}  // namespace tidegate::render
