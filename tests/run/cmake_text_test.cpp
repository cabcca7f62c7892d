#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <tidegate/run/cmake_text.hpp>

namespace tidegate::run {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> defaults_of(std::string_view text) {
  std::vector<std::string> all;
  for (const CMakeDefault& one : cmake_defaults(text)) all.push_back(one.name + "=" + one.value);
  return all;
}

TEST(CMakeText, ReadsQuotedBracketedAndPlainArguments) {
  const auto calls = cmake_calls("Set (A \"b \\\"c\\\"\" [==[\nd ]] e]==] f\\ g)\n  other()");
  ASSERT_EQ(calls.size(), 2U);
  EXPECT_EQ(calls[0].name, "set");
  EXPECT_THAT(calls[0].arguments, ElementsAre("A", "b \\\"c\\\"", "d ]] e", "f\\ g"));
  EXPECT_EQ(calls[1].name, "other");
  EXPECT_THAT(calls[1].arguments, IsEmpty());
}

TEST(CMakeText, PassesOverCommentsAndInnerBrackets) {
  const auto calls =
      cmake_calls("# set(A 1)\n#[[ set(B 2) ]]if((C) AND # D)\n E) #[=[ F ]=]\nset(G)");
  ASSERT_EQ(calls.size(), 2U);
  EXPECT_THAT(calls[0].arguments, ElementsAre("C", "AND", "E"));
  EXPECT_THAT(calls[1].arguments, ElementsAre("G"));
}

TEST(CMakeText, EndsWhereNothingCanBeRead) {
  for (const char* text : {"", "set(", "set(\"", "set(A \"b)", "#[[", "a b c", "\\", "set(\\", "[[",
                           "set(A [", "set(A [=", "(((", "\"\"\""}) {
    EXPECT_THAT(cmake_calls(text), IsEmpty()) << text;
  }
}

TEST(CMakeDefaults, AreThoseOfCacheEntriesAndOptions) {
  EXPECT_THAT(defaults_of("set(BLOCK\n 64 CACHE STRING \"a # constant\")\n"
                          "option(SIMD \"vectors (SSE)\" ON)\noption(PLAIN \"help\")\n"
                          "set(LIST a \"b c\" CACHE STRING \"\")\nset(EMPTY CACHE STRING \"\")\n"
                          "set(NONE CACHE)"),
              ElementsAre("BLOCK=64", "SIMD=ON", "PLAIN=OFF", "LIST=a;b c", "EMPTY=", "NONE="));
}

TEST(CMakeDefaults, AreOfNamesThatStandThere) {
  EXPECT_THAT(defaults_of("set(A 1)\nset(${X} 1 CACHE STRING \"\")\nset()\noption(D)\n"
                          "# set(G 1 CACHE STRING \"\")"),
              IsEmpty());
  EXPECT_THAT(defaults_of("set(B ${C} CACHE STRING \"\")\noption(E \"\" ${F})"),
              ElementsAre("B=${C}", "E=${F}"));
}

TEST(CMakeDefaults, AnOptionIsOnOrOffHoweverItIsWritten) {
  EXPECT_THAT(
      defaults_of(
          "option(A \"\" TRUE)option(B \"\" y)option(C \"\" 1)option(H \"\" 2)option(D \"\" no)"
          "option(E \"\" 0)option(F \"\" \"\")option(G \"\" Yes)"),
      ElementsAre("A=ON", "B=ON", "C=ON", "H=OFF", "D=OFF", "E=OFF", "F=OFF", "G=ON"));
}

TEST(CMakeDefaults, SayWhetherTheyAreForced) {
  const auto defaults =
      cmake_defaults("set(A 1 CACHE STRING \"\" FORCE)set(B 1 CACHE BOOL FORCE2)");
  ASSERT_EQ(defaults.size(), 2U);
  EXPECT_TRUE(defaults[0].forced);
  EXPECT_FALSE(defaults[1].forced);
}

}  // namespace
}  // namespace tidegate::run
