#include <gtest/gtest.h>

#include <tidegate/run/cgroup.hpp>
#include <tidegate/run/oom_watch.hpp>

#include "fakes/temp_folder.hpp"

namespace tidegate::run {
namespace {

class CgroupTest : public TempFolder {};

TEST_F(CgroupTest, ReadsTheUnifiedHierarchy) {
  write("proc/self/cgroup", "0::/user.slice/job\n");
  write("sys/fs/cgroup/user.slice/job/memory.events", "low 0\noom 4\noom_kill 3\n");
  write("sys/fs/cgroup/user.slice/job/cpu.stat", "usage_usec 9\nnr_periods 5\nnr_throttled 2\n");
  EXPECT_EQ(oom_kill_count(folder), 3U);
  EXPECT_EQ(throttle_count(folder), 2U);
}

TEST_F(CgroupTest, ReadsVersionOneBesideIt) {
  write("proc/self/cgroup", "4:memory:/job\n2:cpu,cpuacct:/\n0::/\n");
  write("sys/fs/cgroup/memory/job/memory.oom_control", "oom_kill_disable 0\noom_kill 1\n");
  write("sys/fs/cgroup/cpu/cpu.stat", "nr_periods 0\nnr_throttled 7\n");
  EXPECT_EQ(oom_kill_count(folder), 1U);
  EXPECT_EQ(throttle_count(folder), 7U);
}

TEST_F(CgroupTest, LooksAtTheMountWhereTheOwnPathIsNotVisible) {
  write("proc/self/cgroup", "0::/host/path/of/a/container\n");
  write("sys/fs/cgroup/memory.events", "oom_kill 5\n");
  EXPECT_EQ(oom_kill_count(folder), 5U);
}

TEST_F(CgroupTest, NothingIsToldWhereNothingIsCounted) {
  EXPECT_EQ(oom_kill_count(folder), std::nullopt);
  for (const char* groups : {"", "garbage\n", "1:cpu:/\n", "0::/\n"}) {
    write("proc/self/cgroup", groups);
    write("sys/fs/cgroup/memory.events", "oom_kill many\n");
    EXPECT_EQ(oom_kill_count(folder), std::nullopt) << groups;
  }
}

TEST_F(CgroupTest, ReadsTheLimitsOfVersionTwo) {
  write("proc/self/cgroup", "0::/job\n");
  write("sys/fs/cgroup/job/cpu.max", "150000 100000\n");
  write("sys/fs/cgroup/job/memory.max", "1073741824\n");
  EXPECT_EQ(cpu_quota(folder), 1.5);
  EXPECT_EQ(memory_limit(folder), 1073741824U);
  write("sys/fs/cgroup/job/cpu.max", "max 100000\n");
  write("sys/fs/cgroup/job/memory.max", "max\n");
  EXPECT_EQ(cpu_quota(folder), std::nullopt);
  EXPECT_EQ(memory_limit(folder), std::nullopt);
}

TEST_F(CgroupTest, ReadsTheLimitsOfVersionOne) {
  write("proc/self/cgroup", "2:memory:/\n1:cpu:/job\n0::/\n");
  write("sys/fs/cgroup/cpu/job/cpu.cfs_quota_us", "50000\n");
  write("sys/fs/cgroup/cpu/job/cpu.cfs_period_us", "100000\n");
  write("sys/fs/cgroup/memory/memory.limit_in_bytes", "4096\n");
  EXPECT_EQ(cpu_quota(folder), 0.5);
  EXPECT_EQ(memory_limit(folder), 4096U);
  write("sys/fs/cgroup/cpu/job/cpu.cfs_quota_us", "-1\n");
  write("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");
  EXPECT_EQ(cpu_quota(folder), std::nullopt);
  EXPECT_EQ(memory_limit(folder), std::nullopt);
}

TEST_F(CgroupTest, AMalformedLimitIsNone) {
  write("proc/self/cgroup", "0::/\n");
  for (const char* text : {"", "12x 100000\n", "5\n", "5 0\n"}) {
    write("sys/fs/cgroup/cpu.max", text);
    EXPECT_EQ(cpu_quota(folder), std::nullopt) << text;
  }
}

struct WatchCase {
  std::optional<std::uint64_t> before;
  std::optional<std::uint64_t> after;
  bool struck;
};

TEST(OomWatch, ComparesTwoCounts) {
  const WatchCase cases[] = {{0U, 1U, true},
                             {3U, 3U, false},
                             {std::nullopt, 1U, false},
                             {1U, std::nullopt, false},
                             {5U, 0U, false}};  // another group: what it counts is not ours
  for (const WatchCase& c : cases) {
    auto count = c.before;
    const OomWatch watch([&count] { return count; });
    count = c.after;
    EXPECT_EQ(watch.struck(), c.struck);
  }
}

}  // namespace
}  // namespace tidegate::run
