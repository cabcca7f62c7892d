#include "tables.hpp"

#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "launches.hpp"

namespace verdict_trust {
namespace {

using ::testing::HasSubstr;

Stage stage_of_two() {
  const Pool same{{constant(1), constant(1)}};
  return {"lock", StageKind::lockstep, {{"dot", same, {}}, {"sort", same, {}}}};
}

TEST(Tables, AShareHasItsIntervalAndTheDigitsItNeeds) {
  EXPECT_EQ(share_text(0, 10), "0.000 % [0.000, 30.8]");
  EXPECT_EQ(share_text(10, 10), "100.0 % [69.2, 100.0]");
  EXPECT_EQ(share_text(5, 10), "50.0 % [18.7, 81.3]");
  EXPECT_EQ(share_text(1, 1000), "0.100 % [0.003, 0.556]");
  EXPECT_EQ(share_text(0, 0), "-");
}

TEST(Tables, AStageHasALineForEachReplay) {
  std::vector<StageLine> lines(2);
  lines[0].replayed = "unchanged";
  lines[0].tally = {10, 5, {{60, 3, 6, 420}, {60, 3, 0, 480}}};
  lines[1].replayed = "5 %, recorded";
  lines[1].planted = true;
  lines[1].tally = {1, 1, {{6, 6, 0, 84}, {6, 6, 0, 84}}};
  const std::string text = stage_table(stage_of_two(), lines);
  EXPECT_THAT(text, HasSubstr("### lock: pairs taken in lockstep\n"));
  EXPECT_THAT(text, HasSubstr("| unchanged | 12 | 120 | 5.0 % [1.9, 10.6] | 50.0 % [18.7, 81.3] | "
                              "5.0 % | 7.5 |\n"));
  EXPECT_THAT(text, HasSubstr("| 5 %, recorded | 12 | 12 | 100.0 % [73.5, 100.0] |  | 0.0 % | 14.0 "
                              "|\n"));
  EXPECT_THAT(text, HasSubstr("2 kernels take turns; behind each stand 1 recorded pairs"));
  EXPECT_THAT(text, HasSubstr("Of 4 exact two-sided tests"));
}

TEST(Tables, RecordedLinesAreShownByKernel) {
  std::vector<StageLine> lines(1);
  lines[0].replayed = "5 %, recorded";
  lines[0].by_kernel = true;
  lines[0].tally = {1, 1, {{8, 6, 1, 84}, {8, 0, 8, 480}}};
  const std::string text = kernel_table(stage_of_two(), lines);
  EXPECT_EQ(text,
            "| kernel | 5 %, recorded: found | undecided |\n|---|---|---|\n"
            "| dot | 75.0 % | 12.5 % |\n| sort | 0.0 % | 100.0 % |\n");
  lines[0].by_kernel = false;
  EXPECT_EQ(kernel_table(stage_of_two(), lines), "");
}

TEST(Tables, ARuleHasALineAndADashForWhatIsMissing) {
  const PeerRule rule{"mean > 2", Drawn::interleaved, 1, 1, nullptr};
  const PeerTally tally{10, 5, 10, 0};
  const std::string text =
      peer_table("amb", std::vector<PeerLine>{{rule, tally, std::nullopt, {tally, tally, {}}}});
  EXPECT_THAT(text, HasSubstr("\n| mean > 2 | interleaved | 0.000 % [0.000, 30.8] | 50.0 % [18.7, "
                              "81.3] | - | 0.000 % [0.000, 30.8] | 0.000 % [0.000, 30.8] | - |\n"));
}

TEST(StageLines, ReplaysEveryLevelThatTheRecordingsHave) {
  Stage stage = stage_of_two();
  for (KernelPairs& kernel : stage.kernels) kernel.planted[5] = {{constant(1), constant(1.05)}};
  stage.kernels[0].planted[3] = stage.kernels[0].planted[5];  // `sort` lacks it
  const auto lines = stage_lines(stage, {20, 1, 2});
  ASSERT_TRUE(lines) << lines.error().what;
  std::vector<std::string> replayed;
  for (const StageLine& line : *lines) replayed.push_back(line.replayed);
  EXPECT_THAT(replayed,
              ::testing::ElementsAre("unchanged", "unchanged", "unchanged, labels as recorded",
                                     "unchanged, labels as recorded", "2 %, multiplied",
                                     "3 %, multiplied", "5 %, recorded", "5 %, multiplied",
                                     "10 %, multiplied", "tail only, 1 sample in 10 times 1.5"));
  EXPECT_EQ((*lines)[0].tally.suites, 20U);
  EXPECT_EQ((*lines)[1].rows, 100U);
  EXPECT_EQ((*lines)[2].tally.suites, 2U);
  EXPECT_EQ((*lines)[0].tally.all_rows().flagged, 0U);
  EXPECT_EQ((*lines)[6].tally.all_rows(), (RowTally{24, 24, 0, 24 * 14}));
  EXPECT_EQ((*lines)[9].tally.all_rows().flagged, 24U);
}

}  // namespace
}  // namespace verdict_trust
