#include <stdexcept>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <tidegate/measure/session.hpp>

namespace tidegate::measure {
namespace {

using testing::ElementsAre;

class SessionTest : public testing::Test {
 protected:
  std::vector<std::string> events;

  Session named(const std::string& name) {
    Session session;
    session.name = name;
    session.start = [this, name] { events.push_back("start " + name); };
    session.stop = [this, name] { events.push_back("stop " + name); };
    session.fence = [this, name] { events.push_back("fence " + name); };
    session.facts = [name](Provenance& facts) { facts[Fact::kokkos_backend] = name; };
    return session;
  }
};

TEST_F(SessionTest, StopsInReverseOrder) {
  {
    const auto running = RunningSessions::start({named("a"), named("b")});
    ASSERT_TRUE(running);
    running->fence()();
  }
  EXPECT_THAT(events, ElementsAre("start a", "start b", "fence a", "fence b", "stop b", "stop a"));
}

TEST_F(SessionTest, AFailingStartStopsThoseBeforeIt) {
  Session broken = named("b");
  broken.start = [] { throw std::runtime_error("no driver"); };
  const auto running = RunningSessions::start({named("a"), broken, named("c")});
  ASSERT_FALSE(running);
  EXPECT_EQ(running.error().kind, ErrorKind::missing);
  EXPECT_EQ(running.error().what, "b could not be started: no driver");
  EXPECT_THAT(events, ElementsAre("start a", "stop a"));
}

TEST_F(SessionTest, AddsItsFacts) {
  const auto running = RunningSessions::start({named("Serial")});
  Provenance facts;
  running->add_facts(facts);
  EXPECT_EQ(facts[Fact::kokkos_backend], "Serial");
}

TEST_F(SessionTest, TheFirstThatWatchesADeviceSaysItsPeak) {
  Session watching = named("b");
  watching.device_memory.begin = [this] { events.push_back("begin"); };
  watching.device_memory.rest = [this] { events.push_back("rest"); };
  watching.device_memory.peak = [] { return DevicePeak{4096, ""}; };
  const auto running = RunningSessions::start({Session{}, watching});
  ASSERT_TRUE(running);
  running->begin_memory();
  running->rest_memory();
  ASSERT_TRUE(running->device_peak());
  EXPECT_EQ(running->device_peak()->bytes, 4096U);
  EXPECT_THAT(events, ElementsAre("start b", "begin", "rest"));
  EXPECT_FALSE(RunningSessions::start({Session{}})->device_peak());
}

TEST_F(SessionTest, NoneHasNoFence) {
  const auto running = RunningSessions::start({Session{}});
  ASSERT_TRUE(running);
  EXPECT_FALSE(running->fence());
}

}  // namespace
}  // namespace tidegate::measure
