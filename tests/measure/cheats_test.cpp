/// Ways to cheat a benchmark, and what catches each: docs/cheating.md is the page for people.
/// Every benchmark here is a cheat; every test shows the row that it gets.
#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include <fakes/scripted_clock.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <tidegate/measure/attempt.hpp>
#include <tidegate/measure/mistake.hpp>
#include <tidegate/row/metric.hpp>

namespace tidegate::measure {
namespace {

using testing::DoubleEq;
using testing::Each;
using testing::HasSubstr;

ScriptedClock* moving_clock = nullptr;  ///< benchmarks are plain functions; they move this one

/// A device: launching is quick, and the work is done when somebody waits for it.
struct Device {
  static constexpr std::int64_t launch_ns = 5'000;
  static constexpr std::int64_t work_ns = 3'000'000;
  std::int64_t queued = 0;
  std::vector<float>* target = nullptr;  ///< written when the work is done

  void launch() {
    moving_clock->advance(launch_ns);
    ++queued;
  }
  void wait() {
    moving_clock->advance(queued * work_ns);
    if (queued > 0 && target != nullptr) std::fill(target->begin(), target->end(), 7.0F);
    queued = 0;
  }
};
Device device;

constexpr std::size_t size = 1000;
const auto seven = [](std::size_t) { return 7.0; };

void work(std::int64_t nanoseconds = 3'000'000) { moving_clock->advance(nanoseconds); }

class Cheats : public testing::Test {
 protected:
  ScriptedClock clock;
  Surroundings around;
  CaseDeclaration declared;

  void SetUp() override {
    moving_clock = &clock;
    device = Device{};
    declared.name = "seven";
  }

  AttemptRow attempt(BenchmarkFunction function, const std::string& provider = "cheat") {
    AttemptSpec spec;
    spec.key = {"seven", {}, provider, "serial"};
    declared.providers.push_back({provider, function, {}});
    const Target target{declared, declared.providers.back(), {}};
    const auto warm = [&](const Batch& batch, const Fence& fence) {
      return sample_all(clock, batch, fence, spec);
    };
    return run_attempt(target, spec, around, {warm, passes_of(clock, spec)});
  }

