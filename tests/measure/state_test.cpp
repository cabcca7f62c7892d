#include <array>
#include <cmath>
#include <span>
#include <string>
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

TEST_F(StateTest, TheProvidersFenceAddsToTheSessions) {
  std::vector<std::string> fences;
  State fenced({}, 0, three_calls, [&] { fences.emplace_back("session"); });
  fenced.fence_with([&] { fences.emplace_back("provider"); });
  EXPECT_NE(mistake([&] { fenced.fence_with({}); }), "no mistake");
  fenced.measure([] {});
  EXPECT_THAT(fences, testing::ElementsAre("provider", "session"));
  EXPECT_NE(mistake([&] { fenced.fence_with([] {}); }), "no mistake");

  fences.clear();
  State alone({}, 0, three_calls);
  alone.fence_with([&] { fences.emplace_back("provider"); });
  alone.measure([] {});
  EXPECT_THAT(fences, testing::ElementsAre("provider"));
}

TEST_F(StateTest, WarningsAreKeptVerbatimAndCountedOnceEach) {
  state.warn("12 queries lie outside the grid", 12);
  state.warn("last layer only");
  state.warn("12 queries lie outside the grid", 3);
  EXPECT_THAT(state.record().warnings,
              testing::ElementsAre(Warning{"12 queries lie outside the grid", 15},
                                   Warning{"last layer only", 1}));
  EXPECT_NE(mistake([&] { state.warn(""); }), "no mistake");
  EXPECT_NE(mistake([&] { state.warn("never", 0); }), "no mistake");
}

TEST_F(StateTest, AFallbackIsNamedAndWarnedOf) {
  state.fell_back("reference", "m=17 does not tile");
  EXPECT_EQ(state.record().resolved_backend, "reference");
  EXPECT_THAT(state.record().warnings,
              testing::ElementsAre(Warning{"reference ran instead: m=17 does not tile", 1}));
  EXPECT_NE(mistake([&] { state.fell_back("other", "why"); }), "no mistake");

  State quiet({}, 0, three_calls, {}, {}, OnFallback::quiet);
  quiet.fell_back("reference", "m=17 does not tile");
  EXPECT_EQ(quiet.record().resolved_backend, "reference");
  EXPECT_TRUE(quiet.record().warnings.empty());

  State strict({}, 0, three_calls, {}, {}, OnFallback::refuse);
  EXPECT_THROW(strict.fell_back("reference", "m=17 does not tile"), measure::FallbackRefused);
}

TEST_F(StateTest, PoisonStandsBeforeTheFirstCallAndBeforeOneMore) {
  std::vector<double> out(2, 1.0);
  std::vector<bool> was_poisoned;
  state.poison(out);
  state.measure([&] {
    was_poisoned.push_back(std::isnan(out[0]) && std::isnan(out[1]));
    out = {7, 7};
  });
  EXPECT_THAT(was_poisoned, testing::ElementsAre(true, false, false, true));
  EXPECT_EQ(out[0], 7);
  std::vector<int> whole(1);
  EXPECT_NE(mistake([&] { state.poison(whole); }), "no mistake");
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
  for (const char* name : {"all reads", "a.b", "ceiling_bytes_per_s"}) {
    EXPECT_THAT(mistake([&] { state.counter(name, 1); }),
                testing::HasSubstr("needs a name of letters"));
  }
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

TEST_F(StateTest, ManyChecksOfOneElementHaveOneEcho) {
  state.measure([] {});
  for (int i = 1; i <= 100; ++i) {
    state.check(std::vector<double>{1.0 * i}, std::vector<double>{2.0 * i}, {1, 0});
  }
  ASSERT_TRUE(state.record().fidelity);
  const auto& echo = state.record().fidelity->echo;
  ASSERT_TRUE(echo);
  EXPECT_NEAR(echo->mean, 50.5, 1e-12);
  EXPECT_EQ(echo->max, 100);
  EXPECT_NEAR(echo->correlation.value(), 1, 1e-12) << "the one is twice the other";
}

TEST_F(StateTest, ChecksTheElementsThatItIsGiven) {
  state.measure([] {});
  const std::vector<double> out{1, 99, 3};
  const auto oracle = [](std::size_t i) { return static_cast<double>(i + 1); };
  state.check_at(std::vector<std::size_t>{0, 2}, out, oracle);
  ASSERT_TRUE(state.record().fidelity);
  EXPECT_EQ(state.record().fidelity->verdict, Fidelity::Verdict::inconclusive);
  EXPECT_EQ(state.record().fidelity->reason, Fidelity::Reason::subsample_too_small);
  EXPECT_EQ(state.record().fidelity->checked, 2U);
  EXPECT_EQ(state.record().fidelity->oracle, "fp64_subsample");
  EXPECT_EQ(state.record().fidelity->subsample,
            (Subsample{2, 2.0 / 3, 42, Subsample::Stratification::given}));
  EXPECT_NE(mistake([&] { state.check_at(std::vector<std::size_t>{3}, out, oracle); }),
            "no mistake");
  state.check_at(std::vector<std::size_t>{1}, out, oracle);
  EXPECT_EQ(state.record().fidelity->verdict, Fidelity::Verdict::fail) << "wrong is wrong";
}

TEST_F(StateTest, ASubsampleIsSeededAndRecorded) {
  state.measure([] {});
  const std::vector<double> out(1200, 7);
  std::vector<std::size_t> asked;
  const auto oracle = [&asked](std::size_t i) {
    asked.push_back(i);
    return 7.0;
  };
  state.check_sample(out, oracle, 300);
  EXPECT_EQ(state.record().fidelity->verdict, Fidelity::Verdict::pass);
  EXPECT_EQ(state.record().fidelity->subsample,
            (Subsample{300, 0.25, 42, Subsample::Stratification::equal_blocks}));
  EXPECT_EQ(asked, measure::stratified_indices(1200, 300, 42));
  state.check_sample(out, oracle, 299);
  EXPECT_EQ(state.record().fidelity->verdict, Fidelity::Verdict::inconclusive);
}

TEST_F(StateTest, ASmallOutputIsCheckedInFull) {
  state.measure([] {});
  const std::vector<double> out(10, 7);
  state.check_sample(
      out, [](std::size_t) { return 7.0; }, 300);
  EXPECT_EQ(state.record().fidelity->verdict, Fidelity::Verdict::pass);
  EXPECT_EQ(state.record().fidelity->checked, 10U);
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
