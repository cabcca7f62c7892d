#include <algorithm>
#include <numeric>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <tidegate/run/cpu_slots.hpp>
#include <tidegate/run/places.hpp>

namespace tidegate::run {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

using Groups = std::vector<std::vector<int>>;

std::vector<int> cores(int count) {
  std::vector<int> all(static_cast<std::size_t>(count));
  std::iota(all.begin(), all.end(), 0);
  return all;
}

TEST(CpuSlots, AreContiguousAndNearEven) {
  struct Case {
    std::vector<int> cpus;
    std::size_t slots;
    Groups groups;
  };
  const Case cases[] = {
      {cores(8), 3, {{0, 1, 2}, {3, 4, 5}, {6, 7}}},
      {cores(8), 1, {{0, 1, 2, 3, 4, 5, 6, 7}}},
      {cores(8), 2, {{0, 1, 2, 3}, {4, 5, 6, 7}}},
      {cores(7), 4, {{0, 1}, {2, 3}, {4, 5}, {6}}},
      {cores(2), 9, {{0}, {1}}},  // capped at the cores
      {cores(3), 0, {{0, 1, 2}}},
      {{4, 6, 9}, 2, {{4, 6}, {9}}},  // the cores that we may use, which need not be neighbours
      {{}, 3, {{}}},
  };
  for (const Case& c : cases) EXPECT_EQ(core_groups(c.cpus, c.slots), c.groups);
}

TEST(CpuSlots, AreDisjointAndLoseNoCore) {
  for (int count = 1; count <= 20; ++count) {
    for (std::size_t slots = 1; slots <= 20; ++slots) {
      std::vector<int> together;
      for (const auto& group : core_groups(cores(count), slots)) {
        together.insert(together.end(), group.begin(), group.end());
      }
      EXPECT_EQ(together, cores(count));
    }
  }
}

TEST(CpuSlots, OfferTheSameBudgetEach) {
  const CorePlan plan = plan_cores(cores(8), 3, 0);
  ASSERT_EQ(plan.slots.size(), 3U);
  for (const CpuSlot& slot : plan.slots) EXPECT_EQ(slot.budget, 2U);
  EXPECT_EQ(plan.slots[0].text(), "1 of 3, 2 cores");
  EXPECT_EQ(plan.slots[2].cores_text("8"), "8 in 3 slots of 2");
  EXPECT_EQ(plan_cores(cores(2), 2, 0).slots[1].text(), "2 of 2, 1 core");
}

TEST(CpuSlots, SetCoresAsideForTheHostThreadsOfGpus) {
  const CorePlan plan = plan_cores(cores(8), 2, 2);
  EXPECT_THAT(plan.gpu_hosts, ElementsAre(6, 7));
  EXPECT_THAT(plan.slots.at(0).cpus, ElementsAre(0, 1, 2));
  EXPECT_THAT(plan.slots.at(1).cpus, ElementsAre(3, 4, 5));
}

TEST(CpuSlots, SetNothingAsideWhereThereIsTooLittle) {
  const CorePlan plan = plan_cores(cores(2), 1, 2);
  EXPECT_THAT(plan.gpu_hosts, IsEmpty());
  EXPECT_THAT(plan.slots.at(0).cpus, ElementsAre(0, 1));
}

TEST(Places, PinOneCoreWorkersAndSpreadTheOthersInTheirSlot) {
  const Places places = share_out(cores(8), 3, {}, 0, 5);
  ASSERT_EQ(places.cpu.size(), 3U);
  EXPECT_EQ(places.at_once, 3U);
  const Placement serial = placement_at(places.cpu[0], "serial", places.limit_s);
  EXPECT_THAT(serial.cpus, ElementsAre(2));
  EXPECT_EQ(serial.limit_s, 5);
  EXPECT_EQ(serial.slot.text(), "1 of 3, 2 cores");
  EXPECT_THAT(placement_at(places.cpu[0], "openmp", 5).cpus, ElementsAre(0, 1));
  EXPECT_THAT(placement_at(places.cpu[2], "threads", 5).cpus, ElementsAre(6, 7));
}

TEST(Places, AGpuPlaceHasItsDevicesAndACoreOfItsOwn) {
  const Places places = share_out(cores(4), 1, {{"GPU-a"}, {"GPU-b"}}, 0, 5);
  EXPECT_EQ(places.at_once, 3U);
  ASSERT_EQ(places.gpu.size(), 2U);
  const Placement second = placement_at(places.gpu[1], "cuda", 5);
  EXPECT_THAT(second.gpus, ElementsAre("GPU-b"));
  EXPECT_THAT(second.cpus, ElementsAre(3));
  EXPECT_THAT(placement_at(places.cpu[0], "serial", 5).cpus, ElementsAre(1));
  EXPECT_THAT(placement_at(places.cpu[0], "serial", 5).gpus, IsEmpty());
}

TEST(Places, TakeTurnsWhereCoresDoNotSuffice) {
  EXPECT_EQ(share_out(cores(2), 1, {{"GPU-a"}, {"GPU-b"}}, 0, 5).at_once, 1U);
  EXPECT_EQ(share_out(cores(8), 4, {{"GPU-a"}}, 2, 5).at_once, 2U);
  EXPECT_EQ(share_out(cores(8), 2, {}, 9, 5).at_once, 2U);
}

TEST(Places, OneOfAllIsTheWholeMachine) {
  const Places one = share_out(cores(4), 1, {}, 0, 5);
  EXPECT_EQ(one.at_once, 1U);
  EXPECT_THAT(placement_at(one.cpu.at(0), "serial", 5).cpus, ElementsAre(3));
  EXPECT_THAT(placement_at(one.cpu.at(0), "openmp", 5).cpus, IsEmpty());
  EXPECT_THAT(placement_at(share_out({0}, 1, {}, 0, 5).cpu.at(0), "serial", 5).cpus, IsEmpty());
}

TEST(Places, KnowWhichPlatformsUseAGpu) {
  for (const char* gpu : {"cuda", "hip", "sycl"}) EXPECT_EQ(kind_of(gpu), PlaceKind::gpu) << gpu;
  for (const char* cpu : {"serial", "openmp", "threads", "", "CUDA"}) {
    EXPECT_EQ(kind_of(cpu), PlaceKind::cpu) << cpu;
  }
}

}  // namespace
}  // namespace tidegate::run