  void use_device_session() {
    Session session;
    session.name = "device";
    session.fence = [] { device.wait(); };
    around.sessions = {session};
  }
};

// 1. The clock is stopped before the device has finished.
void launches_only(State& state) {
  std::vector<float> out(size);
  device.target = &out;
  state.measure([] { device.launch(); });
  state.check(out, seven);
  device.target = nullptr;
}
void takes_the_fence_away(State& state) {
  state.fence_with([] {});
  launches_only(state);
}

TEST_F(Cheats, StoppingBeforeTheDeviceFinishedIsFencedByTheHarness) {
  use_device_session();
  const AttemptRow row = attempt(launches_only);
  EXPECT_EQ(row.status, Status::ok) << row.failure->message;
  EXPECT_THAT(row.find(warm_time)->samples, Each(DoubleEq(3.005e-3))) << "launch and work";
}

TEST_F(Cheats, AFenceThatDoesNothingTakesNoneAway) {
  use_device_session();
  EXPECT_THAT(attempt(takes_the_fence_away).find(warm_time)->samples, Each(DoubleEq(3.005e-3)));
}

TEST_F(Cheats, ADeviceThatNobodyFencesHasNotWrittenItsOutput) {
  const AttemptRow row = attempt(launches_only);  // and no session
  EXPECT_EQ(row.status, Status::fidelity_failed);
}

// 2. The work was hoisted out of the loop, or nobody uses its result.
TEST_F(Cheats, AnEmptyLoopIsRefused) {
  const Batch deleted = [](std::uint64_t) {};  // 2^40 calls take no time
  const Fence fence;
  try {
    sample_all(clock, deleted, fence, AttemptSpec{});
    FAIL() << "an empty loop was timed";
  } catch (const BenchmarkMistake& mistake) {
    EXPECT_THAT(mistake.what(), HasSubstr("the timed operation is empty"));
  }
}

// 3. Computed in the first call, remembered in all others.
void remembers(State& state) {
  std::vector<float> out(size);
  bool done = false;
  state.poison(out);
  state.measure([&] {
    if (!done) std::fill(out.begin(), out.end(), 7.0F);
    done = true;
    work();
  });
  state.check(out, seven);
}

TEST_F(Cheats, WorkDoneOnlyInTheFirstCallLeavesThePoison) {
  const AttemptRow row = attempt(remembers);
  EXPECT_EQ(row.status, Status::fidelity_failed);
  EXPECT_EQ(row.fidelity->mismatched, size);
}

// 4. A rival that fails silently: it returns without writing.
void writes_nothing(State& state) {
  std::vector<float> out(size, 7.0F);  // what an earlier provider may have left there
  state.poison(out);
  state.measure([] { work(); });
  state.check(out, seven);
}
void writes_half(State& state) {
  std::vector<float> out(size);
  state.poison(out);
  state.measure([&] {
    std::fill(out.begin(), out.begin() + size / 2, 7.0F);
    work();
  });
  state.check(out, seven);
}

TEST_F(Cheats, ReturningWithoutWritingLeavesThePoison) {
  EXPECT_EQ(attempt(writes_nothing).status, Status::fidelity_failed);
  const AttemptRow half = attempt(writes_half);
  EXPECT_EQ(half.status, Status::fidelity_failed);
  EXPECT_EQ(half.fidelity->mismatched, size / 2);
}

// 5. Computed in lower precision than declared.
template <class T>
T third_of(double value) {
  return static_cast<T>(value) / static_cast<T>(3);
}
template <class T>
void divides(State& state) {
  std::vector<double> out(size);
  state.measure([&] {
    for (std::size_t i = 0; i < size; ++i) {
      out[i] = static_cast<double>(third_of<T>(static_cast<double>(i)));
    }
    work();
  });
  const auto oracle = [](std::size_t i) { return static_cast<double>(i) / 3; };
  state.check(out, oracle, {1e-10, 1e-11});
}

TEST_F(Cheats, FloatsWhereDoublesAreDeclaredAreUnfaithful) {
  EXPECT_EQ(attempt(divides<double>, "honest").status, Status::ok);
  const AttemptRow row = attempt(divides<float>);
  EXPECT_EQ(row.status, Status::fidelity_failed);
  EXPECT_GT(*row.fidelity->rel_to_tol, 1);
}

// 6. Only a handful of elements is checked, and those are right.
void right_where_it_looks(State& state) {
  std::vector<float> out(size);
  state.measure([&] {
    out[0] = 7.0F;
    work();
  });
  state.check_at(std::vector<std::size_t>(400, 0), out, seven);
}
void right_at_the_front(State& state) {
  std::vector<float> out(size);
  state.measure([&] {
    std::fill(out.begin(), out.begin() + size / 2, 7.0F);
    work();
  });
  state.check_sample(out, seven, 300);
}

TEST_F(Cheats, OneElementCheckedFourHundredTimesIsTooSmallASubsample) {
  const AttemptRow row = attempt(right_where_it_looks);
  EXPECT_EQ(row.status, Status::fidelity_inconclusive);
  EXPECT_EQ(row.fidelity->reason, Fidelity::Reason::subsample_too_small);
  EXPECT_EQ(row.fidelity->checked, 1U);
  EXPECT_THAT(row.failure->message, HasSubstr("subsample_too_small"));
}

TEST_F(Cheats, TheSubsampleLooksEverywhere) {
  const AttemptRow row = attempt(right_at_the_front);
  EXPECT_EQ(row.status, Status::fidelity_failed);
  EXPECT_EQ(row.fidelity->mismatched, 150U) << "a block of the back half is never skipped";
}

// 7. Nothing is checked.
void unchecked(State& state) {
  state.measure([] { work(); });
}

TEST_F(Cheats, AnUncheckedRowIsVisiblySo) {
  const AttemptRow row = attempt(unchecked);
  EXPECT_EQ(row.status, Status::ok);
  EXPECT_FALSE(row.fidelity) << "tables say `unchecked`";
}

// 8. A label for a path that was not taken.
void profile_without_profile(State& state) {
  const double profiles = 0;  // the plan was compiled without any
  state.measure([] { work(); });
  state.path("profile", profiles);
}
void profile(State& state) {
  state.measure([] { work(); });
  state.path("profile", 2);
}

TEST_F(Cheats, APathWhoseCountIsZeroIsRefused) {
  const AttemptRow row = attempt(profile_without_profile);
  EXPECT_EQ(row.status, Status::crashed);
  EXPECT_EQ(row.failure->message, "the path 'profile' is a label for nothing: its count is 0");
  EXPECT_TRUE(row.metrics.empty());
  EXPECT_EQ(attempt(profile, "honest").counters[0], (Counter{"profile", "1", 2, ""}));
}

// 9. Compared with nobody: an output without an oracle.
void hands_over(State& state, float value) {
  std::vector<float> out(size);
  state.measure([&] {
    std::fill(out.begin(), out.end(), value);
    work();
  });
  state.output(out);
}
void designated(State& state) { hands_over(state, 7); }
void agrees(State& state) { hands_over(state, 7); }
void differs(State& state) { hands_over(state, 8); }
void coupled(State& state) {
  state.measure([] { work(); });
  state.cannot_check(Fidelity::Reason::coupled);
}

TEST_F(Cheats, WithoutAnOracleTheDesignatedProviderIsTheYardstick) {
  declared.designated = "trusted";
  const AttemptRow trusted = attempt(designated, "trusted");
  EXPECT_EQ(trusted.status, Status::ok);
  EXPECT_FALSE(trusted.fidelity) << "its own output proves nothing";
  const AttemptRow same = attempt(agrees, "same");
  EXPECT_EQ(same.status, Status::ok);
  EXPECT_EQ(same.fidelity->oracle, "designated_provider");
  EXPECT_EQ(same.fidelity->against, "trusted");
  EXPECT_EQ(same.fidelity->checked, size);
  EXPECT_EQ(attempt(differs).status, Status::fidelity_failed);
}

TEST_F(Cheats, WithoutAYardstickNothingIsConcluded) {
  const AttemptRow row = attempt(agrees);
  EXPECT_EQ(row.status, Status::fidelity_inconclusive);
  EXPECT_EQ(row.fidelity->reason, Fidelity::Reason::no_oracle);
  declared.designated = "absent";
  EXPECT_EQ(attempt(agrees, "other").fidelity->reason, Fidelity::Reason::no_oracle);
  const AttemptRow hanging = attempt(coupled, "coupled");
  EXPECT_EQ(hanging.status, Status::fidelity_inconclusive);
  EXPECT_THAT(hanging.failure->message, HasSubstr("coupled"));
}

}  // namespace
}  // namespace tidegate::measure
