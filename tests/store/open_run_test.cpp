#include <gmock/gmock.h>

#include <tidegate/store/open_run.hpp>
#include <tidegate/store/prune.hpp>

#include "fakes/temp_folder.hpp"
#include "small_rows.hpp"

namespace tidegate::store {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
namespace fs = std::filesystem;

const RunPlan plan{{{"--samples", "40"}, {"the host", "anvil"}}, {"one", "two", "one"}};

class OpenRunTest : public TempFolder {
 protected:
  void SetUp() override {
    TempFolder::SetUp();
    store.emplace(RowStore::open(folder / "store").value());
  }
  /// A run that was begun and cut off.
  void leave_unfinished(const std::string& name) const {
    auto run = OpenRun::claim(*store, name).value();
    ASSERT_TRUE(run.begin(plan));
    ASSERT_TRUE(store->append(small_row(run.run_id(), 1)));
  }
  std::optional<RowStore> store;
};

TEST_F(OpenRunTest, TwoRunsOfOneSecondHaveTwoNames) {
  auto first = OpenRun::claim(*store, "r").value();
  auto second = OpenRun::claim(*store, "r").value();
  EXPECT_EQ(first.run_id(), "r");
  EXPECT_EQ(second.run_id(), "r-2");
  ASSERT_TRUE(first.begin(plan));
  ASSERT_TRUE(store->append(small_row("r", 1)));
  ASSERT_TRUE(first.finish());
  { auto moved_away = std::move(first); }
  EXPECT_EQ(OpenRun::claim(*store, "r").value().run_id(), "r-3") << "r has rows, r-2 is held";
}

TEST_F(OpenRunTest, ANameWithoutAPlanLeavesNothing) {
  { const auto run = OpenRun::claim(*store, "r").value(); }
  EXPECT_TRUE(fs::is_empty(folder / "store" / ".runs"));
  EXPECT_THAT(unfinished_runs(folder / "store"), ElementsAre());
}

TEST_F(OpenRunTest, ARunThatWasCutOffGoesOnWhereItStopped) {
  leave_unfinished("a");
  leave_unfinished("b");
  EXPECT_THAT(unfinished_runs(folder / "store"), ElementsAre("a", "b"));
  {
    auto run = OpenRun::reopen(*store, "").value();
    EXPECT_EQ(run.run_id(), "b") << "the newest";
    ASSERT_TRUE(run.begin(plan));
    std::vector<std::string> notes;
    EXPECT_EQ(run.rows(notes).value().size(), 1U);
    ASSERT_TRUE(run.finish());
  }
  EXPECT_THAT(unfinished_runs(folder / "store"), ElementsAre("a"));
  EXPECT_FALSE(OpenRun::reopen(*store, "b"));
  EXPECT_EQ(OpenRun::reopen(*store, "a").value().run_id(), "a");
}

TEST_F(OpenRunTest, OneProcessAtATime) {
  leave_unfinished("a");
  const auto held = OpenRun::reopen(*store, "a").value();
  const auto other = OpenRun::reopen(*store, "a");
  ASSERT_FALSE(other);
  EXPECT_EQ(other.error().kind, ErrorKind::incompatible);
  EXPECT_THAT(other.error().what, HasSubstr("another process"));
}

TEST_F(OpenRunTest, AnotherPlanIsRefusedWithTheFirstDifference) {
  leave_unfinished("a");
  RunPlan samples = plan;
  samples.facts[0].second = "60";
  RunPlan fact = plan;
  fact.facts.emplace_back("the worker", "w");
  RunPlan shorter = plan;
  shorter.rows.pop_back();
  RunPlan other = plan;
  other.rows[1] = "three";
  const std::pair<RunPlan, const char*> cases[] = {
      {samples, "--samples was 40 and is 60"},
      {fact, "the worker was unknown and is w"},
      {shorter, "it had 3 attempts and has 2"},
      {other, "two stood where three stands"},
  };
  auto run = OpenRun::reopen(*store, "a").value();
  for (const auto& [changed, sentence] : cases) {
    const auto begun = run.begin(changed);
    ASSERT_FALSE(begun) << sentence;
    EXPECT_EQ(begun.error().kind, ErrorKind::incompatible);
    EXPECT_THAT(begun.error().what, HasSubstr(sentence));
  }
  EXPECT_TRUE(run.begin(plan));
}

TEST_F(OpenRunTest, AnythingElseInThePlaceOfAPlanIsNamed) {
  for (const char* text : {"", "[]", "{}", R"({"facts":{"a":1},"rows":[]})",
                           R"({"facts":{},"rows":[7]})", R"({"facts":{},"rows":"all"})"}) {
    write("store/.runs/a.json", text);
    auto run = OpenRun::reopen(*store, "a").value();
    const auto begun = run.begin(plan);
    ASSERT_FALSE(begun) << text;
    EXPECT_EQ(begun.error().kind, ErrorKind::bad_input) << text;
    EXPECT_THAT(begun.error().what, HasSubstr("a.json"));
  }
}

TEST_F(OpenRunTest, ThereMayBeNothingToResume) {
  const auto none = OpenRun::reopen(*store, "");
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().kind, ErrorKind::missing);
  leave_unfinished("a");
  const auto other = OpenRun::reopen(*store, "b");
  ASSERT_FALSE(other);
  EXPECT_THAT(other.error().hint, HasSubstr("a"));
}

