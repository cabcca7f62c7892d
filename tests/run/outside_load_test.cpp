#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <tidegate/run/outside_load.hpp>

#include "fakes/temp_folder.hpp"

namespace tidegate::run {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class LoadReadingTest : public TempFolder {};

TEST_F(LoadReadingTest, ReadsWhatTheMachineTells) {
  write("proc/loadavg", "0.52 0.30 0.10 3/412 8812\n");
  write("proc/pressure/cpu", "some avg10=12.50 avg60=0.00 avg300=0.00 total=1500000\nfull x\n");
  write("proc/stat", "cpu  100 0 50 800 10 0 20 20 5 0\ncpu0 1 1 1 1 1 1 1 1 1 1\n");
  write("proc/self/cgroup", "0::/\n");
  write("sys/fs/cgroup/cpu.stat", "nr_periods 9\nnr_throttled 4\n");
  const std::string cpu = "sys/devices/system/cpu/cpu";
  write(cpu + "0/thermal_throttle/core_throttle_count", "2\n");
  write(cpu + "1/thermal_throttle/core_throttle_count", "5\n");
  write(cpu + "1/cpufreq/scaling_cur_freq", "2500000\n");
  const LoadReading reading = read_load(1, folder);
  EXPECT_EQ(reading.others, 2);
  EXPECT_EQ(reading.stalled_s, 1.5);
  EXPECT_EQ(reading.stalled_lately, 0.125);
  EXPECT_EQ(reading.ticks, 1000U);
  EXPECT_EQ(reading.stolen, 20U);
  EXPECT_EQ(reading.throttled, 4U);
  EXPECT_EQ(reading.overheated, 7U);
  EXPECT_EQ(reading.mhz, 2500);
  EXPECT_EQ(read_load(0, folder).mhz, std::nullopt);
}

void expect_nothing(const LoadReading& reading) {
  EXPECT_EQ(reading.others, std::nullopt);
  EXPECT_EQ(reading.stalled_s, std::nullopt);
  EXPECT_EQ(reading.ticks, std::nullopt);
  EXPECT_EQ(reading.stolen, std::nullopt);
  EXPECT_EQ(reading.throttled, std::nullopt);
  EXPECT_EQ(reading.overheated, std::nullopt);
  EXPECT_EQ(reading.mhz, std::nullopt);
}

TEST_F(LoadReadingTest, WhatIsMissingOrUnreadableIsEmpty) {
  expect_nothing(read_load(0, folder));
  for (const char* file :
       {"proc/loadavg", "proc/pressure/cpu", "proc/stat", "proc/self/cgroup",
        "sys/fs/cgroup/cpu.stat", "sys/devices/system/cpu/cpu0/cpufreq/scaling_cur_freq"}) {
    write(file, "garbage\n");
  }
  expect_nothing(read_load(0, folder));
  write("proc/stat", "cpu 1 2 3\n");  // a kernel without steal time
  EXPECT_EQ(read_load(0, folder).ticks, std::nullopt);
}

TEST_F(LoadReadingTest, TimeGoesOn) {
  const LoadReading first = read_load(0, folder);
  EXPECT_GE(read_load(0, folder).at_s, first.at_s);
}

/// A quiet attempt of 10 s on a machine of 4 cores; each case spoils one figure of it.
LoadReading quiet_before() { return {100, 0, 50.0, 1000U, 40000U, 3U, 7U, 3000}; }
LoadReading quiet_after() { return {110, 9, 50.5, 1010U, 44000U, 3U, 7U, 3000}; }

struct LoadCase {
  const char* name;
  LoadReading before;
  LoadReading after;
  const char* words;  ///< of the one reason; nullptr: undisturbed
};

template <class Change>
LoadCase changed(const char* name, Change change, const char* words) {
  LoadCase made{name, quiet_before(), quiet_after(), words};
  change(made.before, made.after);
  return made;
}

using R = LoadReading;

TEST(OutsideLoad, IsADisturbanceBeyondItsLimitAndNotAtIt) {
  const LoadCase cases[] = {
      changed(
          "quiet", [](R&, R&) {}, nullptr),
      // 3 cores are spare, and one task more is allowed
      changed(
          "tasks at the limit", [](R& b, R&) { b.others = 4; }, nullptr),
      changed(
          "tasks", [](R& b, R&) { b.others = 5; }, "5 other tasks wanted a CPU (limit 4)"),
      changed(
          "stalls at the limit", [](R&, R& a) { a.stalled_s = 52.5; }, nullptr),
      changed(
          "stalls", [](R&, R& a) { a.stalled_s = 52.6; }, "26 % of the time (limit 25 %)"),
      changed(
          "steal at the limit", [](R&, R& a) { a.stolen = 1080; }, nullptr),
      changed(
          "steal", [](R&, R& a) { a.stolen = 1081; }, "2.0 % of the CPUs (limit 2.0 %)"),
      changed(
          "one tick of steal in a short attempt",
          [](R& b, R& a) {
            a.stolen = *b.stolen + 1;
            a.ticks = *b.ticks + 10;
          },
          nullptr),
      changed(
          "throttled", [](R&, R& a) { a.throttled = 5; }, "throttled 2 times"),
      changed(
          "overheated", [](R&, R& a) { a.overheated = 8; }, "temperature 1 times"),
      changed(
          "clock at the limit", [](R&, R& a) { a.mhz = 2700; }, nullptr),
      changed(
          "clock", [](R&, R& a) { a.mhz = 2600; }, "from 3000 to 2600 MHz (limit 10 %)"),
      changed(
          "an idle core woke up", [](R& b, R&) { b.mhz = 800; }, nullptr),
      changed(
          "nothing known", [](R& b, R& a) { b = a = R{}; }, nullptr),
      changed(
          "known on one side only", [](R& b, R&) { b = R{}; }, nullptr),
      changed(
          "counters went back", [](R&, R& a) { a.throttled = 0, a.stolen = 0; }, nullptr),
      changed(
          "no time passed", [](R& b, R& a) { a.at_s = b.at_s; }, nullptr),
  };
  for (const LoadCase& c : cases) {
    SCOPED_TRACE(c.name);
    const auto reasons = disturbances(c.before, c.after, 3, LoadLimits{});
    if (c.words == nullptr) {
      EXPECT_THAT(reasons, IsEmpty());
    } else {
      EXPECT_THAT(reasons, ElementsAre(HasSubstr(c.words)));
    }
  }
}

TEST(OutsideLoad, NamesEveryReason) {
  LoadReading after = quiet_after();
  after.throttled = 4;
  after.mhz = 1000;
  EXPECT_EQ(disturbances(quiet_before(), after, 3, LoadLimits{}).size(), 2U);
}

TEST(OutsideLoad, IsToldAsFarAsItIsKnown) {
  EXPECT_EQ(load_text(quiet_before(), quiet_after()),
            "0 other tasks, 5.0 % stalled, 0.2 % stolen, throttled 0 times, overheated 0 times, "
            "3000 to 3000 MHz");
  EXPECT_EQ(load_text({}, {}), "ABSENT");
  LoadReading lonely;
  lonely.others = 2;
  EXPECT_EQ(load_text(lonely, {}), "2 other tasks");
}

}  // namespace
}  // namespace tidegate::run
