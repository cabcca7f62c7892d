#include <fakes/sample_history.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <render/golden.hpp>

#include <tidegate/render/svg_trend.hpp>
#include <tidegate/render/trend_json.hpp>
#include <tidegate/render/trend_text.hpp>

namespace tidegate::render {
namespace {

using testing::HasSubstr;
using testing::Not;

judge::History without_changes() {
  judge::History history = fakes::two_steps();
  history.points.resize(3);
  history.changes.clear();
  return history;
}

TEST(Trend, TextMatchesItsGoldenFile) {
  expect_golden("trend.txt", trend_text(fakes::two_steps()));
}

TEST(Trend, PictureMatchesItsGoldenFile) {
  expect_golden("trend.svg", trend_svg(fakes::two_steps()));
}

TEST(Trend, APictureSaysEachChangeInWords) {
  const std::string text = trend_svg(fakes::two_steps());
  EXPECT_THAT(text, HasSubstr(">+3.3 %</text>"));
  EXPECT_THAT(text, HasSubstr(">+7.3 %</text>"));
  EXPECT_THAT(text, HasSubstr("class=\"tail\""));
  const std::string quiet = trend_svg(without_changes());
  EXPECT_THAT(quiet, HasSubstr("0 changes"));
  EXPECT_THAT(quiet, Not(HasSubstr("class=\"tail\"")));
}

TEST(Trend, OnePointAndNoneAreDrawnToo) {
  judge::History history = without_changes();
  history.points.resize(1);
  EXPECT_THAT(trend_svg(history), HasSubstr("1 commit<"));
  EXPECT_THAT(trend_text(history), HasSubstr("no change detected over 1 commit\n"));
  history.points.clear();
  EXPECT_THAT(trend_svg(history), HasSubstr("no commit was measured"));
}

TEST(Trend, CommitsOfNoKnownPlaceAreSaid) {
  judge::History history = fakes::two_steps();
  EXPECT_THAT(trend_text(history), Not(HasSubstr("measur")));
  history.unplaced = 2;
  EXPECT_THAT(trend_text(history),
              HasSubstr("not in the source tree, and left where they were measured: 2 commits\n"));
  history.unplaced = history.points.size();
  EXPECT_THAT(trend_text(history), HasSubstr("  in the order of measuring: "));
  EXPECT_THAT(trend_svg(history), HasSubstr("; in the order of measuring: "));
  EXPECT_EQ(history_json(history).at("unplaced").to_number<int>(), 16);
}

TEST(Trend, ForeignTextStaysText) {
  judge::History history = fakes::two_steps();
  history.machine_class = "<script>\x1b[31m";
  history.points[0].commit = "<b>\n";
  EXPECT_THAT(trend_svg(history), Not(HasSubstr("<script>")));
  EXPECT_THAT(trend_svg(history), Not(HasSubstr("<b>")));
  EXPECT_THAT(trend_text(history), Not(HasSubstr("\x1b")));
}

TEST(Trend, AChangeFromNothingHasNoRatio) {
  judge::History history = fakes::two_steps();
  history.changes[0].before = 0;
  history.changes[0].ratio.reset();
  EXPECT_THAT(change_sentence(history, history.changes[0]), HasSubstr("from 0 detected between"));
  const JsonObject json = history_json(history);
  EXPECT_TRUE(json.at("changes").as_array().at(0).at("ratio").is_null());
}

TEST(Trend, JsonHasEveryPointAndTheCommitsOfAChange) {
  const judge::History history = fakes::two_steps();
  const JsonObject json = history_json(history);
  ASSERT_EQ(json.at("points").as_array().size(), 16U);
  EXPECT_TRUE(json.at("points").as_array().at(9).at("date").is_null());
  EXPECT_EQ(json.at("points").as_array().at(2).at("runs").to_number<int>(), 2);
  const Json& change = json.at("changes").as_array().at(0);
  EXPECT_EQ(change.at("after_commit"), Json(history.points[5].commit));
  EXPECT_EQ(change.at("at_commit"), Json(history.points[6].commit));
  EXPECT_DOUBLE_EQ(change.at("ratio").to_number<double>(), 1.24 / 1.2);
}

TEST(Trend, WhatWasLeftOutIsSaid) {
  EXPECT_THAT(left_out_sentences({}), testing::IsEmpty());
  EXPECT_THAT(left_out_sentences({2, 1, 0, 0, 4, 3}),
              testing::ElementsAre(
                  "2 rows left out: not ok, unfaithful or without this metric",
                  "1 row left out: of quick runs", "4 rows left out: measured beside other load",
                  "3 commits left out: only the newest of a long history are looked at"));
}

}  // namespace
}  // namespace tidegate::render
