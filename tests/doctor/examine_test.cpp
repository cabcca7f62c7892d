#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <tidegate/doctor/examine.hpp>

#include "fakes/scripted_clock.hpp"
#include "fakes/temp_folder.hpp"

namespace tidegate::doctor {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

Outcome<std::string> no_device(const std::vector<std::string>&) {
  return fail(ErrorKind::missing, "there is no nvidia-smi", "No device, no tool.");
}

class ExamineTest : public TempFolder {
 protected:
  Outcome<Symptoms> ask(const Question& question) {
    const NoiseLoop loop{"loop", [this](std::uint64_t calls) {
                           clock.advance(1000 * static_cast<std::int64_t>(calls));
                         }};
    const Probe probe{folder, clock, no_device, {0, 1}, 2, {loop, loop}};
    return examine(probe, question, {});
  }

  measure::ScriptedClock clock{20};
};

TEST_F(ExamineTest, ReadsEachSymptomFromItsPlace) {
  write("sys/devices/system/clocksource/clocksource0/current_clocksource", "tsc\n");
  write("proc/sys/kernel/randomize_va_space", "2\n");
  write("sys/devices/system/cpu/isolated", "\n");
  write("sys/devices/system/cpu/cpu0/cpufreq/scaling_governor", "powersave\n");
  write("proc/self/cgroup", "0::/\n");
  write("sys/fs/cgroup/cpu.max", "100000 100000\n");
  write("sys/fs/cgroup/memory.max", "4096\n");
  write("proc/loadavg", "0.52 0.30 0.10 3/412 8812\n");
  const auto symptoms = ask({"", "", 0.5});
  ASSERT_TRUE(symptoms) << symptoms.error().what;
  EXPECT_EQ(symptoms->clock_source, "tsc");
  EXPECT_EQ(symptoms->randomised_addresses, 2);
  EXPECT_EQ(symptoms->isolated_cpus, "");
  EXPECT_TRUE(symptoms->facts[Fact::cpu_governor] == "powersave");
  EXPECT_EQ(symptoms->cpu_quota, 1.0);
  EXPECT_EQ(symptoms->memory_limit, 4096U);
  EXPECT_EQ(symptoms->before.others, 2);
  EXPECT_EQ(symptoms->timer.step_ns, 20);
  EXPECT_FALSE(symptoms->gpus);
  EXPECT_FALSE(symptoms->worker);
  ASSERT_EQ(symptoms->noise.size(), 2U);
  EXPECT_GE(symptoms->noise[0].pairs, least_noise_pairs);
}

TEST_F(ExamineTest, AnEmptyMachineIsNoError) {
  const auto symptoms = ask({"", "", 0});
  ASSERT_TRUE(symptoms);
  EXPECT_EQ(symptoms->clock_source, std::nullopt);
  EXPECT_EQ(symptoms->randomised_addresses, std::nullopt);
  EXPECT_THAT(symptoms->noise, IsEmpty());
}

TEST_F(ExamineTest, ReadsTheBuildOfAWorker) {
  write("src/bench.cpp", "int main() {}\n");
  write_script("bench", "#!/bin/sh\n");
  write("bench.tidegate.json", "{\"build_type\": \"Debug\"}\n");
  const auto symptoms = ask({folder / "bench", folder / "src", 0});
  ASSERT_TRUE(symptoms) << symptoms.error().what;
  ASSERT_TRUE(symptoms->worker);
  EXPECT_TRUE(symptoms->worker->build[Fact::build_type] == "Debug");
  EXPECT_EQ(symptoms->worker->sources, 1U);
}

TEST_F(ExamineTest, WhatTheUserNamedMustBeReadable) {
  write_script("bench", "#!/bin/sh\n");
  const auto no_worker = ask({folder / "nothing", folder, 0});
  ASSERT_FALSE(no_worker);
  EXPECT_EQ(no_worker.error().kind, ErrorKind::missing);
  const auto no_sources = ask({folder / "bench", folder / "nothing", 0});
  ASSERT_FALSE(no_sources);
  EXPECT_THAT(no_sources.error().what, HasSubstr("nothing"));
  write("bench.tidegate.json", "{\"build_type\": 5}\n");
  const auto broken = ask({folder / "bench", folder, 0});
  ASSERT_FALSE(broken);
  EXPECT_EQ(broken.error().kind, ErrorKind::bad_input);
}

}  // namespace
}  // namespace tidegate::doctor
