#include <gtest/gtest.h>

#include <tidegate/base/path_inside.hpp>

namespace {

using tidegate::is_inside;
using tidegate::path_inside;

TEST(PathInside, IsThePathAsSeenFromTheFolder) {
  EXPECT_EQ(path_inside("/data/build/bench/run", "/data/build"), "bench/run");
  EXPECT_EQ(path_inside("bench/run", "bench"), "run");
  EXPECT_EQ(path_inside("/data/build", "/data/build"), ".");
}

TEST(PathInside, IsNothingForAPathElsewhere) {
  EXPECT_FALSE(is_inside("/data", "/data/build"));
  EXPECT_FALSE(is_inside("/data/build-2/run", "/data/build"));
  EXPECT_FALSE(is_inside("/data/build/../run", "/data/build"));
  EXPECT_FALSE(is_inside("run", "/data/build"));
  EXPECT_FALSE(is_inside("/data/build/run", "build"));
}

TEST(PathInside, NamesThatBeginWithDotsAreNamesOnly) {
  EXPECT_EQ(path_inside("/data/..data/rows", "/data"), "..data/rows");
}

TEST(PathInside, NothingLiesInAFolderWithoutAName) { EXPECT_FALSE(is_inside("/data", "")); }

}  // namespace
