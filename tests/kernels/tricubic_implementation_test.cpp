/// Every implementation against the fp64 oracle, polynomials and the numbers of the original.
#include <cmath>
#include <limits>

#include <common/generator.hpp>
#include <gtest/gtest.h>
#include <tricubic/data.hpp>
#include <tricubic/oracle.hpp>

#include "kernels/tricubic_implementations.hpp"

namespace tricubic_tests {
namespace {

using tricubic::Acceptance;
using tricubic::OutOfRange;
using tricubic::Treatment;

template <class T>
class TricubicImplementation : public testing::Test {};
using Scalars = testing::Types<float, double>;
TYPED_TEST_SUITE(TricubicImplementation, Scalars);

/// Values lie in (0, 200): 32 roundings of 200, some of which cancel.
template <class T>
double tolerance() {
  return 200.0 * 32.0 * std::numeric_limits<T>::epsilon();
}

template <class T>
void expect_like_oracle(const Implementation<T>& implementation, const Settings& settings,
                        Output output, const Grid<T>& grid, const Queries<T>& queries) {
  SCOPED_TRACE(implementation.name);
  RunState run{settings};
  const Results<T> results = interpolated(implementation, run, output, grid, queries);
  for (std::size_t i = 0; i < queries.size(); ++i) {
    const auto expected = tricubic::oracle_at(grid, settings, Treatment::interpolate, queries, i);
    ASSERT_NEAR(results.value[i], expected.value, tolerance<T>()) << "query " << i;
    if (output == Output::value) continue;
    for (std::size_t axis = 0; axis < 3; ++axis) {
      ASSERT_NEAR(results.slope[axis][i], expected.slope[axis], 4 * tolerance<T>())
          << "query " << i << " axis " << axis;
    }
  }
}

/// Nothing, one, and the neighbours of every width of register and of several.
TYPED_TEST(TricubicImplementation, AgreesWithTheOracleForEveryNumberOfQueries) {
  const auto grid = tricubic::random_grid<TypeParam>({-2, 4}, {0, 4}, {5, 13}, 1);
  for (const std::size_t count :
       {0, 1, 2, 3, 7, 8, 9, 15, 16, 17, 31, 61, 64, 65, 127, 128, 129, 255, 257, 1009}) {
    SCOPED_TRACE(count);
    const auto queries =
        tricubic::random_queries<TypeParam>(grid.range, Acceptance::neighbourhood, count, count);
    for (const auto& implementation : implementations<TypeParam>()) {
      expect_like_oracle(implementation, {}, Output::value, grid, queries);
      expect_like_oracle(implementation, {}, Output::gradient, grid, queries);
    }
  }
}

TYPED_TEST(TricubicImplementation, AgreesWithTheOracleOnEveryShapeOfGrid) {
  const Range shapes[][3] = {{{0, 3}, {0, 3}, {0, 3}},       {{-7, -4}, {2, 6}, {-1, 9}},
                             {{-3, 13}, {5, 8}, {-2, 2}},    {{0, 4}, {-11, 11}, {0, 3}},
                             {{-40, 40}, {-3, 3}, {30, 37}}, {{1000, 1006}, {-9, 9}, {0, 6}}};
  std::uint64_t seed = 10;
  for (const auto& shape : shapes) {
    const auto grid = tricubic::random_grid<TypeParam>(shape[0], shape[1], shape[2], ++seed);
    auto queries =
        tricubic::random_queries<TypeParam>(grid.range, Acceptance::neighbourhood, 500, ++seed);
    for (const auto& implementation : implementations<TypeParam>()) {
      expect_like_oracle(implementation, {}, Output::value, grid, queries);
      expect_like_oracle(implementation, {}, Output::gradient, grid, queries);
    }
  }
}

TYPED_TEST(TricubicImplementation, OutOfRangeQueriesAreTreatedAlone) {
  kernels::Generator generator(3);
  const auto grid = tricubic::random_grid<TypeParam>({-4, 4}, {-3, 5}, {0, 8}, 2);
  Queries<TypeParam> queries;
  for (int i = 0; i < 2000; ++i) {
    queries.x[0].push_back(static_cast<TypeParam>(-7 + 14 * generator.uniform()));
    queries.x[1].push_back(static_cast<TypeParam>(-6 + 14 * generator.uniform()));
    queries.x[2].push_back(static_cast<TypeParam>(-3 + 14 * generator.uniform()));
  }
  for (const auto& implementation : implementations<TypeParam>()) {
    for (const Acceptance rule : {Acceptance::neighbourhood, Acceptance::two_inside}) {
      const Settings settings{OutOfRange::per_query, rule, -5.0};
      expect_like_oracle(implementation, settings, Output::value, grid, queries);
      expect_like_oracle(implementation, settings, Output::gradient, grid, queries);
    }
  }
}

/// A product of cubics, one an axis, is reproduced, and so are its derivatives.
TYPED_TEST(TricubicImplementation, IsExactForProductsOfCubics) {
  const auto p = [](double x) { return ((0.3 * x - 0.5) * x + 0.25) * x + 1; };
  const auto dp = [](double x) { return (0.9 * x - 1.0) * x + 0.25; };
  const auto q = [](double x) { return ((-0.2 * x + 0.1) * x - 1) * x + 2; };
  const auto dq = [](double x) { return (-0.6 * x + 0.2) * x - 1; };
  const auto r = [](double x) { return ((0.1 * x + 0.4) * x + 0.3) * x - 1; };
  const auto dr = [](double x) { return (0.3 * x + 0.8) * x + 0.3; };
  Grid<TypeParam> grid({-3, 3}, {-3, 3}, {-3, 3});
  double largest = 0;
  for (int h = -3; h <= 3; ++h) {
    for (int k = -3; k <= 3; ++k) {
      for (int l = -3; l <= 3; ++l) {
        grid.at(h, k, l) = static_cast<TypeParam>(p(h) * q(k) * r(l));
        largest = std::max(largest, std::abs(p(h) * q(k) * r(l)));
      }
    }
  }
  const double near = 32 * largest * std::numeric_limits<TypeParam>::epsilon();
  const auto queries =
      tricubic::random_queries<TypeParam>(grid.range, Acceptance::neighbourhood, 300, 9);
  for (const auto& implementation : implementations<TypeParam>()) {
    SCOPED_TRACE(implementation.name);
    RunState run{Settings{}};
    const auto results = interpolated(implementation, run, Output::gradient, grid, queries);
    for (std::size_t i = 0; i < queries.size(); ++i) {
      const double h = queries.x[0][i];
      const double k = queries.x[1][i];
      const double l = queries.x[2][i];
      ASSERT_NEAR(results.value[i], p(h) * q(k) * r(l), near);
      ASSERT_NEAR(results.slope[0][i], dp(h) * q(k) * r(l), 4 * near);
      ASSERT_NEAR(results.slope[1][i], p(h) * dq(k) * r(l), 4 * near);
      ASSERT_NEAR(results.slope[2][i], p(h) * q(k) * dr(l), 4 * near);
    }
  }
}

struct Node {
  int h;
  int k;
  int l;
};

/// The points of -3 .. 3 that are interpolated.
std::vector<Node> inner_nodes() {
  std::vector<Node> nodes;
  for (int h = -2; h <= 1; ++h) {
    for (int k = -2; k <= 1; ++k) {
      for (int l = -2; l <= 1; ++l) nodes.push_back({h, k, l});
    }
  }
  return nodes;
}

/// Of the 64 around the cell above a node.
template <class T>
double largest_neighbour(const Grid<T>& grid, const Node& node) {
  double largest = 0;
  for (int h = node.h - 1; h <= node.h + 2; ++h) {
    for (int k = node.k - 1; k <= node.k + 2; ++k) {
      for (int l = node.l - 1; l <= node.l + 2; ++l) {
        largest = std::max(largest, static_cast<double>(std::abs(grid.at(h, k, l))));
      }
    }
  }
  return largest;
}

TYPED_TEST(TricubicImplementation, PassesThroughTheGridPoints) {
  const auto grid = tricubic::random_grid<TypeParam>({-3, 3}, {-3, 3}, {-3, 3}, 6);
  Queries<TypeParam> queries;
  std::vector<TypeParam> expected;
  for (const Node& node : inner_nodes()) {
    queries.x[0].push_back(static_cast<TypeParam>(node.h));
    queries.x[1].push_back(static_cast<TypeParam>(node.k));
    queries.x[2].push_back(static_cast<TypeParam>(node.l));
    expected.push_back(grid.at(node.h, node.k, node.l));
  }
  for (const auto& implementation : implementations<TypeParam>()) {
    const auto values = values_of(implementation, Settings{}, grid, queries);
    for (std::size_t i = 0; i < values.size(); ++i) {
      ASSERT_NEAR(values[i], expected[i], tolerance<TypeParam>()) << implementation.name;
    }
  }
}

/// Neighbours that differ by up to 12 orders of magnitude: what sums with weights gives back the
/// bits of the grid; the table of cells is off by up to 23 units of the largest neighbour.
TYPED_TEST(TricubicImplementation, GivesTheBitsOfTheGridAtItsPointsUnlessByATable) {
  auto grid = tricubic::random_grid<TypeParam>({-3, 3}, {-3, 3}, {-3, 3}, 6);
  kernels::Generator generator(4);
  for (TypeParam& value : grid.values) {
    value = static_cast<TypeParam>(value * std::pow(10.0, -6 + 12 * generator.uniform()));
  }
  for (const auto& implementation : implementations<TypeParam>()) {
    SCOPED_TRACE(implementation.name);
    for (const Node& node : inner_nodes()) {
      const auto queries = queries_at<TypeParam>({{1.0 * node.h, 1.0 * node.k, 1.0 * node.l}});
      const TypeParam expected = grid.at(node.h, node.k, node.l);
      const TypeParam value = values_of(implementation, Settings{}, grid, queries)[0];
      if (implementation.name == "kokkos") {
        const double unit =
            largest_neighbour(grid, node) * std::numeric_limits<TypeParam>::epsilon();
        EXPECT_LE(std::abs(value - expected), 23 * unit);
      } else {
        EXPECT_EQ(value, expected);
      }
    }
  }
}

/// f linear along every axis; the expected values are worked out by hand.
template <class T, class F>
Grid<T> field(Range range, F f) {
  Grid<T> grid(range, range, range);
  for (int h = range.first; h <= range.last; ++h) {
    for (int k = range.first; k <= range.last; ++k) {
      for (int l = range.first; l <= range.last; ++l) grid.at(h, k, l) = static_cast<T>(f(h, k, l));
    }
  }
  return grid;
}

TYPED_TEST(TricubicImplementation, ReproducesTheFieldsOfTheOriginal) {
  const double near = tolerance<TypeParam>();
  const auto five =
      field<TypeParam>({-2, 2}, [](int h, int k, int l) { return 100 + 10 * h + 5 * k + 2 * l; });
  const auto eleven =
      field<TypeParam>({-5, 5}, [](int h, int k, int l) { return 100 + 10 * h + k + 0.1 * l; });
  const auto original = tricubic::original_field<TypeParam>();
  for (const auto& implementation : implementations<TypeParam>()) {
    SCOPED_TRACE(implementation.name);
    const auto in_five = values_of(implementation, Settings{}, five,
                                   queries_at<TypeParam>({{.5, .5, .5}, {-.25, .75, -.5}}));
    EXPECT_NEAR(in_five[0], 108.5, near);
    EXPECT_NEAR(in_five[1], 100.25, near);
    const auto in_eleven = values_of(implementation, Settings{}, eleven,
                                     queries_at<TypeParam>({{3.5, -2.25, 1.5}, {-3.75, 3, -4}}));
    EXPECT_NEAR(in_eleven[0], 132.9, near);
    EXPECT_NEAR(in_eleven[1], 65.1, near);
    const auto in_original = values_of(implementation, Settings{}, original,
                                       queries_at<TypeParam>({{.5, .25, .5}, {-1.5, -1.5, .5}}));
    EXPECT_NEAR(in_original[0], 107.4, near);
    EXPECT_NEAR(in_original[1], 79.25, near);
  }
}

/// Where the ends of a cell meet, the slopes of both sides differ: floor must not be off by one.
TYPED_TEST(TricubicImplementation, TakesTheCellAboveAtAGridPointAndBelowJustBelowIt) {
  const auto grid = tricubic::random_grid<TypeParam>({-3, 3}, {-3, 3}, {-3, 3}, 12);
  Queries<TypeParam> queries;
  for (int at = -1; at <= 1; ++at) {
    const auto x = static_cast<TypeParam>(at);
    for (const TypeParam near :
         {x, std::nextafter(x, TypeParam(-9)), std::nextafter(x, TypeParam(9))}) {
      for (auto& axis : queries.x) axis.push_back(near);
    }
  }
  for (const auto& implementation : implementations<TypeParam>()) {
    expect_like_oracle(implementation, {}, Output::gradient, grid, queries);
  }
}

TYPED_TEST(TricubicImplementation, RefusesWhatDoesNotFitAndWritesNothing) {
  const auto good = tricubic::random_grid<TypeParam>({0, 3}, {0, 3}, {0, 3}, 1);
  const auto queries = queries_at<TypeParam>({{1.5, 1.5, 1.5}, {1, 1, 1}});
  auto short_grid = good;
  short_grid.values.pop_back();
  Grid<TypeParam> far_grid;
  far_grid.range[0] = far_grid.range[1] = {0, 3};
  far_grid.range[2] = {1 << 21, (1 << 21) + 3};
  far_grid.values.assign(64, TypeParam(1));
  auto uneven = queries;
  uneven.x[2].pop_back();
  for (const auto& implementation : implementations<TypeParam>()) {
    SCOPED_TRACE(implementation.name);
    RunState run{Settings{}};
    Results<TypeParam> results(2, Output::value);
    results.value.assign(2, TypeParam(7));
    const auto fault = [&](Output output, const Grid<TypeParam>& grid,
                           const Queries<TypeParam>& asked) {
      return implementation.run(run, output, grid, asked, results).fault;
    };
    EXPECT_EQ(fault(Output::value, short_grid, queries), Fault::values_do_not_fit);
    EXPECT_EQ(fault(Output::value, far_grid, queries), Fault::index_too_large);
    EXPECT_EQ(fault(Output::value, good, uneven), Fault::coordinates_differ);
    EXPECT_EQ(fault(Output::value, good, queries_at<TypeParam>({{1, 1, 1}})),
              Fault::results_do_not_fit);
    EXPECT_EQ(fault(Output::gradient, good, queries), Fault::results_do_not_fit);
    EXPECT_EQ(results.value, std::vector<TypeParam>(2, TypeParam(7)));
  }
}

/// Derivatives against central differences of the interpolated values, in double precision.
TEST(TricubicGradient, AgreesWithCentralDifferences) {
  constexpr double step = 1e-5;
  auto grid = tricubic::random_grid<double>({-4, 4}, {-4, 4}, {-4, 4}, 5);
  for (double& value : grid.values) value /= 200;  // values in (0, 1)
  kernels::Generator generator(8);
  Queries<double> queries;
  for (int i = 0; i < 200; ++i) {  // not within a step of a grid point, where the slope jumps
    for (auto& axis : queries.x) {
      axis.push_back(std::floor(-2 + 4 * generator.uniform()) + 0.01 + 0.98 * generator.uniform());
    }
  }
  for (const auto& implementation : implementations<double>()) {
    SCOPED_TRACE(implementation.name);
    RunState run{Settings{}};
    const auto results = interpolated(implementation, run, Output::gradient, grid, queries);
    for (std::size_t axis = 0; axis < 3; ++axis) {
      auto above = queries;
      auto below = queries;
      for (double& x : above.x[axis]) x += step;
      for (double& x : below.x[axis]) x -= step;
      const auto high = values_of(implementation, Settings{}, grid, above);
      const auto low = values_of(implementation, Settings{}, grid, below);
      for (std::size_t i = 0; i < queries.size(); ++i) {
        ASSERT_NEAR((high[i] - low[i]) / (2 * step), results.slope[axis][i], 1e-6);
      }
    }
  }
}

}  // namespace
}  // namespace tricubic_tests
