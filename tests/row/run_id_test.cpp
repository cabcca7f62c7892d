#include <gtest/gtest.h>

#include <tidegate/row/run_id.hpp>

namespace tidegate {
namespace {

TEST(RunId, SortsAsTimeDoesAndThenByItsNumber) {
  EXPECT_TRUE(is_older_run("20260101T000000Z__aaaaaaa", "20260102T000000Z__aaaaaaa"));
  EXPECT_TRUE(is_older_run("r", "r-2"));
  EXPECT_TRUE(is_older_run("r-2", "r-10"));
  EXPECT_FALSE(is_older_run("r-10", "r-2"));
  EXPECT_FALSE(is_older_run("r-2", "r-2"));
  EXPECT_TRUE(is_older_run("a-10", "b-2"));
}

}  // namespace
}  // namespace tidegate
