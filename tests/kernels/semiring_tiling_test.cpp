/// Which shapes tile, with which tiles, and what is said of the others.
#include <array>

#include <gtest/gtest.h>
#include <semiring_matmul/tiling.hpp>

namespace {

using semiring_matmul::chunk_bytes;
using semiring_matmul::plan_batch;
using semiring_matmul::plan_single;
using semiring_matmul::team_count;
using semiring_matmul::tiling_of;
using semiring_matmul::why_untileable;
using semiring_matmul::with_chunks_that_fit;

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

TEST(SemiringTiling, ChunksOfAAndBFitTheSharedMemoryOfABlock) {
  // 256 lines of 32 doubles are 65,536 bytes: a GPU's block has 49,152.
  EXPECT_EQ(with_chunks_that_fit({128, 128, 32}, 8).depth, 16U);
  EXPECT_EQ(with_chunks_that_fit({128, 128, 32}, 4).depth, 32U);
  EXPECT_EQ(with_chunks_that_fit({128, 64, 32}, 8).depth, 16U);  // exactly 49,152: none left over
  EXPECT_EQ(with_chunks_that_fit({64, 64, 32}, 8).depth, 32U);
  EXPECT_EQ(with_chunks_that_fit({128, 128, 8}, 8).depth, 8U);
  for (const std::size_t m : {16U, 32U, 64U, 128U}) {
    for (const std::size_t n : {16U, 32U, 64U, 128U}) {
      for (const std::size_t k : {8U, 16U, 32U}) {
        const auto tiling = with_chunks_that_fit(*tiling_of(m, k, n), 8);
        EXPECT_LE((tiling.rows + tiling.columns) * tiling.depth * 8, chunk_bytes);
        EXPECT_EQ(k % tiling.depth, 0U);
      }
    }
  }
}

TEST(SemiringTiling, CountsTeamsAndRefusesWhatAnIntCannotCount) {
  EXPECT_EQ(team_count(plan_single(17, 8, 33), 16, 16), 6);
  EXPECT_EQ(team_count(plan_single(0, 8, 33), 16, 16), 0);
  EXPECT_EQ(team_count(plan_batch(std::array<std::size_t, 3>{5, 32, 8},
                                  std::array<std::size_t, 3>{5, 8, 16}),
                       16, 16),
            10);
  constexpr std::size_t edge = std::size_t{16} << 16;  // 65,536 tiles along one side
  EXPECT_EQ(team_count(plan_single(edge, 8, edge / 2 - 16), 16, 16), 2147418112);
  EXPECT_FALSE(team_count(plan_single(edge, 8, edge / 2), 16, 16).has_value());  // 2^31
  EXPECT_FALSE(team_count(plan_single(edge, 8, edge), 16, 16).has_value());      // 2^32: 0 as int
  EXPECT_EQ(team_count(plan_single(edge, 8, edge), 128, 128), 1 << 26);
}

TEST(SemiringTiling, RefusesExtentsThatAnIntCannotCount) {
  constexpr std::size_t large = std::size_t{1} << 31;
  EXPECT_FALSE(team_count(plan_single(large, 8, 16), 128, 16).has_value());
  EXPECT_FALSE(team_count(plan_single(16, 8, large), 16, 128).has_value());
  EXPECT_FALSE(team_count(plan_single(16, large, 16), 16, 16).has_value());
  EXPECT_FALSE(team_count(plan_single(large - 1, 8, 16), 128, 16).has_value());
  EXPECT_TRUE(team_count(plan_single(large / 2, 8, 16), 128, 16).has_value());
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
