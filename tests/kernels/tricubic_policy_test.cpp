/// What every implementation does with queries that are out of range.
#include <cmath>
#include <limits>

#include <gtest/gtest.h>
#include <tricubic/data.hpp>

#include "kernels/tricubic_implementations.hpp"

namespace tricubic_tests {
namespace {

using tricubic::Acceptance;
using tricubic::OutOfRange;
using tricubic::Treatment;

template <class T>
class TricubicPolicy : public testing::Test {};
using Scalars = testing::Types<float, double>;
TYPED_TEST_SUITE(TricubicPolicy, Scalars);

/// The original's fixture: 3 x 3 x 3 has no full neighbourhood at all.
TYPED_TEST(TricubicPolicy, StickyGivesDefaultsOnceAndTheNearestValueFromThenOn) {
  Grid<TypeParam> grid({-1, 1}, {-1, 1}, {-1, 1});
  grid.at(0, 0, 0) = TypeParam(100);
  for (const auto& implementation : implementations<TypeParam>()) {
    SCOPED_TRACE(implementation.name);
    RunState run{Settings{OutOfRange::sticky, Acceptance::neighbourhood, 999.0}};
    Results<TypeParam> results(1, Output::value);
    const Report first =
        implementation.run(run, Output::value, grid, queries_at<TypeParam>({{1.5, 0, 0}}), results);
    EXPECT_EQ(first.treatment, Treatment::default_value);
    EXPECT_EQ(first.out_of_range, 1U);
    EXPECT_EQ(results.value[0], TypeParam(999));
    EXPECT_FALSE(run.interpolating());
    const Report second =
        implementation.run(run, Output::value, grid, queries_at<TypeParam>({{0, 0, 0}}), results);
    EXPECT_EQ(second.treatment, Treatment::nearest);
    EXPECT_EQ(results.value[0], TypeParam(100));
    EXPECT_EQ(run.out_of_range(), 1U);
  }
}

TYPED_TEST(TricubicPolicy, StickyGivesTheWholeBatchTheDefault) {
  const auto grid = tricubic::original_field<TypeParam>();
  auto queries = tricubic::random_queries<TypeParam>(grid.range, Acceptance::neighbourhood, 333, 4);
  queries.x[1][331] = TypeParam(3.25);
  queries.x[2][17] = TypeParam(-3.5);
  for (const auto& implementation : implementations<TypeParam>()) {
    SCOPED_TRACE(implementation.name);
    RunState run{Settings{OutOfRange::sticky, Acceptance::neighbourhood, 999.0}};
    const auto results = interpolated(implementation, run, Output::gradient, grid, queries);
    EXPECT_EQ(results.value, std::vector<TypeParam>(333, TypeParam(999)));
    for (const auto& axis : results.slope) {
      EXPECT_EQ(axis, std::vector<TypeParam>(333, TypeParam(0)));
    }
    EXPECT_EQ(run.out_of_range(), 2U);
    EXPECT_EQ(run.take_warning()->count, 2U);
    EXPECT_FALSE(run.take_warning().has_value());
  }
}

TYPED_TEST(TricubicPolicy, PerQueryLeavesTheOthersAlone) {
  const auto grid = tricubic::original_field<TypeParam>();
  const auto queries = queries_at<TypeParam>({{.5, .25, .5}, {3.4, 0, 0}, {9, 0, 0}, {1, 1, 1}});
  for (const auto& implementation : implementations<TypeParam>()) {
    SCOPED_TRACE(implementation.name);
    RunState run{Settings{OutOfRange::per_query, Acceptance::neighbourhood, 999.0}};
    Results<TypeParam> results(4, Output::value);
    const Report report = implementation.run(run, Output::value, grid, queries, results);
    EXPECT_EQ(report.treatment, Treatment::interpolate);
    EXPECT_EQ(report.out_of_range, 2U);
    EXPECT_EQ(run.out_of_range(), 2U);
    EXPECT_TRUE(run.interpolating());
    EXPECT_NEAR(results.value[0], 107.4, 1e-3);
    EXPECT_EQ(results.value[1], grid.at(3, 0, 0));
    EXPECT_EQ(results.value[2], TypeParam(999));
    EXPECT_NEAR(results.value[3], 118.0, 1e-3);  // 100 + 10 + 5 + 2 + .5 + .3 + .2
  }
}

TYPED_TEST(TricubicPolicy, TheOriginalsLineLiesInRangeByOneRuleAndNotByTheOther) {
  const auto grid = tricubic::original_field<TypeParam>();
  const auto line = tricubic::original_queries<TypeParam>(100);
  for (const auto& implementation : implementations<TypeParam>()) {
    SCOPED_TRACE(implementation.name);
    RunState port{Settings{}};
    interpolated(implementation, port, Output::value, grid, line);
    EXPECT_EQ(port.out_of_range(), 0U);
    RunState narrow{Settings{OutOfRange::sticky, Acceptance::two_inside}};
    interpolated(implementation, narrow, Output::value, grid, line);
    EXPECT_EQ(narrow.out_of_range(), 20U);
  }
}

TYPED_TEST(TricubicPolicy, PlacesThatAreNoneAreOutOfRange) {
  using Limits = std::numeric_limits<TypeParam>;
  const auto grid = tricubic::original_field<TypeParam>();
  const TypeParam nowhere[] = {Limits::quiet_NaN(), Limits::infinity(), -Limits::infinity(),
                               Limits::max(),       Limits::lowest(),   TypeParam(1e18),
                               TypeParam(-3e9),     TypeParam(4.6),     TypeParam(-4.6)};
  for (const auto& implementation : implementations<TypeParam>()) {
    SCOPED_TRACE(implementation.name);
    for (const TypeParam x : nowhere) {
      for (std::size_t axis = 0; axis < 3; ++axis) {
        auto queries =
            tricubic::random_queries<TypeParam>(grid.range, Acceptance::neighbourhood, 37, 2);
        queries.x[axis][20] = x;
        RunState run{Settings{OutOfRange::per_query, Acceptance::neighbourhood, -1.0}};
        const auto results = interpolated(implementation, run, Output::value, grid, queries);
        EXPECT_EQ(results.value[20], TypeParam(-1)) << x;
        EXPECT_EQ(run.out_of_range(), 1U) << x;
        for (std::size_t i = 0; i < 37; ++i) EXPECT_TRUE(std::isfinite(results.value[i]));
      }
    }
  }
}

TYPED_TEST(TricubicPolicy, WithoutATableEverythingIsTheDefault) {
  const auto queries = queries_at<TypeParam>({{0, 0, 0}, {.5, .5, .5}, {1e30, 0, 0}});
  Grid<TypeParam> none;
  Grid<TypeParam> ranges_only({-4, 4}, {-4, 4}, {-4, 4});
  ranges_only.values.clear();
  for (const auto& implementation : implementations<TypeParam>()) {
    for (const auto& grid : {none, ranges_only}) {
      RunState run{Settings{OutOfRange::sticky, Acceptance::neighbourhood, 12.0}};
      EXPECT_EQ(interpolated(implementation, run, Output::value, grid, queries).value,
                std::vector<TypeParam>(3, TypeParam(12)));
      EXPECT_TRUE(run.interpolating());
      EXPECT_EQ(run.out_of_range(), 0U);
    }
  }
}

TYPED_TEST(TricubicPolicy, SwitchedOffTakesTheNearestValueAndNoSlope) {
  const auto grid = tricubic::original_field<TypeParam>();
  const auto queries = queries_at<TypeParam>({{.5, .5, .5}, {-3.6, 4.5, 0}, {4.6, 0, 0}});
  Settings settings;
  settings.interpolate = false;
  settings.default_value = -2;
  for (const auto& implementation : implementations<TypeParam>()) {
    SCOPED_TRACE(implementation.name);
    RunState run{settings};
    const auto results = interpolated(implementation, run, Output::gradient, grid, queries);
    EXPECT_EQ(results.value,
              (std::vector<TypeParam>{grid.at(0, 0, 0), grid.at(-4, 4, 0), TypeParam(-2)}));
    for (const auto& axis : results.slope) EXPECT_EQ(axis, std::vector<TypeParam>(3, TypeParam(0)));
  }
}

TYPED_TEST(TricubicPolicy, GridsWithoutFullNeighbourhoodsAreNeverInterpolated) {
  for (int length = 0; length <= 3; ++length) {
    const Range wide = {-4, 4};
    const Range narrow = {0, length - 1};
    for (std::size_t axis = 0; axis < 3; ++axis) {
      Range range[3] = {wide, wide, wide};
      range[axis] = narrow;
      const auto grid = tricubic::random_grid<TypeParam>(range[0], range[1], range[2], 1);
      const auto queries = queries_at<TypeParam>({{1, 1, 1}, {.25, .25, .25}});
      for (const auto& implementation : implementations<TypeParam>()) {
        RunState run{Settings{OutOfRange::per_query, Acceptance::neighbourhood, -1.0}};
        const auto results = interpolated(implementation, run, Output::value, grid, queries);
        const TypeParam one = length >= 2 ? grid.at(1, 1, 1) : TypeParam(-1);
        const TypeParam zero = length >= 1 ? grid.at(0, 0, 0) : TypeParam(-1);
        EXPECT_EQ(results.value, (std::vector<TypeParam>{one, zero})) << implementation.name;
      }
    }
  }
}

TYPED_TEST(TricubicPolicy, EqualBatchesGiveEqualBits) {
  const auto grid = tricubic::random_grid<TypeParam>({-4, 4}, {-4, 4}, {-4, 4}, 1);
  auto queries =
      tricubic::random_queries<TypeParam>(grid.range, Acceptance::neighbourhood, 5000, 2);
  for (std::size_t i = 0; i < 5000; i += 7) queries.x[0][i] *= TypeParam(1.6);
  for (const auto& implementation : implementations<TypeParam>()) {
    SCOPED_TRACE(implementation.name);
    for (const OutOfRange policy : {OutOfRange::sticky, OutOfRange::per_query}) {
      RunState first{Settings{policy}};
      RunState second{Settings{policy}};
      const auto one = interpolated(implementation, first, Output::gradient, grid, queries);
      const auto two = interpolated(implementation, second, Output::gradient, grid, queries);
      EXPECT_EQ(one.value, two.value);
      for (std::size_t axis = 0; axis < 3; ++axis) EXPECT_EQ(one.slope[axis], two.slope[axis]);
      EXPECT_EQ(first.out_of_range(), second.out_of_range());
      EXPECT_GT(first.out_of_range(), 0U);
    }
  }
}

/// What is computed for a query hangs on nothing but the query.
TYPED_TEST(TricubicPolicy, AQueryAloneGivesTheSameBitsAsInABatch) {
  const auto grid = tricubic::random_grid<TypeParam>({-4, 4}, {-4, 4}, {-4, 4}, 1);
  const auto queries =
      tricubic::random_queries<TypeParam>(grid.range, Acceptance::neighbourhood, 70, 2);
  for (const auto& implementation : implementations<TypeParam>()) {
    const auto together = values_of(implementation, Settings{}, grid, queries);
    for (std::size_t i = 0; i < 70; ++i) {
      const Queries<TypeParam> alone{{{queries.x[0][i]}, {queries.x[1][i]}, {queries.x[2][i]}}};
      EXPECT_EQ(values_of(implementation, Settings{}, grid, alone)[0], together[i])
          << implementation.name;
    }
  }
}

/// One query moved out of range, first, last or among the others: they keep their bits.
TYPED_TEST(TricubicPolicy, AQueryOutOfRangeChangesNoBitOfTheOthers) {
  constexpr std::size_t count = 150;  // more than the host works on at once, and no whole blocks
  constexpr TypeParam wrong = -7;
  Settings settings{OutOfRange::per_query};
  settings.default_value = wrong;
  const auto grid = tricubic::random_grid<TypeParam>({-4, 4}, {-4, 4}, {-4, 4}, 1);
  const auto queries =
      tricubic::random_queries<TypeParam>(grid.range, Acceptance::neighbourhood, count, 2);
  for (const auto& implementation : implementations<TypeParam>()) {
    SCOPED_TRACE(implementation.name);
    RunState whole{settings};
    const auto inside = interpolated(implementation, whole, Output::gradient, grid, queries);
    for (const std::size_t moved : {std::size_t{0}, std::size_t{37}, std::size_t{70}, count - 1}) {
      auto with_one_outside = queries;
      with_one_outside.x[1][moved] = 99;
      auto expected = inside;
      expected.value[moved] = wrong;
      for (auto& axis : expected.slope) axis[moved] = 0;
      RunState run{settings};
      const auto results =
          interpolated(implementation, run, Output::gradient, grid, with_one_outside);
      EXPECT_EQ(results.value, expected.value) << moved;
      for (std::size_t axis = 0; axis < 3; ++axis) {
        EXPECT_EQ(results.slope[axis], expected.slope[axis]) << moved;
      }
      EXPECT_EQ(run.out_of_range(), 1U);
    }
  }
}

}  // namespace
}  // namespace tricubic_tests
