#include <gtest/gtest.h>

#include <tidegate/base/path_inside.hpp>

namespace {

using tidegate::is_inside;
using tidegate::path_inside;

TEST(PathInside, IsThePathAsSeenFromTheFolder) {
  EXPECT_EQ(path_inside("/work/build/bench/run", "/work/build"), "bench/run");
  EXPECT_EQ(path_inside("bench/run", "bench"), "run");
  EXPECT_EQ(path_inside("/work/build", "/work/build"), ".");
}

TEST(PathInside, IsNothingForAPathElsewhere) {
  EXPECT_FALSE(is_inside("/work", "/work/build"));
  EXPECT_FALSE(is_inside("/work/build-2/run", "/work/build"));
  EXPECT_FALSE(is_inside("/work/build/../run", "/work/build"));
  EXPECT_FALSE(is_inside("run", "/work/build"));
  EXPECT_FALSE(is_inside("/work/build/run", "build"));
}

TEST(PathInside, NamesThatBeginWithDotsAreNamesOnly) {
  EXPECT_EQ(path_inside("/work/..data/rows", "/work"), "..data/rows");
}

TEST(PathInside, NothingLiesInAFolderWithoutAName) { EXPECT_FALSE(is_inside("/work", "")); }

}  // namespace
