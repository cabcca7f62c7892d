#include <array>
#include <span>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <tidegate/measure/mistake.hpp>
#include <tidegate/measure/state.hpp>

namespace tidegate {
namespace {

using measure::BenchmarkMistake;
using measure::Phase;

/// Runs each batch once with three calls.
measure::Samples three_calls(const measure::Batch& batch, const measure::Fence& fence) {
  if (fence) fence();
  batch(3);
  return {};
}

class StateTest : public testing::Test {
 protected:
  State state{Point{{{"n", std::int64_t{512}},
                     {"scale", 0.5},
                     {"algebra", std::string("log")},
                     {"wide", true}}},
              42, three_calls};

  std::string mistake(const std::function<void()>& act) {
    try {
      act();
    } catch (const BenchmarkMistake& problem) {
      return problem.what();
    }
    return "no mistake";
  }
};

TEST_F(StateTest, ReadsItsPoint) {
  EXPECT_EQ(state.integer("n"), 512);
  EXPECT_EQ(state.real("scale"), 0.5);
  EXPECT_EQ(state.real("n"), 512.0);
  EXPECT_EQ(state.word("algebra"), "log");
  EXPECT_TRUE(state.flag("wide"));
  EXPECT_EQ(state.seed(), 42U);
  EXPECT_EQ(state.point().text(), "n=512,scale=0.5,algebra=log,wide=true");
}

TEST_F(StateTest, WrongNamesAndTypesAreMistakes) {
  EXPECT_EQ(mistake([&] { state.integer("m"); }),
            "the benchmark asks for the axis 'm', the point is "
            "n=512,scale=0.5,algebra=log,wide=true");
  EXPECT_EQ(mistake([&] { state.integer("scale"); }),
            "the axis 'scale' has the value 0.5, which is not a whole number");
  EXPECT_NE(mistake([&] { state.real("algebra"); }), "no mistake");
  EXPECT_NE(mistake([&] { state.word("n"); }), "no mistake");
  EXPECT_NE(mistake([&] { state.flag("n"); }), "no mistake");
}

TEST_F(StateTest, MeasuresWithAndWithoutAResult) {
  int calls = 0;
  state.measure([&] { return ++calls; });
  EXPECT_EQ(calls, 3);
  EXPECT_TRUE(state.record().samples);
  EXPECT_EQ(state.record().phase, Phase::measure);

  State other({}, 0, three_calls);
  other.measure([&] { calls += 10; });
  EXPECT_EQ(calls, 33);
}

TEST_F(StateTest, MeasuresOnce) {
  state.measure([] {});
  EXPECT_EQ(mistake([&] { state.measure([] {}); }),
            "measure() was called twice; an attempt measures one operation");
}

TEST_F(StateTest, TheProvidersFenceReplacesTheSessions) {
  int session = 0;
  int provider = 0;
  State fenced({}, 0, three_calls, [&] { ++session; });
  fenced.fence_with([&] { ++provider; });
  fenced.measure([] {});
  EXPECT_EQ(session, 0);
  EXPECT_EQ(provider, 1);
  EXPECT_NE(mistake([&] { fenced.fence_with({}); }), "no mistake");
}

TEST_F(StateTest, StatesItsWork) {
  state.work(1024, 0);
  EXPECT_EQ(state.record().work.bytes, 1024.0);
  EXPECT_EQ(state.record().work.flops, 0.0);
  EXPECT_NE(mistake([&] { state.work(-1, 0); }), "no mistake");
  EXPECT_NE(mistake([&] { state.work(0, std::nan("")); }), "no mistake");
}

TEST_F(StateTest, ElementsAndWorkStandBesideEachOther) {
  state.elements(64);
  state.work(1024, 2);
  EXPECT_EQ(state.record().work, (Work{1024, 2, 64}));
  EXPECT_EQ(mistake([&] { state.elements(-1); }), "the work of a call is -1 elements");
}

TEST_F(StateTest, CountsByName) {
  state.counter("evaluations", 12);
  state.counter("read", 4096, "B");
  ASSERT_EQ(state.record().counters.size(), 2U);
  EXPECT_EQ(state.record().counters[0], (Counter{"evaluations", "1", 12, ""}));
  EXPECT_EQ(state.record().counters[1].unit, "B");
  EXPECT_EQ(mistake([&] { state.counter("read", 1); }), "the counter 'read' was given twice");
  EXPECT_EQ(mistake([&] { state.counter("", 1); }), "the counter '' has no name");
  EXPECT_NE(mistake([&] { state.counter("nan", std::nan("")); }), "no mistake");
}

TEST_F(StateTest, NothingCountsAfterASkip) {
  bool called = false;
  state.skip("no device");
  state.skip("another reason");
  state.measure([&] { called = true; });
  state.check(std::vector<double>{1}, std::vector<double>{2});
  EXPECT_FALSE(called);
  EXPECT_EQ(state.record().skipped, "no device");
  EXPECT_FALSE(state.record().samples);
  EXPECT_FALSE(state.record().fidelity);
}

TEST_F(StateTest, SkippingAMeasuredPointIsAMistake) {
  state.measure([] {});
  EXPECT_NE(mistake([&] { state.skip("late"); }), "no mistake");
}

TEST_F(StateTest, ChecksAgainstAFunctionOrValues) {
  state.measure([] {});
  const std::vector<float> out{1, 2, 4};
  state.check(out, [](std::size_t i) { return static_cast<double>(i + 1); }, {0, 2});
  ASSERT_TRUE(state.record().fidelity);
  EXPECT_EQ(state.record().fidelity->rel_to_tol, 0.5);
  EXPECT_EQ(state.record().fidelity->oracle, "fp64_full");
  EXPECT_EQ(state.record().phase, Phase::fidelity);

  const std::array<double, 3> reference{1, 2, 3};
  state.check(std::span<const float>(out), std::span<const double>(reference), {0, 0.5});
  EXPECT_EQ(state.record().fidelity->verdict, Fidelity::Verdict::fail);
  EXPECT_EQ(state.record().fidelity->checked, 6U);
}

TEST_F(StateTest, ChecksSomeElements) {
  state.measure([] {});
  const std::vector<double> out{1, 99, 3};
  state.check_at(std::vector<std::size_t>{0, 2}, out,
                 [](std::size_t i) { return static_cast<double>(i + 1); });
  EXPECT_EQ(state.record().fidelity->verdict, Fidelity::Verdict::pass);
  EXPECT_EQ(state.record().fidelity->checked, 2U);
  EXPECT_EQ(state.record().fidelity->oracle, "fp64_subsample");
  EXPECT_NE(mistake([&] {
              state.check_at(std::vector<std::size_t>{3}, out, [](std::size_t) { return 0.0; });
            }),
            "no mistake");
}

TEST_F(StateTest, OnlyTheTimedOutputCanBeChecked) {
  EXPECT_NE(mistake([&] { state.check(std::vector<double>{1}, std::vector<double>{1}); }),
            "no mistake");
}

TEST_F(StateTest, OutputAndOracleMustBeOfOneSize) {
  state.measure([] {});
  EXPECT_EQ(mistake([&] {
              state.check(std::vector<double>{1, 2}, std::vector<double>{1});
            }),
            "check() compares 2 elements with an oracle of 1");
}

}  // namespace
}  // namespace tidegate
