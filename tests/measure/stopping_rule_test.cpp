/// Every criterion on values whose noise can be worked out by hand.
#include <cmath>
#include <functional>

#include <gtest/gtest.h>

#include <tidegate/measure/stopping_rule.hpp>

namespace tidegate::measure {
namespace {

constexpr std::int64_t never = std::numeric_limits<std::int64_t>::max();

/// Samples taken until the rule has a reason; at most 5000. No time passes.
std::uint64_t stops_after(const StoppingRule& rule,
                          const std::function<double(std::uint64_t)>& sample) {
  Stopper stopper(rule);
  while (!stopper.reason(0, 0) && stopper.taken() < 5000) stopper.add(sample(stopper.taken()));
  return stopper.taken();
}

Stopper with_samples(const StoppingRule& rule, std::uint64_t count) {
  Stopper stopper(rule);
  for (std::uint64_t i = 0; i < count; ++i) stopper.add(1);
  return stopper;
}

TEST(StoppingRule, CountsAndSoftBudget) {
  const StoppingRule rule{40, 1000};
  EXPECT_FALSE(with_samples(rule, 29).reason(5000, 5000));
  EXPECT_FALSE(with_samples(rule, 30).reason(999, 5000));
  EXPECT_EQ(with_samples(rule, 30).reason(1000, 1000), StopReason::budget);
  EXPECT_FALSE(with_samples(rule, 39).reason(0, 0));
  EXPECT_EQ(with_samples(rule, 40).reason(0, 0), StopReason::criterion);
}

TEST(StoppingRule, TheHardBudgetCutsBelowTheFloor) {
  const StoppingRule rule{40, 1000, 2000};
  EXPECT_FALSE(with_samples(rule, 3).reason(1500, 1999));
  EXPECT_EQ(with_samples(rule, 3).reason(0, 2000), StopReason::hard_budget);
  EXPECT_EQ(with_samples(rule, 0).reason(0, 2000), StopReason::hard_budget);
  EXPECT_EQ(with_samples(rule, 40).reason(0, never), StopReason::criterion) << "it was in time";
}

TEST(StoppingRule, TheValuesNeverDecideACount) {
  const StoppingRule rule{40, never};
  EXPECT_EQ(stops_after(rule, [](std::uint64_t) { return 1.0; }), 40U);
  EXPECT_EQ(stops_after(rule, [](std::uint64_t i) { return i % 2 == 0 ? 1.0 : 9.0; }), 40U);
}

class Stdrel : public testing::Test {
 protected:
  StoppingRule rule{30, never, never, Criterion::stdrel};
};

TEST_F(Stdrel, AQuietRowStopsAtTheFloor) {
  EXPECT_EQ(stops_after(rule, [](std::uint64_t) { return 2.0; }), 30U);
  // +-0.4 % around 1: a relative standard deviation of 0.0041 at 30 samples.
  const auto little = [](std::uint64_t i) { return i % 2 == 0 ? 1.004 : 0.996; };
  EXPECT_EQ(stops_after(rule, little), 30U);
  rule.samples = 10;
  EXPECT_EQ(stops_after(rule, little), 30U) << "never below 30";
  rule.samples = 50;
  EXPECT_EQ(stops_after(rule, little), 50U) << "and never below what was asked for";
}

TEST_F(Stdrel, KnownNoiseStopsOnceItNoLongerChanges) {
  // +-10 %: the estimate is 0.1 sqrt(n/(n-1)) for even n and nearly that for odd ones. 64 readings
  // are there from sample 64 on, which is a multiple of 16; those from n = 1 on still change by
  // more than 5 %, those from n = 17 on do not.
  EXPECT_EQ(stops_after(rule, [](std::uint64_t i) { return i % 2 == 0 ? 1.1 : 0.9; }), 80U);
}

TEST_F(Stdrel, GrowingNoiseDoesNotStop) {
  // Each sample is twice the one before: the deviation over the mean grows as sqrt(n / 3), and 64
  // readings of a root spread less than 5 % of themselves only when n is far beyond 64.
  const auto doubling = [](std::uint64_t i) { return std::ldexp(1.0, static_cast<int>(i)); };
  EXPECT_GT(stops_after(rule, doubling), 128U);
}

class Entropy : public testing::Test {
 protected:
  StoppingRule rule{30, never, never, Criterion::entropy};
};

TEST_F(Entropy, OneValueHasNothingNewToSay) {
  EXPECT_EQ(stops_after(rule, [](std::uint64_t) { return 2.0; }), 30U);
}

TEST_F(Entropy, EverNewValuesDoNotStop) {
  // 1 % apart: each in a bin of its own, so that the entropy is log2 n. Its slope falls below
  // tan(0.048 degrees) = 8.4e-4 bits a sample at n = 1.44 / 8.4e-4 = 1722, the middle of 64.
  const auto fresh = [](std::uint64_t i) { return std::pow(1.01, static_cast<double>(i)); };
  const std::uint64_t taken = stops_after(rule, fresh);
  EXPECT_NEAR(static_cast<double>(taken), 1722 + 32, 8);
}

TEST_F(Entropy, AFewLevelsStopOnceTheyAreKnown) {
  // Eight levels in turn: 3 bits, complete at every multiple of 8.
  const auto levels = [](std::uint64_t i) { return 1.0 + 0.1 * static_cast<double>(i % 8); };
  const std::uint64_t taken = stops_after(rule, levels);
  EXPECT_GT(taken, 30U);
  EXPECT_LT(taken, 400U);
}

}  // namespace
}  // namespace tidegate::measure