TEST_F(OpenRunTest, PruningKeepsTheNewestRunsAndThoseThatMayGoOn) {
  leave_unfinished("1");
  for (const char* run : {"2", "3", "4", "5"}) ASSERT_TRUE(store->append(small_row(run, 1)));
  AttemptRow other = small_row("0", 1);
  other.key.case_name = "scan";
  ASSERT_TRUE(store->append(other));

  const auto prune = plan_prune(folder / "store", 2).value();
  std::vector<std::string> goes;
  for (const RunFile& file : prune.goes) goes.push_back(file.case_folder + '/' + file.run_id);
  EXPECT_THAT(goes, ElementsAre("count/2", "count/3"));
  EXPECT_EQ(prune.stays, 3U);
  ASSERT_EQ(prune.unfinished.size(), 1U);
  EXPECT_EQ(prune.unfinished[0].run_id, "1");

  AttemptRow fast = small_row("9", 1);
  fast.coverage = Coverage::fast;
  ASSERT_TRUE(store->append(fast));
  EXPECT_EQ(plan_prune(folder / "store", 2).value().goes.size(), 2U)
      << "a quick run pushes no full one out";

  ASSERT_TRUE(remove_runs(prune.goes));
  EXPECT_EQ(run_files(folder / "store").value().size(), 5U);
  EXPECT_TRUE(remove_runs(prune.goes)) << "what is gone already is gone";
  EXPECT_TRUE(plan_prune(folder / "store", 2).value().goes.empty());
}

TEST_F(OpenRunTest, PruningCountsFinishedRunsOfOneMachine) {
  ASSERT_TRUE(store->append(small_row("1", 1)));
  AttemptRow elsewhere = small_row("2", 1);
  elsewhere.machine_class = "there-00000000";
  ASSERT_TRUE(store->append(elsewhere));
  leave_unfinished("3");
  const auto prune = plan_prune(folder / "store", 1);
  ASSERT_TRUE(prune) << prune.error().what;
  EXPECT_TRUE(prune->goes.empty());
  EXPECT_EQ(prune->stays, 2U);
  EXPECT_EQ(prune->unfinished.size(), 1U);
}

TEST_F(OpenRunTest, PruningRefusesWhatNoStoreWrote) {
  ASSERT_TRUE(store->append(small_row("1", 1)));
  const auto unmarked = plan_prune(folder / "store", 1);
  ASSERT_FALSE(unmarked);
  EXPECT_THAT(unmarked.error().what, HasSubstr("not marked as a store"));

  fs::create_directories(mark_of(folder / "store"));
  EXPECT_TRUE(plan_prune(folder / "store", 1));
  fs::copy(folder / "store/count/1.jsonl", folder / "store/count/mine.jsonl");
  const auto foreign = plan_prune(folder / "store", 1);
  ASSERT_FALSE(foreign);
  EXPECT_THAT(foreign.error().what, HasSubstr("mine.jsonl is not a run"));
}

TEST_F(OpenRunTest, RowsThatCannotBeReadAreNotRowsThatAreMissing) {
  leave_unfinished("a");
  auto run = OpenRun::reopen(*store, "a").value();
  fs::rename(folder / "store", folder / "away");
  std::vector<std::string> notes;
  EXPECT_FALSE(run.rows(notes));
  fs::rename(folder / "away", folder / "store");
  EXPECT_EQ(run.rows(notes).value().size(), 1U);
}

TEST_F(OpenRunTest, TheTenthRunOfASecondIsNewerThanTheSecond) {
  for (const char* run : {"r-10", "r-2"}) leave_unfinished(run);
  EXPECT_EQ(run_files(folder / "store").value().back().run_id, "r-10");
  EXPECT_THAT(unfinished_runs(folder / "store"), ElementsAre("r-2", "r-10"));
}

}  // namespace
}  // namespace tidegate::store
