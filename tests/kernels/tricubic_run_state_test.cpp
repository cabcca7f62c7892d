/// The rules without any interpolation: when it is on, what is in range, what is nearest.
#include <algorithm>
#include <limits>

#include <gtest/gtest.h>
#include <tricubic/run_state.hpp>
#include <tricubic/window.hpp>

namespace {

using tricubic::Acceptance;
using tricubic::interpolation_enabled;
using tricubic::OutOfRange;
using tricubic::Override;
using tricubic::Range;
using tricubic::RunState;
using tricubic::Settings;
using tricubic::Treatment;

TEST(TricubicEnabled, TwoCellsOrFewerAlongAnyAxisSwitchItOn) {
  EXPECT_TRUE(interpolation_enabled(2, 2, 2, Override::none));
  EXPECT_FALSE(interpolation_enabled(3, 3, 3, Override::none));
  EXPECT_TRUE(interpolation_enabled(2, 50, 50, Override::none));
  EXPECT_TRUE(interpolation_enabled(50, 1, 50, Override::none));
  EXPECT_TRUE(interpolation_enabled(50, 50, 2, Override::none));
}

TEST(TricubicEnabled, AnExplicitWordWins) {
  EXPECT_FALSE(interpolation_enabled(1, 1, 1, Override::off));
  EXPECT_TRUE(interpolation_enabled(5, 5, 5, Override::on));
}

template <class T>
bool accepts(Acceptance acceptance, Range range, T x) {
  const Range cube[3] = {range, range, range};
  const T at[3] = {x, x, x};
  return tricubic::window_of<T>(cube, acceptance).accepts(at);
}

template <class T>
class TricubicWindow : public testing::Test {};
using Scalars = testing::Types<float, double>;
TYPED_TEST_SUITE(TricubicWindow, Scalars);

TYPED_TEST(TricubicWindow, NeighbourhoodNeedsAllFourPoints) {
  using T = TypeParam;
  const auto in = [](T x) { return accepts<T>(Acceptance::neighbourhood, {-4, 4}, x); };
  EXPECT_TRUE(in(T(-3)));
  EXPECT_FALSE(in(std::nextafter(T(-3), T(-4))));
  EXPECT_TRUE(in(std::nextafter(T(3), T(0))));
  EXPECT_FALSE(in(T(3)));
}

TYPED_TEST(TricubicWindow, TwoInsideIsNarrowerAndClosed) {
  using T = TypeParam;
  const auto in = [](T x) { return accepts<T>(Acceptance::two_inside, {-4, 4}, x); };
  EXPECT_TRUE(in(T(-2)));
  EXPECT_FALSE(in(std::nextafter(T(-2), T(-4))));
  EXPECT_TRUE(in(T(2)));
  EXPECT_FALSE(in(std::nextafter(T(2), T(4))));
}

TYPED_TEST(TricubicWindow, NothingThatIsNoPlaceIsInside) {
  using Limits = std::numeric_limits<TypeParam>;
  for (const Acceptance rule : {Acceptance::neighbourhood, Acceptance::two_inside}) {
    for (const TypeParam x : {Limits::quiet_NaN(), Limits::infinity(), -Limits::infinity(),
                              Limits::max(), Limits::lowest()}) {
      EXPECT_FALSE(accepts<TypeParam>(rule, {-4, 4}, x)) << x;
    }
  }
}

TYPED_TEST(TricubicWindow, ShortAxesAcceptNothing) {
  for (int length = 1; length <= 5; ++length) {
    const bool four = accepts<TypeParam>(Acceptance::neighbourhood, {1, length}, TypeParam(2));
    EXPECT_EQ(four, length >= 4) << length;
    const bool five = accepts<TypeParam>(Acceptance::two_inside, {1, length}, TypeParam(3));
    EXPECT_EQ(five, length >= 5) << length;
  }
}

template <class T>
int nearest(T x) {
  const Range range[3] = {{-4, 4}, {-4, 4}, {-4, 4}};
  const T at[3] = {x, T(0), T(0)};
  int point[3] = {0, 0, 0};
  return tricubic::nearest_point(range, at, point) ? point[0] : 99;
}

TYPED_TEST(TricubicWindow, NearestPointRoundsHalvesDown) {
  using T = TypeParam;
  EXPECT_EQ(nearest<T>(T(0.5)), 0);
  EXPECT_EQ(nearest<T>(T(1.5)), 1);
  EXPECT_EQ(nearest<T>(T(-0.5)), -1);
  EXPECT_EQ(nearest<T>(T(-1.5)), -2);
  EXPECT_EQ(nearest<T>(std::nextafter(T(0.5), T(1))), 1);
  EXPECT_EQ(nearest<T>(std::nextafter(T(-0.5), T(0))), 0);  // x - 1/2 would round to -1
  EXPECT_EQ(nearest<T>(T(1e-30)), 0);
  EXPECT_EQ(nearest<T>(T(-1e-30)), 0);
}

TYPED_TEST(TricubicWindow, NearestPointEndsHalfAStepOutside) {
  using T = TypeParam;
  EXPECT_EQ(nearest<T>(T(4.5)), 4);
  EXPECT_EQ(nearest<T>(std::nextafter(T(4.5), T(5))), 99);
  EXPECT_EQ(nearest<T>(std::nextafter(T(-4.5), T(0))), -4);
  EXPECT_EQ(nearest<T>(T(-4.5)), 99);
  EXPECT_EQ(nearest<T>(std::numeric_limits<T>::quiet_NaN()), 99);
  EXPECT_EQ(nearest<T>(std::numeric_limits<T>::infinity()), 99);
  EXPECT_EQ(nearest<T>(std::numeric_limits<T>::lowest()), 99);
}

TEST(TricubicRun, StickySwitchesOffOnce) {
  RunState run{Settings{}};
  EXPECT_TRUE(run.counts_first());
  EXPECT_EQ(run.decide(true, 0), Treatment::interpolate);
  EXPECT_EQ(run.decide(true, 3), Treatment::default_value);
  EXPECT_FALSE(run.interpolating());
  EXPECT_FALSE(run.counts_first());
  EXPECT_EQ(run.decide(true, 0), Treatment::nearest);
  EXPECT_EQ(run.out_of_range(), 3U);
}

TEST(TricubicRun, PerQueryNeverSwitchesOff) {
  RunState run{Settings{OutOfRange::per_query}};
  EXPECT_FALSE(run.counts_first());
  EXPECT_EQ(run.decide(true, 0), Treatment::interpolate);
  run.note(7);
  EXPECT_EQ(run.decide(true, 0), Treatment::interpolate);
  run.note(4);
  EXPECT_TRUE(run.interpolating());
  EXPECT_EQ(run.out_of_range(), 11U);
}

TEST(TricubicRun, WarnsOnceInTwoLinesWithTheCount) {
  for (const OutOfRange policy : {OutOfRange::sticky, OutOfRange::per_query}) {
    RunState run{Settings{policy}};
    EXPECT_FALSE(run.take_warning().has_value());
    run.note(5);
    const auto warning = run.take_warning();
    ASSERT_TRUE(warning.has_value());
    EXPECT_EQ(warning->count, 5U);
    EXPECT_NE(warning->text.find(" 5 queries"), std::string::npos);
    EXPECT_EQ(std::count(warning->text.begin(), warning->text.end(), '\n'), 1);
    run.note(5);
    EXPECT_FALSE(run.take_warning().has_value());
  }
}

TEST(TricubicRun, WithoutATableEverythingIsTheDefault) {
  RunState run{Settings{}};
  EXPECT_EQ(run.decide(false, 0), Treatment::default_value);
  EXPECT_TRUE(run.interpolating());
}

TEST(TricubicRun, SwitchedOffFromTheStartTakesTheNearest) {
  Settings settings;
  settings.interpolate = false;
  RunState run{settings};
  EXPECT_EQ(run.decide(true, 0), Treatment::nearest);
}

}  // namespace
