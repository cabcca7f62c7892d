/// Attempts that wait for each other on condition variables: what runs at the same time is decided
/// here and not by the speed of the machine. A wait that is never met ends the test after a minute.
#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <set>
#include <stdexcept>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <tidegate/run/runner.hpp>
#include <tidegate/run/scheduler.hpp>

#include "fakes/scripted_worker.hpp"

namespace tidegate::run {
namespace {

using testing::ElementsAre;

constexpr std::chrono::seconds patience{60};

/// Waits until the others do what it waits for.
class Meeting {
 public:
  void arrive(const std::string& name) {
    const std::lock_guard<std::mutex> lock(mutex_);
    arrived_.insert(name);
    changed_.notify_all();
  }
  void wait_for(const std::string& name) {
    std::unique_lock<std::mutex> lock(mutex_);
    EXPECT_TRUE(changed_.wait_for(lock, patience, [&] { return arrived_.count(name) > 0; }))
        << name << " never came";
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::set<std::string> arrived_;
};

/// A scripted worker for several threads that keeps account of what runs at the same time.
class CrowdedWorker : public ScriptedWorker {
 public:
  CrowdedWorker() : ScriptedWorker(Script{}) {}
  /// Called inside an attempt, with nothing locked.
  std::function<void(const AttemptSpec&)> during = [](const AttemptSpec&) {};

  AttemptRow attempt(const AttemptSpec& spec, const Placement& placement) override {
    enter(placement);
    during(spec);
    const std::lock_guard<std::mutex> lock(mutex_);
    for (const std::string& resource : resources_of(placement)) busy_.erase(resource);
    --inside_;
    return ScriptedWorker::attempt(spec, placement);
  }

  std::size_t peak = 0;        ///< attempts at once
  std::size_t collisions = 0;  ///< attempts that came to a core or a GPU in use

 private:
  static std::vector<std::string> resources_of(const Placement& placement) {
    std::vector<std::string> names = placement.gpus;
    for (const int cpu : placement.cpus) names.push_back("cpu " + std::to_string(cpu));
    return names;
  }
  void enter(const Placement& placement) {
    const std::lock_guard<std::mutex> lock(mutex_);
    peak = std::max(peak, ++inside_);
    for (const std::string& resource : resources_of(placement)) {
      if (!busy_.insert(resource).second) ++collisions;
    }
  }

