#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <tidegate/doctor/noise.hpp>

#include "fakes/scripted_clock.hpp"

namespace tidegate::doctor {
namespace {

using measure::ScriptedClock;
using testing::HasSubstr;

/// Each call lasts `call_ns`, and each sample after the first that much longer.
NoiseLoop loop_on(ScriptedClock& clock, std::int64_t call_ns, std::int64_t drift_ns = 0) {
  auto lasts = std::make_shared<std::int64_t>(call_ns);
  return {"loop", [&clock, lasts, drift_ns](std::uint64_t calls) {
            clock.advance(*lasts * static_cast<std::int64_t>(calls));
            *lasts += drift_ns;
          }};
}

TEST(SampleNoise, TakesPairsUntilTheBudgetIsSpent) {
  ScriptedClock clock;
  const std::int64_t start = clock.now_ns();
  std::size_t reported = 0;
  NoiseHooks hooks;
  hooks.taken = [&](std::size_t done, std::size_t) { reported = done; };
  const auto samples = sample_noise(clock, loop_on(clock, 1000), 1.0, hooks);
  ASSERT_TRUE(samples) << samples.error().what;
  EXPECT_DOUBLE_EQ(samples->sample_s, 8e-3);  // 62 pairs of 16 ms fill a second
  EXPECT_GT(samples->first.size(), 40U);
  EXPECT_LE(samples->first.size(), 62U);
  EXPECT_EQ(samples->first.size(), samples->second.size());
  EXPECT_EQ(reported, samples->first.size());
  for (const double time : samples->first) EXPECT_DOUBLE_EQ(time, 1e-6);
  EXPECT_LT(static_cast<double>(clock.now_ns() - start) * 1e-9, 1.0 + 3 * 8e-3);
}

TEST(SampleNoise, ALongBudgetMakesLongerSamplesNotMorePairs) {
  ScriptedClock clock;
  const auto samples = sample_noise(clock, loop_on(clock, 1000), 60, {});
  ASSERT_TRUE(samples);
  EXPECT_DOUBLE_EQ(samples->sample_s, 0.12);
  EXPECT_LE(samples->first.size(), 250U);
  EXPECT_GT(samples->first.size(), 200U);
}

TEST(SampleNoise, AShortBudgetStillGivesThePairsThatSayAnything) {
  ScriptedClock clock;
  const auto samples = sample_noise(clock, loop_on(clock, 1000), 1e-3, {});
  ASSERT_TRUE(samples);
  EXPECT_EQ(samples->first.size(), least_noise_pairs);
  EXPECT_TRUE(summarise(*samples));
}

TEST(SampleNoise, TheHalvesTakeTurnsAtGoingFirst) {
  ScriptedClock clock;
  const auto samples = sample_noise(clock, loop_on(clock, 1'000'000, 10), 0.5, {});
  ASSERT_TRUE(samples);
  for (std::size_t pair = 0; pair < samples->first.size(); ++pair) {
    // The later sample of each pair is the slower one.
    EXPECT_EQ(samples->first[pair] < samples->second[pair], pair % 2 == 0) << pair;
  }
}

TEST(SampleNoise, CanBeInterruptedAndRefusesALoopWithoutTime) {
  ScriptedClock clock;
  NoiseHooks hooks;
  hooks.interrupted = [] { return true; };
  const auto stopped = sample_noise(clock, loop_on(clock, 1000), 1, hooks);
  ASSERT_FALSE(stopped);
  EXPECT_EQ(stopped.error().kind, ErrorKind::interrupted);
  const auto empty = sample_noise(clock, loop_on(clock, 0), 1, {});
  ASSERT_FALSE(empty);
  EXPECT_THAT(empty.error().what, HasSubstr("the loop loop"));
}

/// By hand: the logarithms of the six ratios are -2, -1, 0, 1, 2 and 3 %. At 2.5 % a side six pairs
/// allow the outermost Walsh averages only, which are the smallest and the largest difference;
/// their median is 0.5 %.
TEST(SummariseNoise, ByHand) {
  NoiseSamples samples{"loop", 0.02, std::vector<double>(6, 1.0), {}};
  for (const int percent : {1, -2, 3, 0, 2, -1}) samples.second.push_back(std::exp(percent * 0.01));
  const auto noise = summarise(samples);
  ASSERT_TRUE(noise);
  EXPECT_EQ(noise->pairs, 6U);
  EXPECT_NEAR(noise->ratio, std::exp(0.005), 1e-12);
  EXPECT_NEAR(noise->low, std::exp(-0.02), 1e-12);
  EXPECT_NEAR(noise->high, std::exp(0.03), 1e-12);
  EXPECT_NEAR(noise->visible, std::expm1(0.025), 1e-12);
  // Sorted: e^-.02, e^-.01, seven times 1, e^.01, e^.02, e^.03; quartiles at 2.75 and 8.25.
  EXPECT_NEAR(noise->spread, 0.25 * std::expm1(0.01), 1e-12);
  EXPECT_NEAR(noise->tail, 0.55 * std::exp(0.02) + 0.45 * std::exp(0.03) - 1, 1e-12);
}

TEST(SummariseNoise, SaysNothingOfTooFewPairs) {
  EXPECT_FALSE(summarise({"loop", 0.02, {1, 1, 1, 1, 1}, {1, 1, 1, 1, 1}}));
}

TEST(SummariseNoise, TimesThatNeverDifferHaveNone) {
  const auto noise =
      summarise({"loop", 0.02, std::vector<double>(20, 2.0), std::vector<double>(20, 2.0)});
  ASSERT_TRUE(noise);
  EXPECT_EQ(noise->ratio, 1);
  EXPECT_EQ(noise->visible, 0);
  EXPECT_EQ(noise->spread, 0);
}

TEST(NoiseLoops, DoWork) {
  const auto loops = noise_loops();
  ASSERT_EQ(loops.size(), 2U);
  for (const NoiseLoop& loop : loops) loop.batch(1);
}

}  // namespace
}  // namespace tidegate::doctor
