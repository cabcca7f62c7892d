#include <gtest/gtest.h>

#include <tidegate/base/atomic_file.hpp>
#include <tidegate/store/merge.hpp>
#include <tidegate/store/open_run.hpp>

#include "fakes/temp_folder.hpp"
#include "small_rows.hpp"

namespace tidegate::store {
namespace {

namespace fs = std::filesystem;

class MergeTest : public TempFolder {
 protected:
  RowStore store(const char* name) const { return RowStore::open(folder / name).value(); }
  std::size_t files(const char* name) const { return run_files(folder / name).value().size(); }
};

TEST_F(MergeTest, CopiesWhatIsNewAndPassesByWhatIsThere) {
  ASSERT_TRUE(store("a").append(small_row("1", 1)));
  ASSERT_TRUE(store("b").append(small_row("1", 1)));
  ASSERT_TRUE(store("b").append(small_row("2", 1)));
  ASSERT_TRUE(store("c").append(small_row("2", 1)));
  const auto merged = merge(store("a"), std::vector{folder / "b", folder / "c"});
  ASSERT_TRUE(merged) << merged.error().what;
  EXPECT_EQ(merged->copied, std::vector{folder / "a" / "count" / "2.jsonl"});
  EXPECT_EQ(merged->same, 2U);
  EXPECT_EQ(read_file(folder / "a" / "count" / "2.jsonl").value(),
            read_file(folder / "b" / "count" / "2.jsonl").value());
  const auto again = merge(store("a"), std::vector{folder / "b", folder / "c"});
  ASSERT_TRUE(again);
  EXPECT_TRUE(again->copied.empty());
  EXPECT_EQ(files("a"), 2U);
  const auto entries = std::distance(fs::directory_iterator(folder / "a" / "count"), {});
  EXPECT_EQ(entries, 2) << "nothing stays beside the runs";
}

TEST_F(MergeTest, TwoHistoriesOfOneRunCopyNothing) {
  ASSERT_TRUE(store("a").append(small_row("1", 1, 1.0)));
  ASSERT_TRUE(store("b").append(small_row("0", 1)));
  ASSERT_TRUE(store("b").append(small_row("1", 1, 2.0)));
  const std::string before = read_file(folder / "a" / "count" / "1.jsonl").value();
  const auto merged = merge(store("a"), std::vector{folder / "b"});
  ASSERT_FALSE(merged);
  EXPECT_EQ(merged.error().kind, ErrorKind::incompatible);
  EXPECT_NE(merged.error().what.find("a/count/1.jsonl"), std::string::npos) << merged.error().what;
  EXPECT_NE(merged.error().what.find("b/count/1.jsonl"), std::string::npos);
  EXPECT_EQ(files("a"), 1U);
  EXPECT_EQ(read_file(folder / "a" / "count" / "1.jsonl").value(), before);

  // Also where the two meet only in a third one.
  EXPECT_FALSE(merge(store("new"), std::vector{folder / "a", folder / "b"}));
  EXPECT_EQ(files("new"), 0U);
}

TEST_F(MergeTest, ARunThatWentOnElsewhereTakesThePlaceOfItsBeginning) {
  for (const char* name : {"laptop", "copy"}) ASSERT_TRUE(store(name).append(small_row("1", 1)));
  ASSERT_TRUE(merge(store("all"), std::vector{folder / "laptop"}));
  ASSERT_TRUE(store("laptop").append(small_row("1", 2)));
  const auto merged = merge(store("all"), std::vector{folder / "laptop"});
  ASSERT_TRUE(merged) << merged.error().what;
  EXPECT_EQ(merged->grown, std::vector{folder / "all" / "count" / "1.jsonl"});
  EXPECT_TRUE(merged->copied.empty());
  EXPECT_EQ(read("all/count/1.jsonl"), read("laptop/count/1.jsonl"));
  EXPECT_EQ(std::distance(fs::directory_iterator(folder / "all" / "count"), {}), 1);

  // The shorter one is no news, whichever comes first.
  const auto older = merge(store("all"), std::vector{folder / "copy"});
  ASSERT_TRUE(older) << older.error().what;
  EXPECT_TRUE(older->grown.empty());
  EXPECT_EQ(older->same, 1U);
  for (const auto& [one, other] : {std::pair{"laptop", "copy"}, std::pair{"copy", "laptop"}}) {
    const std::string target = std::string(one) + "-first";
    ASSERT_TRUE(merge(store(target.c_str()), std::vector{folder / one, folder / other}));
    EXPECT_EQ(read(target + "/count/1.jsonl"), read("laptop/count/1.jsonl"));
  }
}

TEST_F(MergeTest, GrowthDoesNotExcuseAnAlteredRow) {
  ASSERT_TRUE(store("a").append(small_row("1", 1, 1.0)));
  ASSERT_TRUE(store("b").append(small_row("1", 1, 2.0)));
  ASSERT_TRUE(store("b").append(small_row("1", 2, 2.0)));
  ASSERT_TRUE(store("b").append(small_row("2", 1)));
  const auto merged = merge(store("a"), std::vector{folder / "b"});
  ASSERT_FALSE(merged);
  EXPECT_EQ(merged.error().kind, ErrorKind::incompatible);
  EXPECT_EQ(files("a"), 1U);
}

TEST_F(MergeTest, AWriterThatWaitsGoesOnInTheFileThatGrew) {
  ASSERT_TRUE(store("a").append(small_row("1", 1)));
  ASSERT_TRUE(store("b").append(small_row("1", 1)));
  ASSERT_TRUE(store("b").append(small_row("1", 2)));
  ASSERT_TRUE(merge(store("a"), std::vector{folder / "b"}));
  ASSERT_TRUE(store("a").append(small_row("1", 3)));
  EXPECT_EQ(read("a/count/1.jsonl").rfind(read("b/count/1.jsonl"), 0), 0U);
}

TEST_F(MergeTest, AnUnfinishedRunStaysOneUntilItIsFinishedAnywhere) {
  const RunPlan plan{{{"--samples", "40"}}, {"one", "two"}};
  {
    auto run = OpenRun::claim(store("laptop"), "1").value();
    ASSERT_TRUE(run.begin(plan));
    ASSERT_TRUE(store("laptop").append(small_row("1", 1)));
  }
  ASSERT_TRUE(merge(store("all"), std::vector{folder / "laptop"}));
  EXPECT_EQ(unfinished_runs(folder / "all"), std::vector<std::string>{"1"});
  EXPECT_EQ(read("all/.runs/1.json"), read("laptop/.runs/1.json"));
  {
    auto run = OpenRun::reopen(store("laptop"), "1").value();
    ASSERT_TRUE(store("laptop").append(small_row("1", 2)));
    ASSERT_TRUE(run.finish());
  }
  fs::copy(folder / "all", folder / "old", fs::copy_options::recursive);
  {
    const auto measured = OpenRun::reopen(store("old"), "1").value();
    ASSERT_TRUE(merge(store("old"), std::vector{folder / "laptop"}));
    EXPECT_EQ(unfinished_runs(folder / "old").size(), 1U) << "another process measures it";
  }
  ASSERT_TRUE(merge(store("all"), std::vector{folder / "laptop"}));
  EXPECT_TRUE(unfinished_runs(folder / "all").empty());
  // What is finished does not become unfinished by an older copy.
  ASSERT_TRUE(merge(store("laptop"), std::vector{folder / "old"}));
  EXPECT_TRUE(unfinished_runs(folder / "laptop").empty());
}

TEST_F(MergeTest, TwoPlansOfOneRunCopyNothing) {
  for (const char* name : {"a", "b"}) {
    auto run = OpenRun::claim(store(name), "1").value();
    ASSERT_TRUE(run.begin(RunPlan{{{"the host", name}}, {"one"}}));
  }
  ASSERT_TRUE(store("b").append(small_row("2", 1)));
  const auto merged = merge(store("a"), std::vector{folder / "b"});
  ASSERT_FALSE(merged);
  EXPECT_NE(merged.error().what.find("different plans"), std::string::npos) << merged.error().what;
  EXPECT_EQ(files("a"), 0U);
}

TEST_F(MergeTest, AStoreThatIsNotThereIsNamed) {
  const auto merged = merge(store("a"), std::vector{folder / "nowhere"});
  ASSERT_FALSE(merged);
  EXPECT_EQ(merged.error().kind, ErrorKind::missing);
}

}  // namespace
}  // namespace tidegate::store
