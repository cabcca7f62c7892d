/// How C is cut into blocks: every element once, and as many blocks as threads want.
#include <common/generator.hpp>
#include <gtest/gtest.h>
#include <semiring_matmul/block_shape.hpp>

namespace {

using semiring_matmul::BlockGrid;
using semiring_matmul::BlockPlace;
using semiring_matmul::BlockShape;

template <class T>
class SemiringBlockGrid : public testing::Test {};
using Scalars = testing::Types<float, double>;
TYPED_TEST_SUITE(SemiringBlockGrid, Scalars);

/// How often each element of C (rows x columns) lies in a block.
template <class T>
std::vector<int> covered(const BlockGrid<T>& grid, std::size_t rows, std::size_t columns) {
  using Shape = BlockShape<T>;
  std::vector<int> times(rows * columns, 0);
  for (std::size_t index = 0; index < grid.count(); ++index) {
    const BlockPlace place = grid.place(index);
    EXPECT_LE(place.rows, Shape::rows);
    EXPECT_LE(place.columns, Shape::panels * Shape::columns);
    for (std::size_t i = 0; i < place.rows; ++i) {
      for (std::size_t j = 0; j < place.columns; ++j) {
        ++times[(place.first_row + i) * columns + place.first_column + j];
      }
    }
  }
  return times;
}

TYPED_TEST(SemiringBlockGrid, BlocksHaveEveryElementOnce) {
  kernels::Generator generator(17);
  for (int round = 0; round < 60; ++round) {
    const std::size_t rows = generator.word() % 900;
    const std::size_t columns = generator.word() % 1200;
    const std::size_t wanted = 1 + generator.word() % 40;
    SCOPED_TRACE(std::to_string(rows) + " x " + std::to_string(columns) + ", " +
                 std::to_string(wanted));
    const BlockGrid<TypeParam> grid(rows, columns, wanted);
    EXPECT_EQ(covered(grid, rows, columns), std::vector<int>(rows * columns, 1));
  }
}

TYPED_TEST(SemiringBlockGrid, ThereAreAsManyBlocksAsWanted) {
  for (const std::size_t wanted : {1, 2, 3, 8, 64}) {
    EXPECT_GE(BlockGrid<TypeParam>(512, 512, wanted).count(), wanted);
  }
}

TYPED_TEST(SemiringBlockGrid, OneTileIsOneBlockHoweverManyAreWanted) {
  EXPECT_EQ(BlockGrid<TypeParam>(1, 1, 64).count(), 1U);
  EXPECT_EQ(BlockGrid<TypeParam>(0, 5, 64).count(), 0U);
  EXPECT_EQ(BlockGrid<TypeParam>(5, 0, 64).count(), 0U);
}

}  // namespace
