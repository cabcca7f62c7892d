#include <gtest/gtest.h>

#include <tidegate/measure/ceilings.hpp>

#include "fakes/scripted_clock.hpp"

namespace tidegate::measure {
namespace {

TEST(BestRate, IsThatOfTheFastestRepeat) {
  ScriptedClock clock;
  int repeats = 0;
  // A call takes 1 ms; one late repeat has a faster machine, all others are disturbed.
  const Calls run = [&](std::uint64_t calls) {
    const std::int64_t call_ns = ++repeats == 6 ? 1'000'000 : 2'000'000;
    clock.advance(static_cast<std::int64_t>(calls) * call_ns);
  };
  EXPECT_DOUBLE_EQ(best_rate(clock, run, 8, 0.5), 8 / 1e-3);
  EXPECT_GT(repeats, 10) << "half a second of repeats of about 20 ms";
}

TEST(BestRate, TakesThreeRepeatsOfALongCall) {
  ScriptedClock clock;
  int repeats = 0;
  const Calls run = [&](std::uint64_t) {
    ++repeats;
    clock.advance(2'000'000'000);
  };
  EXPECT_DOUBLE_EQ(best_rate(clock, run, 10, 0.1), 5);
  EXPECT_EQ(repeats, 1 + 3);
}

TEST(BestRate, ALoopThatTakesNoTimeHasNone) {
  ScriptedClock clock;
  EXPECT_EQ(best_rate(
                clock, [](std::uint64_t) {}, 1, 0.1),
            0);
}

TEST(FlopLoops, OfEachWidthDoTwiceTheWorkInSinglePrecision) {
  const auto single = flop_loops(Precision::fp32);
  const auto fp64 = flop_loops(Precision::fp64);
  ASSERT_FALSE(single.empty());
  ASSERT_EQ(single.size(), fp64.size());
  for (std::size_t i = 0; i < single.size(); ++i) {
    EXPECT_EQ(single[i].flops_per_step, 2 * fp64[i].flops_per_step);
    single[i].run(10);
    fp64[i].run(10);
  }
  EXPECT_EQ(single[0].flops_per_step, 12 * 2 * 4);
}

TEST(Ceilings, AreAboveZeroAndNamed) {
  SteadyClock clock;
  const Ceilings ceilings = measure_ceilings(clock, 2, 0.0);
  ASSERT_EQ(ceilings.size(), 4U);
  EXPECT_EQ(ceilings[0], (Counter{"ceiling_cores", "1", 2.0, ""}));
  for (const Counter& ceiling : ceilings) EXPECT_GT(ceiling.value.value_or(0), 0) << ceiling.name;
}

}  // namespace
}  // namespace tidegate::measure
