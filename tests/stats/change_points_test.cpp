#include <cmath>
#include <limits>
#include <random>
#include <vector>

#include <gtest/gtest.h>

#include <tidegate/stats/change_points.hpp>

namespace tidegate::stats {
namespace {

using Series = std::vector<double>;

/// `count` values around `centre`, none equal, the same on every machine: centre plus 0, 3, 6, 2,
/// 5, 1, 4 thousandths and so on.
void add_stretch(Series& series, double centre, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    series.push_back(centre + 0.001 * static_cast<double>((i * 3) % 7) +
                     1e-6 * static_cast<double>(i));
  }
}

std::vector<std::size_t> places(const Series& series, const ChangeSearch& search = {}) {
  std::vector<std::size_t> at;
  const auto found = change_points(series, search);
  EXPECT_TRUE(found);
  if (found) {
    for (const ChangePoint& change : *found) at.push_back(change.at);
  }
  return at;
}

TEST(ChangePoints, TheStatisticIsTheOneWorkedOutByHand) {
  // Between 3+7+2+6 = 18 of 4 pairs, within 1 and 4: 2*18/4 - 1 - 4 = 4, times 2*2/4.
  EXPECT_DOUBLE_EQ(energy_statistic(Series{1, 2}, Series{4, 8}), 4);
  // Between 2*3*5 = 30 of 6 pairs: 2*5, nothing within, times 2*3/5.
  EXPECT_DOUBLE_EQ(energy_statistic(Series{0, 0}, Series{5, 5, 5}), 12);
  // Within 0 to 3 the mean distance over pairs is 10/6, between equal samples 20/16:
  // 2*1.25 - 2*10/6, times 2.
  EXPECT_NEAR(energy_statistic(Series{0, 1, 2, 3}, Series{0, 1, 2, 3}), 2 * (2.5 - 20.0 / 6),
              1e-12);
  EXPECT_EQ(energy_statistic(Series{1}, Series{1, 2}), 0);
}

TEST(ChangePoints, AStepIsFoundWhereItIs) {
  Series series;
  add_stretch(series, 1, 12);
  add_stretch(series, 1.05, 9);
  EXPECT_EQ(places(series), (std::vector<std::size_t>{12}));
}

TEST(ChangePoints, TwoStepsAreBothFoundAndABumpHidesNeither) {
  Series up;
  add_stretch(up, 1, 10);
  add_stretch(up, 1.05, 10);
  add_stretch(up, 1.2, 10);
  EXPECT_EQ(places(up), (std::vector<std::size_t>{10, 20}));
  Series bump;
  add_stretch(bump, 1, 10);
  add_stretch(bump, 1.1, 10);
  add_stretch(bump, 1, 10);
  EXPECT_EQ(places(bump), (std::vector<std::size_t>{10, 20}));
}

TEST(ChangePoints, AChangeOfSpreadAloneIsOne) {
  Series series;
  for (int i = 0; i < 40; ++i) series.push_back(1 + 0.001 * (i % 5));
  for (int i = 0; i < 40; ++i) series.push_back(1 + 0.1 * (i % 5) - 0.2);
  EXPECT_EQ(places(series).size(), 1U);
}

TEST(ChangePoints, PIsTheShareOfArrangementsThatDoAsWell) {
  // Only the split in the middle is allowed, and of the 70 arrangements of four zeros and four
  // ones two separate them as well: p is about 2/70.
  ChangeSearch search;
  search.min_side = 4;
  search.level = 0.2;
  const auto found = change_points(Series{0, 0, 0, 0, 1, 1, 1, 1}, search);
  ASSERT_TRUE(found);
  ASSERT_EQ(found->size(), 1U);
  EXPECT_EQ(found->front().at, 4U);
  EXPECT_NEAR(found->front().p, 2.0 / 70, 0.015);
  // (1+k)/1000: a multiple of a thousandth, never 0.
  EXPECT_NEAR(found->front().p * 1000, std::round(found->front().p * 1000), 1e-9);
  search.level = 0.005;
  EXPECT_TRUE(places({0, 0, 0, 0, 1, 1, 1, 1}, search).empty());
}

TEST(ChangePoints, ClearChangesReachTheSmallestP) {
  Series series;
  add_stretch(series, 1, 20);
  add_stretch(series, 2, 20);
  const auto found = change_points(series);
  ASSERT_TRUE(found);
  ASSERT_EQ(found->size(), 1U);
  EXPECT_DOUBLE_EQ(found->front().p, 0.001);
}

TEST(ChangePoints, ConstantAndShortSeriesHaveNone) {
  EXPECT_TRUE(places({}).empty());
  EXPECT_TRUE(places({1}).empty());
  EXPECT_TRUE(places(Series(50, 3.0)).empty());
  EXPECT_TRUE(places({1, 1, 1, 1, 1, 9, 9, 9, 9}).empty());  // four behind it: one too few
  EXPECT_EQ(places({1, 1, 1, 1, 1, 9, 9, 9, 9, 9, 9, 9}), (std::vector<std::size_t>{5}));
}

TEST(ChangePoints, ASingleOddValueIsNoChange) {
  Series series;
  add_stretch(series, 1, 30);
  series[14] = 5;
  EXPECT_TRUE(places(series).empty());
  series[14] = 1.001;
  series.back() = 5;
  EXPECT_TRUE(places(series).empty());
}

TEST(ChangePoints, TiesAreNoTrouble) {
  Series series;
  for (int i = 0; i < 20; ++i) series.push_back(i % 2);
  EXPECT_TRUE(places(series).empty());
  for (int i = 0; i < 20; ++i) series.push_back(3 + i % 2);
  EXPECT_EQ(places(series), (std::vector<std::size_t>{20}));
}

TEST(ChangePoints, ASeriesWithoutChangeRarelyShowsOne) {
  // 200 series of 30 draws: at a level of 1 % two are expected, and 9 have a chance of 0.0002.
  std::mt19937_64 draw(20261121);
  std::size_t alarms = 0;
  for (int trial = 0; trial < 200; ++trial) {
    Series series;
    for (int i = 0; i < 30; ++i) series.push_back(static_cast<double>(draw() % 100000));
    alarms += places(series).empty() ? 0 : 1;
  }
  EXPECT_LE(alarms, 8U);
}

TEST(ChangePoints, TheSameSeriesAlwaysGivesTheSameAnswer) {
  Series series;
  add_stretch(series, 1, 9);
  add_stretch(series, 1.004, 9);
  const auto one = change_points(series);
  const auto two = change_points(series);
  ASSERT_TRUE(one && two);
  ASSERT_EQ(one->size(), two->size());
  for (std::size_t i = 0; i < one->size(); ++i) {
    EXPECT_EQ((*one)[i].at, (*two)[i].at);
    EXPECT_EQ((*one)[i].p, (*two)[i].p);
  }
}

TEST(ChangePoints, ValuesThatAreNoNumbersAndTooManyAreRefused) {
  Series series(20, 1.0);
  series[7] = std::numeric_limits<double>::quiet_NaN();
  EXPECT_FALSE(change_points(series));
  series[7] = std::numeric_limits<double>::infinity();
  EXPECT_FALSE(change_points(series));
  EXPECT_FALSE(change_points(Series(longest_series + 1, 1.0)));
  EXPECT_TRUE(change_points(Series(longest_series, 1.0)));
}

}  // namespace
}  // namespace tidegate::stats
