#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <tidegate/bisect/step.hpp>

#include "fakes/scripted_worker.hpp"

namespace tidegate::bisect {
namespace {

using testing::HasSubstr;

const Key key{"sum", {}, "std", "serial"};

run::Script script_of(double seconds) {
  run::Script script;
  CaseListing listing;
  listing.key = key;
  script.listings = {listing};
  script.seconds = [seconds](std::size_t) { return seconds; };
  return script;
}

StepOrder order_of(run::Worker& good, run::Worker& candidate) {
  AttemptSpec spec;
  spec.key = key;
  return {&good, &candidate, spec, {}, 7, 600, {}, {}};
}

Outcome<StepMeasured> step_of(run::Script good, run::Script candidate) {
  run::ScriptedWorker left(std::move(good));
  run::ScriptedWorker right(std::move(candidate));
  return measure_step(order_of(left, right));
}

TEST(Step, ACommitBelowTheCutIsGoodAndOneAboveItBad) {
  const auto good = step_of(script_of(1), script_of(1.01));
  ASSERT_TRUE(good);
  EXPECT_EQ(good->step.answer, Answer::good);
  const auto bad = step_of(script_of(1), script_of(1.05));
  ASSERT_TRUE(bad);
  EXPECT_EQ(bad->step.answer, Answer::bad);
  EXPECT_EQ(bad->step.pairs, 13U);
  EXPECT_DOUBLE_EQ(*bad->step.ratio, 1.05);
  EXPECT_EQ(bad->step.log_ratios.size(), 13U);
  EXPECT_EQ(bad->rows.size(), 26U);
  EXPECT_THAT(bad->step.why, HasSubstr("13 pairs put it above the cut"));
}

TEST(Step, OnTheCutTheWholeBudgetIsSpent) {
  run::Script on_it = script_of(1);
  std::size_t processes = 0;
  on_it.seconds = [&processes](std::size_t sample) {
    if (sample == 0) ++processes;
    return processes % 2 == 0 ? 1.03 : 1.01;
  };
  const auto step = step_of(script_of(1), on_it);
  ASSERT_TRUE(step);
  EXPECT_EQ(step->step.answer, Answer::untestable);
  EXPECT_EQ(step->step.pairs, 60U);
  EXPECT_THAT(step->step.why, HasSubstr("could not tell"));
}

TEST(Step, ARowThatIsNotThereCannotBeTested) {
  run::Script other = script_of(1);
  other.listings.front().key.case_name = "product";
  const auto step = step_of(script_of(1), other);
  ASSERT_TRUE(step);
  EXPECT_EQ(step->step.answer, Answer::untestable);
  EXPECT_EQ(step->step.why, "it cannot measure sum[-] std/serial");

  run::Script skipped = script_of(1);
  skipped.listings.front().skip_reason = "no device";
  EXPECT_EQ(step_of(script_of(1), skipped)->step.answer, Answer::untestable);
}

TEST(Step, ACandidateThatDiesOrIsWrongCannotBeTestedHoweverSlow) {
  run::Script dies = script_of(9);
  dies.dies_at = 3;
  dies.status = Status::crashed;
  const auto died = step_of(script_of(1), dies);
  ASSERT_TRUE(died);
  EXPECT_EQ(died->step.answer, Answer::untestable);
  EXPECT_THAT(died->step.why, HasSubstr("crashed"));
  run::Script wrong = script_of(9);
  wrong.status = Status::fidelity_failed;
  const auto unfaithful = step_of(script_of(1), wrong);
  ASSERT_TRUE(unfaithful);
  EXPECT_EQ(unfaithful->step.answer, Answer::untestable);
}

TEST(Step, AGoodCommitThatFailsIsNobodysAnswer) {
  run::Script dies = script_of(1);
  dies.dies_at = 3;
  dies.status = Status::crashed;
  const auto step = step_of(dies, script_of(1));
  ASSERT_FALSE(step);
  EXPECT_EQ(step.error().kind, ErrorKind::process);
  EXPECT_THAT(step.error().what, HasSubstr("the good commit's worker"));
}

TEST(Step, AnInterruptIsNoAnswer) {
  run::ScriptedWorker good(script_of(1));
  run::ScriptedWorker bad(script_of(2));
  StepOrder order = order_of(good, bad);
  int questions = 0;
  order.interrupted = [&questions] { return ++questions > 5; };
  const auto step = measure_step(order);
  ASSERT_FALSE(step);
  EXPECT_EQ(step.error().kind, ErrorKind::interrupted);
}

TEST(Step, TheSameSeedDrawsTheSameCores) {
  run::ScriptedWorker good(script_of(1));
  run::ScriptedWorker one(script_of(1));
  run::ScriptedWorker two(script_of(1));
  ASSERT_TRUE(measure_step(order_of(good, one)));
  ASSERT_TRUE(measure_step(order_of(good, two)));
  ASSERT_EQ(one.placements.size(), two.placements.size());
  for (std::size_t i = 0; i < one.placements.size(); ++i) {
    EXPECT_EQ(one.placements[i].cpus, two.placements[i].cpus);
    EXPECT_EQ(one.placements[i].padding, two.placements[i].padding);
  }
}

}  // namespace
}  // namespace tidegate::bisect
