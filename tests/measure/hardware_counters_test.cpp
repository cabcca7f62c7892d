#include <cerrno>
#include <map>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <tidegate/measure/counting_pass.hpp>
#include <tidegate/measure/perf_events.hpp>

namespace tidegate::measure {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

/// A kernel whose counters go up by what work() says while they are enabled.
class FakeKernel {
 public:
  std::map<Event, int> refusals;  ///< errno of an event that cannot be opened
  std::set<int> open;             ///< descriptors
  std::set<int> enabled;          ///< those that count
  std::map<int, PerfReading> reading;
  bool readable = true;

  PerfCalls calls() {
    PerfCalls calls;
    calls.open = [this](const EventInfo& info) {
      const auto refused = refusals.find(info.event);
      if (refused != refusals.end()) return -refused->second;
      const int descriptor = 100 + static_cast<int>(info.event);
      open.insert(descriptor);
      reading[descriptor] = {7, 0, 0};  // what was counted before is not ours
      return descriptor;
    };
    calls.enable = [this](int descriptor, bool on) {
      if (on) {
        enabled.insert(descriptor);
      } else {
        enabled.erase(descriptor);
      }
    };
    calls.read = [this](int descriptor) {
      return readable ? std::optional(reading[descriptor]) : std::nullopt;
    };
    calls.close = [this](int descriptor) { open.erase(descriptor); };
    return calls;
  }

  /// `events` more of each that counts, of which it counted `running` of 100 ns.
  void work(std::uint64_t events, std::uint64_t running = 100) {
    for (const int descriptor : enabled) {
      reading[descriptor].value += events;
      reading[descriptor].enabled_ns += 100;
      reading[descriptor].running_ns += running;
    }
  }
};

TEST(PerfCounters, CountWhatHappensBetweenStartAndStop) {
  FakeKernel kernel;
  {
    const auto counters = open_perf_counters(kernel.calls());
    kernel.work(1000);  // not started yet
    counters->start();
    kernel.work(40);
    const auto counts = counters->stop();
    kernel.work(1000);
    ASSERT_EQ(counts.size(), all_events.size());
    for (std::size_t i = 0; i < counts.size(); ++i) {
      EXPECT_EQ(counts[i].event, all_events[i].event);
      EXPECT_EQ(counts[i].value, 40);
      EXPECT_EQ(counts[i].why, "");
    }
    counters->start();
    kernel.work(2);
    EXPECT_EQ(counters->stop()[0].value, 2);
  }
  EXPECT_THAT(kernel.open, IsEmpty());
}

struct RefusalCase {
  int error;
  const char* why;
};

TEST(PerfCounters, WhatCannotBeCountedHasAReasonAndNoValue) {
  for (const RefusalCase& c :
       {RefusalCase{ENOENT, "no such counter (a virtual machine"},
        RefusalCase{EOPNOTSUPP, "no such counter"}, RefusalCase{EACCES, "perf_event_paranoid"},
        RefusalCase{ENOSYS, "no perf events"}, RefusalCase{EMFILE, "perf_event_open failed"}}) {
    FakeKernel kernel;
    kernel.refusals[Event::cycles] = c.error;
    const auto counters = open_perf_counters(kernel.calls());
    counters->start();
    kernel.work(5);
    const auto counts = counters->stop();
    EXPECT_EQ(counts[0].value, 5);
    EXPECT_EQ(counts[1].value, std::nullopt);
    EXPECT_THAT(counts[1].why, HasSubstr(c.why));
  }
}

TEST(PerfCounters, ACountScaledUpFromAPartOfTheTimeIsNone) {
  FakeKernel kernel;
  const auto counters = open_perf_counters(kernel.calls());
  counters->start();
  kernel.work(40, 60);
  const auto shared = counters->stop();
  EXPECT_EQ(shared[0].value, std::nullopt);
  EXPECT_THAT(shared[0].why, HasSubstr("60 of 100 ns"));
  counters->start();
  EXPECT_EQ(counters->stop()[0].value, std::nullopt) << "it never ran";
  counters->start();
  kernel.readable = false;
  EXPECT_THAT(counters->stop()[0].why, HasSubstr("could not be read"));
}

/// Counters that know what each pass shall have counted.
class ScriptedCounters final : public HardwareCounters {
 public:
  explicit ScriptedCounters(std::vector<std::optional<double>> passes)
      : passes_(std::move(passes)) {}
  void start() override { log += "start "; }
  std::vector<Count> stop() override {
    log += "stop ";
    std::vector<Count> counts;
    for (const EventInfo& info : all_events) {
      counts.push_back({info.event, passes_.at(pass_), passes_.at(pass_) ? "" : "taken away"});
    }
    ++pass_;
    return counts;
  }

  std::string log;

 private:
  std::vector<std::optional<double>> passes_;
  std::size_t pass_ = 0;
};

TEST(CountingPass, DividesByTheCallsAndFencesBothSides) {
  ScriptedCounters counters({100.0, 50.0});
  const Batch batch = [&](std::uint64_t calls) { counters.log += std::to_string(calls) + " "; };
  const Fence fence = [&] { counters.log += "fence "; };
  const auto counted = count_calls(counters, batch, fence, 20, 2);
  ASSERT_EQ(counted.size(), all_events.size());
  EXPECT_EQ(counted[0].metric, "instructions");
  EXPECT_THAT(counted[0].per_call, ElementsAre(5.0, 2.5));
  EXPECT_EQ(counters.log, "fence start 20 fence stop fence start 20 fence stop ");
}

TEST(CountingPass, APassThatCouldNotCountTakesTheOthersWithIt) {
  ScriptedCounters counters({100.0, std::nullopt, 100.0});
  const auto counted = count_calls(
      counters, [](std::uint64_t) {}, {}, 1, 3);
  EXPECT_THAT(counted[0].per_call, IsEmpty());
  EXPECT_EQ(counted[0].why, "taken away");
}

TEST(CountingPass, LongPassesAreFewer) {
  EXPECT_EQ(counting_passes(2e-3), 3);
  EXPECT_EQ(counting_passes(1.0), 1);
}

TEST(HardwareCounters, GiveANumberOrAReasonHere) {
  const auto counters = open_hardware_counters();
  counters->start();
  const auto counts = counters->stop();
  ASSERT_EQ(counts.size(), all_events.size());
  for (const Count& count : counts) {
    EXPECT_NE(count.value.has_value(), !count.why.empty()) << static_cast<int>(count.event);
    if (count.value) {
      EXPECT_GE(*count.value, 0);
    }
  }
}

}  // namespace
}  // namespace tidegate::measure
