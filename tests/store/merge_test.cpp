#include <gtest/gtest.h>

#include <tidegate/base/atomic_file.hpp>
#include <tidegate/store/merge.hpp>

#include "small_rows.hpp"
#include "temp_folder.hpp"

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

  // Also where the two meet only in a third one, and where one is the beginning of the other.
  ASSERT_TRUE(store("d").append(small_row("1", 1, 1.0)));
  ASSERT_TRUE(store("d").append(small_row("1", 2, 1.0)));
  for (const char* other : {"b", "d"}) {
    EXPECT_FALSE(merge(store("new"), std::vector{folder / "a", folder / other})) << other;
    EXPECT_EQ(files("new"), 0U);
  }
}

TEST_F(MergeTest, AStoreThatIsNotThereIsNamed) {
  const auto merged = merge(store("a"), std::vector{folder / "nowhere"});
  ASSERT_FALSE(merged);
  EXPECT_EQ(merged.error().kind, ErrorKind::missing);
}

}  // namespace
}  // namespace tidegate::store
