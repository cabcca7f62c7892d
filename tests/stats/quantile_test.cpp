#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include <tidegate/stats/quantile.hpp>

namespace tidegate::stats {
namespace {

TEST(Quantile, TypeSevenInterpolatesBetweenNeighbours) {
  const std::vector<double> values{40, 10, 30, 20};
  // Position (4-1)*q: 0.75 -> 10 + 0.75*10, 1.5 -> between 20 and 30, 2.85 -> 30 + 0.85*10.
  EXPECT_DOUBLE_EQ(quantile(values, 0), 10);
  EXPECT_DOUBLE_EQ(quantile(values, 0.25), 17.5);
  EXPECT_DOUBLE_EQ(quantile(values, 0.5), 25);
  EXPECT_DOUBLE_EQ(quantile(values, 0.95), 38.5);
  EXPECT_DOUBLE_EQ(quantile(values, 1), 40);
}

TEST(Quantile, MedianAndQuartileRangeByHand) {
  const std::vector<double> odd{7, 1, 3};
  EXPECT_DOUBLE_EQ(median(odd), 3);
  EXPECT_DOUBLE_EQ(iqr(odd), 3);  // 5 - 2
  const std::vector<double> even{4, 1, 3, 2};
  EXPECT_DOUBLE_EQ(median(even), 2.5);
  EXPECT_DOUBLE_EQ(iqr(even), 1.5);  // 3.25 - 1.75
}

TEST(Quantile, OneValueIsEveryQuantileOfItself) {
  const std::vector<double> one{5};
  EXPECT_EQ(quantile(one, 0), 5);
  EXPECT_EQ(quantile(one, 0.95), 5);
  EXPECT_EQ(iqr(one), 0);
}

TEST(Quantile, NoValuesHaveNoQuantile) {
  EXPECT_TRUE(std::isnan(quantile({}, 0.5)));
  EXPECT_TRUE(std::isnan(median({})));
}

TEST(Quantile, LeavesTheInputInItsOrder) {
  const std::vector<double> values{3, 1, 2};
  const std::vector<double> before = values;
  static_cast<void>(quantile(values, 0.95));
  static_cast<void>(iqr(values));
  EXPECT_EQ(sorted(values), (std::vector<double>{1, 2, 3}));
  EXPECT_EQ(values, before);
}

TEST(Quantile, IndexesAreWholeNumberArithmetic) {
  EXPECT_EQ(index_at(40, 5), 2U);
  EXPECT_EQ(index_at(40, 35), 14U);
  EXPECT_EQ(index_at(40, 95), 38U);
  EXPECT_EQ(index_at(20, 95), 19U);
  EXPECT_EQ(index_at(20, 35), 7U);
  EXPECT_EQ(index_at(39, 95), 37U);  // 37.05
  EXPECT_EQ(index_at(10, 100), 9U);  // never past the end
  EXPECT_EQ(index_at(1, 95), 0U);
}

}  // namespace
}  // namespace tidegate::stats
