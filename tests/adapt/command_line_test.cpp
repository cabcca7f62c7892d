/// Any program as a benchmark of its own: a run is a sample.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <tidegate/adapt/command_line.hpp>
#include <tidegate/row/metric.hpp>

#include "adapt/asked.hpp"

namespace tidegate::adapt {
namespace {

using testing::ElementsAre;

AttemptSpec spec_of(std::uint32_t warmup, std::uint32_t samples) {
  AttemptSpec spec;
  spec.warmup = warmup;
  spec.samples = samples;
  return spec;
}

TEST(CommandLine, TheProgramIsTheCaseAndItsArgumentsThePoint) {
  Script script;
  Asked asked = asked_of(script);
  EXPECT_EQ(command_cases(asked)->at(0).key.text(), "bench[-] /threads");
  asked.arguments = {"--n", "5"};
  EXPECT_EQ(command_cases(asked)->at(0).key.text(), "bench[arguments=--n 5] /threads");
  EXPECT_TRUE(script.starts.empty()) << "nothing is run to list it";
}

TEST(CommandLine, WarmRunsAreNotTimed) {
  Script script;
  script.answer = [](std::size_t n, const auto&) {
    return exited(0, "", static_cast<double>(n + 1));
  };
  const auto taken = take_command(asked_of(script), {}, spec_of(2, 3));
  ASSERT_TRUE(taken);
  ASSERT_TRUE(taken->row);
  EXPECT_THAT(taken->row->find(warm_time)->samples, ElementsAre(3, 4, 5));
}

TEST(CommandLine, ARunThatFailsIsNoSample) {
  for (const std::size_t bad : {0U, 3U}) {
    Script script;
    script.answer = [bad](std::size_t n, const auto&) { return exited(n == bad ? 3 : 0); };
    const auto taken = take_command(asked_of(script), {}, spec_of(2, 3));
    ASSERT_TRUE(taken);
    EXPECT_FALSE(taken->row);
    EXPECT_EQ(taken->finished.exit_code, 3);
    EXPECT_EQ(script.starts.size(), bad + 1) << "it ends there";
  }
}

TEST(CommandLine, ABudgetEndsItButNotBelowThirtySamples) {
  Script script;
  script.answer = [](std::size_t, const auto&) { return exited(0, "", 10); };
  AttemptSpec spec = spec_of(1, 100);
  spec.budget_s = 20;
  const auto taken = take_command(asked_of(script), {}, spec);
  ASSERT_TRUE(taken);
  EXPECT_EQ(taken->row->find(warm_time)->samples.size(), 30U);
}

}  // namespace
}  // namespace tidegate::adapt
