#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <tidegate/run/runner.hpp>

#include "fakes/scripted_worker.hpp"

namespace tidegate::run {
namespace {

using testing::ElementsAre;

Planned planned(const char* name, const char* platform = "serial") {
  Planned made;
  made.spec.key = {name, Point{}, "std", platform};
  made.spec.samples = 1;
  made.spec.run_id = "run";
  made.listing.key = made.spec.key;
  return made;
}

/// Fails every attempt of one case.
class MoodyWorker : public ScriptedWorker {
 public:
  MoodyWorker(const char* bad_case, Status status)
      : ScriptedWorker(Script{}), bad_case_(bad_case), status_(status) {}
  AttemptRow attempt(const AttemptSpec& spec, const Placement& placement) override {
    AttemptRow row = ScriptedWorker::attempt(spec, placement);
    if (spec.key.case_name == bad_case_) row.status = status_;
    return row;
  }

 private:
  std::string bad_case_;
  Status status_;
};

std::vector<Status> statuses(const std::vector<AttemptRow>& rows) {
  std::vector<Status> found;
  for (const AttemptRow& row : rows) found.push_back(row.status);
  return found;
}

TEST(Sweep, GoesOnAfterAFailedAttempt) {
  MoodyWorker worker("b", Status::timeout);
  const auto rows = sweep(worker, {planned("a"), planned("b"), planned("c")}, {}, {});
  ASSERT_TRUE(rows);
  EXPECT_THAT(statuses(*rows), ElementsAre(Status::ok, Status::timeout, Status::ok));
}

TEST(Sweep, SkipsWithoutAProcess) {
  std::vector<std::string> journal;
  Script script;
  script.journal = &journal;
  ScriptedWorker worker(script);
  Planned no_gpu = planned("a", "cuda");
  no_gpu.listing.skip_reason = "no device";
  no_gpu.listing.reference = true;
  const auto rows = sweep(worker, {no_gpu}, {}, {});
  ASSERT_TRUE(rows);
  const AttemptRow& row = rows->at(0);
  EXPECT_EQ(row.status, Status::skipped);
  EXPECT_EQ(row.failure.value().message, "no device");
  EXPECT_EQ(row.key, no_gpu.spec.key);
  EXPECT_EQ(row.run_id, "run");
  EXPECT_TRUE(row.reference);
  EXPECT_EQ(row.machine_class, "scripted-00000000") << "as its neighbours";
  EXPECT_EQ(row.provenance[Fact::host], "scripted");
  EXPECT_TRUE(journal.empty());
}

TEST(Sweep, MarksReferenceAndRepresentative) {
  ScriptedWorker worker(Script{});
  Planned marked = planned("a");
  marked.listing.reference = marked.listing.representative = true;
  marked.coverage = Coverage::fast;
  const auto rows = sweep(worker, {marked, planned("b")}, {}, {});
  ASSERT_TRUE(rows);
  EXPECT_TRUE(rows->at(0).reference && rows->at(0).representative);
  EXPECT_FALSE(rows->at(1).reference || rows->at(1).representative);
  EXPECT_EQ(rows->at(0).coverage, Coverage::fast);
  EXPECT_EQ(rows->at(1).coverage, Coverage::full);
}

TEST(Sweep, PinsOnlyWhatUsesOneCore) {
  ScriptedWorker worker(Script{});
  Placement placement;
  placement.cpus = {1};
  const auto rows = sweep(worker, {planned("a", "serial"), planned("a", "openmp")}, placement, {});
  ASSERT_TRUE(rows);
  EXPECT_THAT(worker.placements.at(0).cpus, ElementsAre(1));
  EXPECT_TRUE(worker.placements.at(1).cpus.empty());
}

TEST(Sweep, TellsItsHooksInOrder) {
  std::vector<std::string> events;
  Script script;
  script.journal = &events;
  ScriptedWorker worker(script);
  SweepHooks hooks;
  hooks.starting = [&](std::size_t done, std::size_t total, const Key& key) {
    events.push_back(std::to_string(done) + "/" + std::to_string(total) + " " + key.case_name);
  };
  hooks.row_done = [&](const AttemptRow& row) -> Outcome<void> {
    events.push_back("done " + row.key.case_name);
    return {};
  };
  ASSERT_TRUE(sweep(worker, {planned("a"), planned("b")}, {}, hooks));
  EXPECT_THAT(events, ElementsAre("0/2 a", "worker attempt a[-] std/serial", "done a", "1/2 b",
                                  "worker attempt b[-] std/serial", "done b"));
}

TEST(Sweep, StopsWhenARowCannotBeKept) {
  ScriptedWorker worker(Script{});
  SweepHooks hooks;
  hooks.row_done = [](const AttemptRow&) -> Outcome<void> {
    return fail(ErrorKind::io, "disk full", "Free some.");
  };
  const auto rows = sweep(worker, {planned("a"), planned("b")}, {}, hooks);
  ASSERT_FALSE(rows);
  EXPECT_EQ(rows.error().what, "disk full");
  EXPECT_EQ(worker.placements.size(), 1U);
}

TEST(Sweep, AnInterruptEndsItAfterTheCurrentRow) {
  ScriptedWorker worker(Script{});
  std::size_t kept = 0;
  SweepHooks hooks;
  hooks.row_done = [&](const AttemptRow&) -> Outcome<void> {
    ++kept;
    return {};
  };
  hooks.interrupted = [&] { return kept == 1; };
  const auto rows = sweep(worker, {planned("a"), planned("b")}, {}, hooks);
  ASSERT_FALSE(rows);
  EXPECT_EQ(rows.error().kind, ErrorKind::interrupted);
  EXPECT_NE(rows.error().what.find("1 of 2"), std::string::npos);
}

TEST(Sweep, AnInterruptOfTheLastAttemptIsNotASuccess) {
  for (const Status status : {Status::ok, Status::skipped}) {
    SCOPED_TRACE(status_name(status));
    MoodyWorker worker("b", status);
    std::vector<Status> kept;
    SweepHooks hooks;
    hooks.row_done = [&](const AttemptRow& row) -> Outcome<void> {
      kept.push_back(row.status);
      return {};
    };
    hooks.interrupted = [&] { return worker.placements.size() == 2; };
    const auto rows = sweep(worker, {planned("a"), planned("b")}, {}, hooks);
    ASSERT_FALSE(rows);
    EXPECT_EQ(rows.error().kind, ErrorKind::interrupted);
    EXPECT_EQ(kept.size(), status == Status::ok ? 2U : 1U);  // a killed attempt has no row
  }
}

TEST(Sweep, AnEmptyPlanGivesNoRows) {
  ScriptedWorker worker(Script{});
  EXPECT_TRUE(sweep(worker, {}, {}, {}).value().empty());
}

}  // namespace
}  // namespace tidegate::run
