/// Passes behind the warm samples, on a clock that only the operation moves.
#include <array>
#include <string>
#include <vector>

#include <fakes/scripted_clock.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <tidegate/measure/cache_state.hpp>
#include <tidegate/measure/mistake.hpp>
#include <tidegate/measure/passes.hpp>
#include <tidegate/measure/state.hpp>

namespace tidegate::measure {
namespace {

using testing::Each;

class PassesTest : public testing::Test {
 protected:
  ScriptedClock clock;
  Fence fence;
  StageRecorder stages;
  Samples samples;
  std::int64_t mesh_ns = 30;
  std::int64_t solve_ns = 66;
  std::int64_t between_ns = 4;

  void stage(const char* name, std::int64_t nanoseconds) {
    stages.enter(name);
    clock.advance(nanoseconds);
    stages.leave();
  }
  Batch batch = [this](std::uint64_t iterations) {
    for (; iterations != 0; --iterations) {
      stage("mesh", mesh_ns);
      clock.advance(between_ns);
      stage("solve", solve_ns);
    }
  };
  Operation operation() { return {batch, fence, stages}; }

  void SetUp() override {
    samples.started_ns = clock.now_ns();
    samples.iterations = 4;
  }
};

TEST_F(PassesTest, StagesAddUpToTheTotal) {
  batch(1);
  time_stages(clock, operation(), samples);
  ASSERT_TRUE(samples.stages);
  EXPECT_DOUBLE_EQ(samples.stages->total_s, 100e-9);
  EXPECT_DOUBLE_EQ(samples.stages->sum_s, 96e-9);  // 4 ns of 100 outside
  EXPECT_EQ(samples.stages->verdict, Stages::Verdict::complete);
  ASSERT_EQ(samples.stages->times.size(), 2U);
  EXPECT_EQ(samples.stages->times[0].name, "mesh");
  EXPECT_DOUBLE_EQ(samples.stages->times[0].seconds, 30e-9);
  EXPECT_EQ(samples.stages->times[0].entries, 40U);  // ten batches of four calls
}

TEST_F(PassesTest, TimeOutsideOfEveryStageIsIncomplete) {
  batch(1);
  between_ns = 6;
  time_stages(clock, operation(), samples);
  EXPECT_EQ(samples.stages->verdict, Stages::Verdict::incomplete);
}

TEST_F(PassesTest, ASlowStageIsNamed) {
  batch(1);
  solve_ns *= 3;
  time_stages(clock, operation(), samples);
  EXPECT_DOUBLE_EQ(samples.stages->times[1].seconds, 198e-9);
  EXPECT_DOUBLE_EQ(samples.stages->times[0].seconds, 30e-9);
}

TEST_F(PassesTest, AnOperationWithoutStagesHasNone) {
  batch = [this](std::uint64_t) { clock.advance(1); };
  batch(1);
  time_stages(clock, operation(), samples);
  EXPECT_FALSE(samples.stages);
}

TEST_F(PassesTest, StagesAreFencedOnBothSides) {
  batch(1);
  fence = [this] { clock.advance(10); };  // work that is still under way when a stage ends
  time_stages(clock, operation(), samples);
  EXPECT_DOUBLE_EQ(samples.stages->times[0].seconds, 40e-9);
}

TEST_F(PassesTest, StagesDoNotNest) {
  stages.start(clock, fence);
  stages.enter("outer");
  EXPECT_THROW(stages.enter("inner"), BenchmarkMistake);
}

TEST_F(PassesTest, NobodyReadsTheClockWhileStagesAreNotTimed) {
  const std::int64_t before = clock.now_ns();
  batch(1);
  EXPECT_EQ(clock.now_ns() - before, 100);
  EXPECT_TRUE(stages.stop().empty());
}

TEST_F(PassesTest, EveryCacheColdCallIsBehindAFlush) {
  std::vector<std::string> events;
  batch = [&](std::uint64_t iterations) {
    events.push_back("call");
    clock.advance(7 * static_cast<std::int64_t>(iterations));
  };
  const auto flush = [&] {
    events.push_back("flush");
    clock.advance(1000);  // not part of any sample
  };
  time_cache_cold(clock, 3, flush, operation(), samples);
  EXPECT_THAT(events, testing::ElementsAre("flush", "call", "flush", "call", "flush", "call"));
  EXPECT_EQ(samples.cache_cold_s.size(), 3U);
  EXPECT_THAT(samples.cache_cold_s, Each(testing::DoubleEq(7e-9)));
}

TEST_F(PassesTest, TheHardBudgetEndsThem) {
  samples.hard_budget_ns = 250;
  batch(1);  // 100 ns are gone
  time_cache_cold(
      clock, 10, [] {}, operation(), samples);
  EXPECT_EQ(samples.cache_cold_s.size(), 2U);
  time_stages(clock, operation(), samples);
  EXPECT_FALSE(samples.stages);
}

TEST_F(PassesTest, ASpecChoosesThem) {
  AttemptSpec spec;
  EXPECT_EQ(passes_of(clock, spec).size(), 1U);
  spec.cache_cold = 2;
  EXPECT_EQ(passes_of(clock, spec).size(), 2U);
}

TEST(CacheFlusher, IsLargerThanEveryCache) {
  EXPECT_GT(last_level_cache_bytes(), 0U);
  CacheFlusher small(4096);
  EXPECT_EQ(small.bytes(), 4096U);
  small.flush();
}

TEST(StateStage, ReturnsWhatItsPartReturns) {
  int calls = 0;
  State* inside = nullptr;
  State state({}, 0, [](const Batch& batch, const Fence&) {
    batch(1);
    return Samples{};
  });
  inside = &state;
  state.measure([&] {
    inside->stage("count", [&] { ++calls; });
    int& same = inside->stage("refer", [&]() -> int& { return calls; });
    return &same == &calls && inside->stage("add", [&] { return calls + 1; }) == 2;
  });
  EXPECT_EQ(calls, 1);
}

}  // namespace
}  // namespace tidegate::measure
