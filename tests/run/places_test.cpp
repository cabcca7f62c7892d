/// Where a worker may run when slots, devices and named processors come together.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <tidegate/run/places.hpp>

namespace tidegate::run {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(PlacesTest, OneSlotOfOneNamedProcessorStaysOnIt) {
  Places places = share_out({1}, 1, {}, 0, 600);
  keep_to(places, {1});
  EXPECT_THAT(placement_at(places.cpu.at(0), "serial", 600).cpus, ElementsAre(1));
  EXPECT_THAT(placement_at(places.cpu.at(0), "openmp", 600).cpus, ElementsAre(1));
}

TEST(PlacesTest, OneSlotOfSeveralNamedProcessorsHasThemAllForManyThreads) {
  Places places = share_out({2, 3}, 1, {}, 0, 600);
  keep_to(places, {2, 3});
  EXPECT_THAT(placement_at(places.cpu.at(0), "serial", 600).cpus, ElementsAre(3));
  EXPECT_THAT(placement_at(places.cpu.at(0), "openmp", 600).cpus, ElementsAre(2, 3));
}

TEST(PlacesTest, ADeviceWithoutACoreOfItsOwnStaysOnTheNamedOnes) {
  Places places = share_out({1}, 1, {{"GPU-a"}}, 0, 600);
  keep_to(places, {1});
  EXPECT_THAT(placement_at(places.gpu.at(0), "cuda", 600).cpus, ElementsAre(1));
}

TEST(PlacesTest, SlotsKeepTheirSharesOfTheNamedProcessors) {
  const Places shared = share_out({2, 3}, 2, {}, 0, 600);
  Places places = shared;
  keep_to(places, {2, 3});
  for (std::size_t i = 0; i < shared.cpu.size(); ++i) {
    EXPECT_EQ(places.cpu.at(i).pin, shared.cpu.at(i).pin);
    EXPECT_EQ(places.cpu.at(i).spread, shared.cpu.at(i).spread);
  }
}

TEST(PlacesTest, NothingIsPinnedWhereNothingWasNamed) {
  Places places = share_out({0}, 1, {}, 0, 600);
  keep_to(places, {});
  EXPECT_THAT(placement_at(places.cpu.at(0), "serial", 600).cpus, IsEmpty());
}

}  // namespace
}  // namespace tidegate::run
