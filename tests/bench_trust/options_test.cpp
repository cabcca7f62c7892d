#include "options.hpp"

#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace verdict_trust {
namespace {

using ::testing::HasSubstr;
using Arguments = std::vector<const char*>;

TEST(Options, NothingMeansTheDefaults) {
  const auto options = parse_options({});
  ASSERT_TRUE(options);
  EXPECT_EQ(options->suites, 10'000U);
  EXPECT_EQ(options->seed, 1U);
  EXPECT_TRUE(options->stage.empty());
  EXPECT_TRUE(options->paths.empty());
  EXPECT_FALSE(options->help);
}

TEST(Options, EveryFlagAndSeveralPaths) {
  const auto options = parse_options(
      Arguments{"a.jsonl", "--suites", "50", "--seed", "0", "--stage", "lock", "folder", "--help"});
  ASSERT_TRUE(options) << options.error().what;
  EXPECT_EQ(options->suites, 50U);
  EXPECT_EQ(options->seed, 0U);
  EXPECT_EQ(options->stage, "lock");
  ASSERT_EQ(options->paths.size(), 2U);
  EXPECT_EQ(options->paths[1], "folder");
  EXPECT_TRUE(options->help);
}

TEST(Options, WrongUsageIsNamed) {
  struct Bad {
    Arguments arguments;
    const char* complaint;
  };
  const std::vector<Bad> table{
      {{"--suites"}, "--suites needs a value"},
      {{"--suites", "0"}, "--suites is '0', not a whole number from 1"},
      {{"--suites", "12x"}, "'12x'"},
      {{"--suites", "-4"}, "'-4'"},
      {{"--suites", ""}, "''"},
      {{"--suites", "999999999999"}, "not a whole number"},
      {{"--seed", "1.5"}, "'1.5'"},
      {{"--stages", "lock"}, "unknown flag '--stages'"},
  };
  for (const Bad& bad : table) {
    const auto options = parse_options(bad.arguments);
    ASSERT_FALSE(options) << bad.complaint;
    EXPECT_EQ(options.error().kind, tidegate::ErrorKind::usage);
    EXPECT_THAT(options.error().what, HasSubstr(bad.complaint));
    EXPECT_FALSE(options.error().hint.empty());
  }
}

}  // namespace
}  // namespace verdict_trust
