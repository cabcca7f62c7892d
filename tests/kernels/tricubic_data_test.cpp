/// Fields and queries: seeded, in range, and those of the original.
#include <algorithm>

#include <gtest/gtest.h>
#include <tricubic/data.hpp>
#include <tricubic/window.hpp>

namespace {

using tricubic::Acceptance;
using tricubic::original_range;

TEST(TricubicData, EqualSeedsGiveEqualGridsAndQueries) {
  const auto one = tricubic::random_grid<float>({0, 4}, {0, 4}, {0, 4}, 3);
  const auto other = tricubic::random_grid<float>({0, 4}, {0, 4}, {0, 4}, 4);
  EXPECT_EQ(one.values, tricubic::random_grid<float>({0, 4}, {0, 4}, {0, 4}, 3).values);
  EXPECT_NE(one.values, other.values);
  const auto queries = tricubic::random_queries<double>(one.range, Acceptance::neighbourhood, 9, 1);
  const auto same = tricubic::random_queries<double>(one.range, Acceptance::neighbourhood, 9, 1);
  for (int axis = 0; axis < 3; ++axis) EXPECT_EQ(queries.x[axis], same.x[axis]);
  EXPECT_NE(queries.x[0], queries.x[1]);
}

TEST(TricubicData, QueriesFillWhatIsAcceptedAndNoMore) {
  const tricubic::Range range[3] = {{-4, 4}, {0, 5}, {100, 1000}};
  for (const Acceptance rule : {Acceptance::neighbourhood, Acceptance::two_inside}) {
    const auto window = tricubic::window_of<float>(range, rule);
    const auto queries = tricubic::random_queries<float>(range, rule, 20000, 7);
    for (int axis = 0; axis < 3; ++axis) {
      const auto [low, high] = std::minmax_element(queries.x[axis].begin(), queries.x[axis].end());
      const float width = window.high[axis] - window.low[axis];
      EXPECT_GE(*low, window.low[axis]);
      EXPECT_LT(*high, window.high[axis]);
      EXPECT_LT(*low - window.low[axis], 0.01F * width);
      EXPECT_LT(window.high[axis] - *high, 0.01F * width);
    }
  }
}

TEST(TricubicData, TheOriginalsFieldAndLine) {
  const auto field = tricubic::original_field<double>();
  EXPECT_EQ(field.values.size(), 729U);
  EXPECT_DOUBLE_EQ(field.at(0, 0, 0), 100.0);
  EXPECT_DOUBLE_EQ(field.at(2, -1, 3), 100 + 20 - 5 + 6 - 1 - 0.9 + 1.2);
  EXPECT_EQ(original_range.extent(), 9U);
  const auto line = tricubic::original_queries<double>(100);
  ASSERT_EQ(line.size(), 100U);
  EXPECT_DOUBLE_EQ(line.x[0].front(), -2.5);
  EXPECT_DOUBLE_EQ(line.x[0].back(), 2.5);
  EXPECT_EQ(line.x[0], line.x[1]);
  EXPECT_EQ(line.x[2], std::vector<double>(100, 0.5));
  EXPECT_EQ(tricubic::original_queries<float>(1).x[0], std::vector<float>{-2.5F});
  EXPECT_EQ(tricubic::original_queries<float>(0).size(), 0U);
}

}  // namespace
