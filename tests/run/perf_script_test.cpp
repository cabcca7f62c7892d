#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <tidegate/run/perf_script.hpp>

namespace tidegate::run {
namespace {

using testing::ElementsAre;
using testing::Pair;

using Stack = std::vector<std::string>;

FoldedStacks folded(PerfScript& script, const std::vector<std::string>& lines) {
  for (const std::string& line : lines) script.take(line);
  return script.finish();
}

TEST(PerfScript, CountsStacksFromTheOutermostFunction) {
  PerfScript script("loop");
  const auto stacks = folded(
      script, {"bench ", "\t  72c01 __expf_fma", "\t  4acfc kernel<float>", "\t  1000 main",
               "ffffffffffffffff [unknown]", "",                                                  //
               "bench ", "\t  72c0e __expf_fma", "\t  4acfd kernel<float>", "\t  1000 main", "",  //
               "bench ", "\t  1004 main", ""});
  EXPECT_THAT(stacks, ElementsAre(Pair(Stack{"main"}, 1U),
                                  Pair(Stack{"main", "kernel<float>", "__expf_fma"}, 2U)));
  EXPECT_EQ(script.outside(), 0U) << "nobody has the mark, so nobody is outside";
}

TEST(PerfScript, CutsAtTheMarkAndCountsWhatIsOutside) {
  PerfScript script("our::loop");
  const auto stacks =
      folded(script, {"bench", " 1 kernel(int, char)", " 2 our::loop(long)", " 3 main", "",  //
                      "bench", " 1 oracle", " 3 main", "",                                   //
                      "bench", " 2 our::loop", " 3 main"});
  EXPECT_THAT(stacks, ElementsAre(Pair(Stack{}, 1U), Pair(Stack{"kernel(int, char)"}, 1U)));
  EXPECT_EQ(script.outside(), 1U);
}

TEST(PerfScript, FramesWithoutANameAreKeptInTheMiddleOnly) {
  PerfScript script("loop");
  const auto stacks =
      folded(script, {"b", " 1 leaf", " 2 [unknown]", " 3", " 4 main", " 5 [unknown]"});
  EXPECT_THAT(stacks, ElementsAre(Pair(Stack{"main", "[unknown]", "[unknown]", "leaf"}, 1U)));
}

TEST(PerfScript, WhatIsNoSampleCountsNothing) {
  for (const std::vector<std::string>& lines : {std::vector<std::string>{},
                                                {""},
                                                {"", "", ""},
                                                {"bench"},
                                                {" 1 a frame of nobody"},
                                                {"bench", " 1 [unknown]", ""}}) {
    PerfScript script("loop");
    EXPECT_TRUE(folded(script, lines).empty());
  }
}

}  // namespace
}  // namespace tidegate::run
