#include <string>
#include <vector>

#include <gmock/gmock.h>

#include <tidegate/base/atomic_file.hpp>
#include <tidegate/row/row_json.hpp>
#include <tidegate/store/by_key.hpp>

#include "fakes/temp_folder.hpp"
#include "small_rows.hpp"

namespace tidegate::store {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
namespace fs = std::filesystem;

class ByKeyTest : public TempFolder {
 protected:
  static std::string line(const AttemptRow& row) { return to_json_line(row) + '\n'; }
  /// `<n> <run>: <file>:<line>...`
  static std::vector<std::string> told(const Latest& found) {
    std::vector<std::string> texts;
    for (const LatestRow& row : found.rows) {
      texts.push_back(row.key.text() + ' ' + row.run_id + ':');
      for (const Place& place : row.attempts) {
        texts.back() +=
            ' ' + found.files[place.file].stem().string() + ':' + std::to_string(place.line);
      }
    }
    return texts;
  }
};

TEST_F(ByKeyTest, SetsApartWhatFoldsTogetherHoweverItIsMixed) {
  const std::vector<fs::path> files = {
      write("x.jsonl", line(small_row("run2", 1)) + line(small_row("run1", 2)) +
                           line(small_row("run2", 2)) + line(small_row("run2", 1, 2))),
      write("y.jsonl", line(small_row("run1", 2, 3)) + line(small_row("run2", 1, 4)))};
  const auto found = by_key(files);
  ASSERT_TRUE(found) << found.error().what;
  EXPECT_THAT(told(*found), ElementsAre("count[n=1,mode=warm] sh/serial run2: x:1 x:4 y:2",
                                        "count[n=2,mode=warm] sh/serial run1: x:2 y:1",
                                        "count[n=2,mode=warm] sh/serial run2: x:3"));
  EXPECT_EQ(found->lines, 6U);
}

TEST_F(ByKeyTest, AttemptsOfOtherMachinesAndQuickOnesStayWithTheirKey) {
  AttemptRow elsewhere = small_row("run1", 1);
  elsewhere.machine_class = "there-00000000";
  elsewhere.coverage = Coverage::fast;
  const std::vector<fs::path> files = {
      write("x.jsonl", line(small_row("run1", 1)) + line(elsewhere))};
  EXPECT_THAT(told(by_key(files).value()),
              ElementsAre("count[n=1,mode=warm] sh/serial run1: x:1 x:2"));
}

TEST_F(ByKeyTest, LinesThatWereFoundBeforeAreSetApartAlone) {
  const std::vector<fs::path> files = {
      write("x.jsonl", line(small_row("run1", 1)) + line(small_row("run2", 2)) +
                           line(small_row("run2", 1)) + line(small_row("run2", 2)))};
  const auto newest = newest_runs_of(files);
  ASSERT_TRUE(newest);
  EXPECT_THAT(told(by_key(*newest).value()),
              ElementsAre("count[n=1,mode=warm] sh/serial run2: x:3",
                          "count[n=2,mode=warm] sh/serial run2: x:2 x:4"));
}

TEST_F(ByKeyTest, TornLinesAreNotedAndOthersThatAreNoRowsAreErrors) {
  const std::string whole = line(small_row("run1", 1));
  const std::vector<fs::path> torn = {write("x.jsonl", whole + whole.substr(0, 40))};
  const auto found = by_key(torn);
  ASSERT_TRUE(found);
  EXPECT_THAT(told(*found), ElementsAre("count[n=1,mode=warm] sh/serial run1: x:1"));
  EXPECT_THAT(found->notes, ElementsAre(HasSubstr("x.jsonl:2: this line is torn")));
  const std::vector<fs::path> bad = {write("y.jsonl", whole + "{\"no\":1}\n")};
  const auto refused = by_key(bad);
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().what, HasSubstr("y.jsonl:2"));
}

}  // namespace
}  // namespace tidegate::store
