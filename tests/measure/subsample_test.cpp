#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <tidegate/measure/subsample.hpp>

namespace tidegate::measure {
namespace {

TEST(Subsample, OneIndexFromEachBlock) {
  const auto indices = stratified_indices(1003, 100, 7);
  ASSERT_EQ(indices.size(), 100U);
  for (std::size_t i = 0; i < indices.size(); ++i) {
    EXPECT_GE(indices[i], i * 1003 / 100) << i;
    EXPECT_LT(indices[i], (i + 1) * 1003 / 100) << i;
  }
}

TEST(Subsample, TheSeedDecides) {
  EXPECT_EQ(stratified_indices(100000, 500, 7), stratified_indices(100000, 500, 7));
  EXPECT_NE(stratified_indices(100000, 500, 7), stratified_indices(100000, 500, 8));
  EXPECT_THAT(stratified_indices(1ULL << 40U, 2, 0),
              testing::ElementsAre(0xe220a8397b1dcdafULL % (1ULL << 39U),
                                   (1ULL << 39U) + 0x6e789e6aa1b965f4ULL % (1ULL << 39U)))
      << "the published first draws of SplitMix64 from seed 0";
}

TEST(Subsample, AllOfASmallOutput) {
  EXPECT_THAT(stratified_indices(3, 300, 1), testing::ElementsAre(0, 1, 2));
  EXPECT_TRUE(stratified_indices(0, 5, 1).empty());
  EXPECT_TRUE(stratified_indices(5, 0, 1).empty());
}

TEST(Subsample, AnIndexNamedTwiceIsOneElement) {
  EXPECT_THAT(distinct({5, 1, 5, 1}), testing::ElementsAre(1, 5));
}

}  // namespace
}  // namespace tidegate::measure
