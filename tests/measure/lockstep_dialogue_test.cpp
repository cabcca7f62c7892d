#include <sstream>
#include <string>

#include <fakes/scripted_clock.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <tidegate/measure/lockstep_dialogue.hpp>

namespace tidegate::measure {
namespace {

using Ending = LockstepDialogue::Ending;

/// A call of 400 ns and a batch of 1 us: three calls, confirmed.
class LockstepDialogueTest : public testing::Test {
 protected:
  ScriptedClock clock;
  Batch batch = [this](std::uint64_t n) { clock.advance(400 * static_cast<std::int64_t>(n)); };
  Fence fence;
  std::ostringstream out;
  Ending ending = Ending::not_started;

  Samples serve(const std::string& requests) {
    std::istringstream in(requests);
    LockstepDialogue dialogue(in, out);
    Sampler sampler(clock, batch, fence);
    AttemptSpec spec;
    spec.min_sample_s = 1e-6;
    const Samples samples = dialogue.serve(sampler, spec);
    ending = dialogue.ending();
    return samples;
  }
};

TEST_F(LockstepDialogueTest, AnswersEachRequestWithOneSample) {
  const Samples samples = serve("sample\nsample\nend\n");
  EXPECT_EQ(out.str(), "\ntidegate ready\n\ntidegate sample 1200 3\n\ntidegate sample 1200 3\n");
  EXPECT_EQ(ending, Ending::ended);
  EXPECT_EQ(samples.iterations, 3U);
  EXPECT_THAT(samples.warm_s,
              testing::ElementsAre(testing::DoubleEq(4e-7), testing::DoubleEq(4e-7)));
  EXPECT_DOUBLE_EQ(samples.cold_s, 4e-7);
}

TEST_F(LockstepDialogueTest, EndsWithoutASample) {
  EXPECT_TRUE(serve("end\n").warm_s.empty());
  EXPECT_EQ(ending, Ending::ended);
}

TEST_F(LockstepDialogueTest, KnowsThatTheRunnerWentAway) {
  EXPECT_EQ(serve("sample\n").warm_s.size(), 1U);
  EXPECT_EQ(ending, Ending::abandoned);
}

TEST_F(LockstepDialogueTest, StopsAtARequestThatIsNone) {
  EXPECT_EQ(serve("sample\nsamples\nsample\nend\n").warm_s.size(), 1U);
  EXPECT_EQ(ending, Ending::broken);
}

}  // namespace
}  // namespace tidegate::measure
