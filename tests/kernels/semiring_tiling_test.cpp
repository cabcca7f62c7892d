/// Which shapes tile, with which tiles, and what is said of the others.
#include <gtest/gtest.h>
#include <semiring_matmul/tiling.hpp>

namespace {

using semiring_matmul::tiling_of;
using semiring_matmul::why_untileable;

struct Row {
  std::size_t m, k, n;
  std::size_t rows, depth, columns;
};

TEST(SemiringTiling, TakesTheLargestDivisors) {
  const Row table[] = {{512, 512, 512, 128, 32, 128}, {64, 16, 192, 64, 16, 64},
                       {96, 40, 48, 32, 8, 16},       {16, 8, 16, 16, 8, 16},
                       {384, 24, 1056, 128, 8, 32},   {0, 0, 0, 128, 32, 128}};
  for (const Row& row : table) {
    const auto tiling = tiling_of(row.m, row.k, row.n);
    ASSERT_TRUE(tiling.has_value()) << row.m;
    EXPECT_EQ(tiling->rows, row.rows);
    EXPECT_EQ(tiling->depth, row.depth);
    EXPECT_EQ(tiling->columns, row.columns);
  }
}

TEST(SemiringTiling, SaysWhichExtentHasNoDivisor) {
  EXPECT_FALSE(tiling_of(17, 19, 23).has_value());
  EXPECT_FALSE(tiling_of(17, 32, 64).has_value());
  EXPECT_FALSE(tiling_of(64, 12, 64).has_value());
  EXPECT_FALSE(tiling_of(64, 32, 8).has_value());
  EXPECT_EQ(why_untileable(17, 32, 64),
            "17 x 32 x 64 (m x k x n) does not tile: m is no multiple of 16.");
  EXPECT_EQ(why_untileable(17, 19, 23),
            "17 x 19 x 23 (m x k x n) does not tile: m is no multiple of 16, k is no multiple of "
            "8, n is no multiple of 16.");
}

}  // namespace