  std::mutex mutex_;
  std::size_t inside_ = 0;
  std::set<std::string> busy_;
};

Planned planned(const std::string& name, const char* platform = "serial") {
  Planned made;
  made.spec.key = {name, Point{}, "std", platform};
  made.spec.samples = 1;
  made.listing.key = made.spec.key;
  return made;
}

std::vector<std::string> names(const std::vector<AttemptRow>& rows) {
  std::vector<std::string> found;
  for (const AttemptRow& row : rows) found.push_back(row.key.case_name);
  return found;
}

const std::vector<int> eight{0, 1, 2, 3, 4, 5, 6, 7};

TEST(Scheduler, FillsAllPlacesAndNeverOneTwice) {
  CrowdedWorker worker;
  Meeting meeting;
  std::vector<Planned> plan;
  for (const char* name : {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j"}) {
    plan.push_back(planned(name, name[0] % 2 == 0 ? "cuda" : "openmp"));
  }
  // Five places: the first five attempts end only when all five are inside.
  std::atomic<int> inside = 0;
  worker.during = [&](const AttemptSpec&) {
    if (++inside == 5) meeting.arrive("five");
    meeting.wait_for("five");
  };
  const auto rows =
      sweep_places(worker, plan, share_out(eight, 3, {{"GPU-a"}, {"GPU-b"}}, 0, 60), {});
  ASSERT_TRUE(rows);
  EXPECT_EQ(worker.peak, 5U);
  EXPECT_EQ(worker.collisions, 0U);
  EXPECT_THAT(names(*rows), ElementsAre("a", "b", "c", "d", "e", "f", "g", "h", "i", "j"));
}

TEST(Scheduler, NeverExceedsItsCap) {
  CrowdedWorker worker;
  std::vector<Planned> plan;
  for (int i = 0; i < 40; ++i) plan.push_back(planned("a", i % 2 == 0 ? "cuda" : "serial"));
  ASSERT_TRUE(sweep_places(worker, plan, share_out(eight, 4, {{"GPU-a"}}, 2, 60), {}));
  EXPECT_LE(worker.peak, 2U);
  EXPECT_EQ(worker.collisions, 0U);
}

TEST(Scheduler, OneDeviceNeverHasTwoAttempts) {
  CrowdedWorker worker;
  std::vector<Planned> plan;
  for (int i = 0; i < 40; ++i) plan.push_back(planned("a", "cuda"));
  ASSERT_TRUE(sweep_places(worker, plan, share_out(eight, 4, {{"GPU-a"}}, 0, 60), {}));
  EXPECT_EQ(worker.peak, 1U);
}

TEST(Scheduler, GivesRowsInPlanOrderWhateverFinishesFirst) {
  CrowdedWorker worker;
  Meeting meeting;
  // Each attempt waits for the one behind it: they finish in reverse.
  worker.during = [&](const AttemptSpec& spec) {
    const char name = spec.key.case_name[0];
    if (name < 'c') meeting.wait_for(std::string(1, static_cast<char>(name + 1)));
  };
  std::vector<std::string> finished;
  SweepHooks hooks;
  hooks.row_done = [&](const AttemptRow& row) -> Outcome<void> {
    finished.push_back(row.key.case_name);
    meeting.arrive(row.key.case_name);
    return {};
  };
  const auto rows = sweep_places(worker, {planned("a"), planned("b"), planned("c")},
                                 share_out(eight, 3, {}, 0, 60), hooks);
  ASSERT_TRUE(rows);
  EXPECT_THAT(finished, ElementsAre("c", "b", "a"));
  EXPECT_THAT(names(*rows), ElementsAre("a", "b", "c"));
}

TEST(Scheduler, AFreeDeviceDoesNotWaitForTheCpu) {
  CrowdedWorker worker;
  Meeting meeting;
  worker.during = [&](const AttemptSpec& spec) {
    if (spec.key.platform == "cuda") meeting.arrive("gpu");
    if (spec.key.platform == "serial") meeting.wait_for("gpu");
  };
  EXPECT_TRUE(sweep_places(worker, {planned("a"), planned("b"), planned("c", "cuda")},
                           share_out(eight, 1, {{"GPU-a"}}, 0, 60), {}));
}

TEST(Scheduler, AnExceptionLosesOneAttemptAndNoOther) {
  CrowdedWorker worker;
  worker.during = [](const AttemptSpec& spec) {
    if (spec.key.case_name == "b") throw std::runtime_error("out of patience");
    if (spec.key.case_name == "c") throw 7;
  };
  const auto rows = sweep_places(worker, {planned("a"), planned("b"), planned("c"), planned("d")},
                                 share_out(eight, 2, {}, 0, 60), {});
  ASSERT_TRUE(rows);
  EXPECT_THAT(names(*rows), ElementsAre("a", "b", "c", "d"));
  EXPECT_EQ(rows->at(0).status, Status::ok);
  EXPECT_EQ(rows->at(1).status, Status::crashed);
  EXPECT_THAT(rows->at(1).failure.value().message, testing::HasSubstr("out of patience"));
  EXPECT_EQ(rows->at(2).status, Status::crashed);
  EXPECT_EQ(rows->at(3).status, Status::ok);
}

TEST(Scheduler, StartsNothingMoreAfterAnErrorAndWaitsForWhatRuns) {
  CrowdedWorker worker;
  Meeting meeting;
  worker.during = [&](const AttemptSpec& spec) {
    if (spec.key.case_name == "b") meeting.wait_for("a is kept");
  };
  std::vector<std::string> kept;
  SweepHooks hooks;
  hooks.row_done = [&](const AttemptRow& row) -> Outcome<void> {
    kept.push_back(row.key.case_name);
    if (kept.size() > 1) return {};
    meeting.arrive("a is kept");
    return fail(ErrorKind::io, "disk full", "Free some.");
  };
  const auto rows = sweep_places(worker, {planned("a"), planned("b"), planned("c")},
                                 share_out(eight, 2, {}, 0, 60), hooks);
  ASSERT_FALSE(rows);
  EXPECT_EQ(rows.error().what, "disk full");
  EXPECT_THAT(kept, ElementsAre("a", "b"));
}

TEST(Scheduler, OneAtATimeKeepsTheOrderAcrossKinds) {
  std::vector<std::size_t> order;
  JobHooks hooks;
  hooks.starting = [](std::size_t) { return Outcome<void>{}; };
  hooks.work = [&](std::size_t job, std::size_t) { order.push_back(job); };
  hooks.done = hooks.starting;
  using enum PlaceKind;
  ASSERT_TRUE(run_jobs({cpu, gpu, gpu, cpu, gpu}, Capacity{0, 0, 0}, hooks));
  EXPECT_THAT(order, ElementsAre(0, 1, 2, 3, 4));
}

}  // namespace
}  // namespace tidegate::run
