#include <gtest/gtest.h>

#include <tidegate/run/lockstep_process.hpp>

namespace tidegate::run {
namespace {

TEST(ParseAnswer, ReadsTimeAndIterations) {
  const auto whole = parse_answer("tidegate sample 2500 10");
  ASSERT_TRUE(whole);
  EXPECT_EQ(whole->elapsed_ns, 2500);
  EXPECT_EQ(whole->iterations, 10U);
  EXPECT_EQ(parse_answer("tidegate sample 0.5 1").value().elapsed_ns, 0.5);
  EXPECT_EQ(parse_answer("tidegate sample 1e9 1").value().elapsed_ns, 1e9);
}

TEST(ParseAnswer, RefusesEverythingElse) {
  for (const char* line : {"",
                           "tidegate sample",
                           "tidegate sample 5",
                           "tidegate sample 5 ",
                           "tidegate sample 5 0",
                           "tidegate sample 0 1",
                           "tidegate sample -5 1",
                           "tidegate sample nan 1",
                           "tidegate sample inf 1",
                           "tidegate sample 1e999 1",
                           "tidegate sample 5 1.5",
                           "tidegate sample 5 -1",
                           "tidegate sample 5 1 1",
                           "tidegate sample 5 1 ",
                           "tidegate sample  5 1",
                           "tidegate sample five 1",
                           "tidegate sample 5x 1",
                           "tidegate samples 5 1",
                           "sample 5 1",
                           "tidegate ready",
                           "tidegate sample 0x5 1",
                           "tidegate sample 5 99999999999999999999"}) {
    EXPECT_FALSE(parse_answer(line)) << line;
  }
}

}  // namespace
}  // namespace tidegate::run
