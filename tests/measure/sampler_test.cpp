#include <limits>
#include <vector>

#include <fakes/scripted_clock.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <tidegate/measure/mistake.hpp>
#include <tidegate/measure/sampler.hpp>

namespace tidegate::measure {
namespace {

using testing::Each;
using testing::ElementsAre;

/// An operation that takes what the test says, on a clock that nothing else moves.
class SamplerTest : public testing::Test {
 protected:
  std::int64_t call_ns = 10;
  std::vector<std::int64_t> surcharges;  ///< added to the first batches, one each
  std::vector<std::uint64_t> batches;    ///< sizes asked for
  ScriptedClock clock{1};
  Fence fence;
  Batch batch = [this](std::uint64_t iterations) {
    clock.advance(call_ns * static_cast<std::int64_t>(iterations));
    if (batches.size() < surcharges.size()) clock.advance(surcharges[batches.size()]);
    batches.push_back(iterations);
  };
  AttemptSpec spec = [] {
    AttemptSpec made;
    made.min_sample_s = 1e-6;
    made.warmup = 3;
    return made;
  }();

  Samples prepare() { return Sampler(clock, batch, fence).prepare(spec); }
  Samples filled(const StoppingRule& rule, std::uint64_t iterations = 1) {
    Samples samples;
    samples.iterations = iterations;
    Sampler(clock, batch, fence).fill(samples, rule);
    return samples;
  }
};

TEST_F(SamplerTest, TimesTheFirstCallApart) {
  surcharges = {990};
  const Samples samples = prepare();
  EXPECT_DOUBLE_EQ(samples.cold_s, 1e-6);
  EXPECT_TRUE(samples.warm_s.empty());
  EXPECT_EQ(batches.front(), 1U);
}

TEST_F(SamplerTest, GrowsTheBatchTenfoldAndConfirmsIt) {
  // Cold, three warm-up calls, 100 ns, 1000 ns, and 1000 ns once more.
  EXPECT_EQ(prepare().iterations, 100U);
  EXPECT_THAT(batches, ElementsAre(1, 1, 1, 1, 10, 100, 100));
}

TEST_F(SamplerTest, OneLongCallIsABatch) {
  call_ns = 1000;
  EXPECT_EQ(prepare().iterations, 1U);
  EXPECT_THAT(batches, ElementsAre(1, 1, 1, 1));
}

TEST_F(SamplerTest, OneNanosecondShortIsTooShort) {
  call_ns = 999;  // grows by the least factor: 1.1012 calls, so 2
  EXPECT_EQ(prepare().iterations, 2U);
}

TEST_F(SamplerTest, AThousandClockStepsAreTheLeast) {
  ScriptedClock coarse(10);
  const Batch on_coarse = [&](std::uint64_t n) { coarse.advance(10 * static_cast<int>(n)); };
  EXPECT_EQ(Sampler(coarse, on_coarse, fence).prepare(spec).iterations, 1000U);
}

TEST_F(SamplerTest, APreemptedSampleDoesNotSettleForASmallBatch) {
  surcharges = {0, 0, 0, 0, 5000};  // the first sample of ten calls looks long enough
  EXPECT_EQ(prepare().iterations, 100U);
  EXPECT_THAT(batches, ElementsAre(1, 1, 1, 1, 10, 10, 100, 100));
}

TEST_F(SamplerTest, ThereIsAlwaysOneWarmUpCall) {
  spec.warmup = 0;
  call_ns = 2000;
  prepare();
  EXPECT_THAT(batches, ElementsAre(1, 1));
}

TEST_F(SamplerTest, AnOperationThatTakesNoTimeIsAMistake) {
  call_ns = 0;
  EXPECT_THROW(prepare(), BenchmarkMistake);
}

TEST_F(SamplerTest, FencesBeforeAndInsideTheTimedRegion) {
  std::vector<std::int64_t> fenced_at;
  const std::int64_t start = clock.now_ns();
  fence = [&] {
    fenced_at.push_back(clock.now_ns() - start);
    clock.advance(7);
  };
  const Sample sample = Sampler(clock, batch, fence).take(5);
  EXPECT_THAT(fenced_at, ElementsAre(0, 57));
  EXPECT_EQ(sample.elapsed_ns, 57);  // 50 of calls and 7 of the fence behind them
  EXPECT_EQ(sample.iterations, 5U);
  EXPECT_DOUBLE_EQ(sample.seconds_per_call(), 57e-9 / 5);
}

TEST_F(SamplerTest, EverySampleIsFencedTwice) {
  int fences = 0;
  fence = [&] { ++fences; };
  filled({35, 1'000'000});
  EXPECT_EQ(fences, 70);
}

TEST_F(SamplerTest, KeepsRawSamplesInOrder) {
  surcharges = {0, 4, 90};
  EXPECT_THAT(filled({4, 1'000'000}, 2).warm_s,
              ElementsAre(testing::DoubleEq(10e-9), testing::DoubleEq(12e-9),
                          testing::DoubleEq(55e-9), testing::DoubleEq(10e-9)));
}

TEST_F(SamplerTest, TakesAsManySamplesAsAskedWithinTheBudget) {
  EXPECT_EQ(filled({40, 1'000'000}).warm_s.size(), 40U);
  EXPECT_THAT(batches, Each(1));
}

TEST_F(SamplerTest, TheBudgetCutsButNotBelowThirty) {
  EXPECT_EQ(filled({40, 350}).warm_s.size(), 35U);
  EXPECT_EQ(filled({40, 1}).warm_s.size(), 30U);
  EXPECT_EQ(filled({10, 1}).warm_s.size(), 10U);
}

TEST_F(SamplerTest, SaysHowItEnded) {
  const Samples counted = filled({4, 1'000'000});
  EXPECT_EQ(counted.stopping.criterion, Criterion::samples);
  EXPECT_EQ(counted.stopping.reason, StopReason::criterion);
  EXPECT_DOUBLE_EQ(counted.stopping.elapsed_s, 1.00004e-3);  // the clock began at 1 ms
  EXPECT_EQ(filled({40, 1}).stopping.reason, StopReason::budget);
  StoppingRule rule{40, 1'000'000};
  rule.criterion = Criterion::stdrel;
  EXPECT_EQ(filled(rule).stopping.criterion, Criterion::stdrel);
}

TEST_F(SamplerTest, TheHardBudgetEndsARowEvenBelowThirty) {
  spec.hard_budget_s = 3e-6;
  const Samples samples = sample_all(clock, batch, fence, spec);
  // 10 + 3 * 10, 100 ns, twice 1000 ns of calibration: 2140 ns; one sample of 1000 ns ends it.
  EXPECT_EQ(samples.warm_s.size(), 1U);
  EXPECT_EQ(samples.stopping.reason, StopReason::hard_budget);
  EXPECT_TRUE(samples.cut_short());
  EXPECT_DOUBLE_EQ(samples.stopping.elapsed_s, 3.14e-6);
}

TEST_F(SamplerTest, TheHardBudgetAlsoEndsWarmUpAndCalibration) {
  spec.hard_budget_s = 25e-9;
  const Samples during_warm_up = sample_all(clock, batch, fence, spec);
  EXPECT_TRUE(during_warm_up.warm_s.empty());
  EXPECT_THAT(batches, ElementsAre(1, 1, 1));
  batches.clear();
  spec.hard_budget_s = 100e-9;
  EXPECT_TRUE(sample_all(clock, batch, fence, spec).cut_short());
  EXPECT_THAT(batches, ElementsAre(1, 1, 1, 1, 10));
}

TEST_F(SamplerTest, AHardBudgetBehindTheFloorIsNoFailure) {
  spec.samples = 100;
  spec.hard_budget_s = 50e-6;
  const Samples samples = sample_all(clock, batch, fence, spec);
  EXPECT_EQ(samples.stopping.reason, StopReason::hard_budget);
  EXPECT_EQ(samples.warm_s.size(), 48U);  // of 1 us each, behind 2140 ns
  EXPECT_FALSE(samples.cut_short());
}

TEST(StoppingRule, ComesFromTheSpec) {
  AttemptSpec spec;
  spec.samples = 50;
  spec.budget_s = 2.5;
  EXPECT_EQ(stopping_rule(spec).samples, 50U);
  EXPECT_EQ(stopping_rule(spec).budget_ns, 2'500'000'000);
  EXPECT_EQ(stopping_rule(spec).criterion, Criterion::samples);
  EXPECT_EQ(stopping_rule(spec).hard_budget_ns, std::numeric_limits<std::int64_t>::max());
  spec.hard_budget_s = 3;
  spec.criterion = Criterion::entropy;
  EXPECT_EQ(stopping_rule(spec).hard_budget_ns, 3'000'000'000);
  EXPECT_EQ(stopping_rule(spec).criterion, Criterion::entropy);
  spec.budget_s = 1e300;
  EXPECT_GT(stopping_rule(spec).budget_ns, 0);
}

TEST(SteadyClock, NeverGoesBackAndKnowsItsStep) {
  SteadyClock clock;
  EXPECT_GE(clock.resolution_ns(), 1);
  const std::int64_t before = clock.now_ns();
  EXPECT_GE(clock.now_ns(), before);
}

}  // namespace
}  // namespace tidegate::measure
