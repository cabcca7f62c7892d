#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <tidegate/bisect/journal.hpp>

#include "fakes/temp_folder.hpp"

namespace tidegate::bisect {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

const Search search{"600d", "bad0",   "sum[-] std/serial",  "abc",
                    1.07,   1.034408, 18446744073709551615U};
const Step measured{"c0ffee", "7ree", Answer::bad, "14 pairs put it above the cut", 3,
                    1.05,     1.049,  1.051,       {0.1, 0.0487901641694, -1e-17}};
const Step skipped{"deed", "7ea", Answer::untestable, "it does not \"build\"", 0, {}, {}, {}, {}};

class JournalTest : public TempFolder {
 protected:
  std::filesystem::path file = folder / "search" / "bisect.jsonl";
};

TEST_F(JournalTest, WhereNothingWasBegunThereIsNothing) {
  const auto journal = read_journal(file);
  ASSERT_TRUE(journal);
  EXPECT_FALSE(*journal);
}

TEST_F(JournalTest, ComesBackAsItWasWritten) {
  ASSERT_TRUE(begin_journal(file, search));
  ASSERT_TRUE(append_step(file, measured));
  ASSERT_TRUE(append_step(file, skipped));
  const auto journal = read_journal(file);
  ASSERT_TRUE(journal && *journal) << journal.error().what;
  EXPECT_EQ((*journal)->search, search);
  EXPECT_THAT((*journal)->steps, ElementsAre(measured, skipped));
}

TEST_F(JournalTest, ATornLineIsAskedForAgain) {
  ASSERT_TRUE(begin_journal(file, search));
  ASSERT_TRUE(append_step(file, measured));
  std::ofstream(file, std::ios::app) << R"({"kind":"step","comm)";
  EXPECT_THAT(read_journal(file).value()->steps, ElementsAre(measured));
  // The next writer closes it, and what it writes is read.
  ASSERT_TRUE(append_step(file, skipped));
  EXPECT_THAT(read_journal(file).value()->steps, ElementsAre(measured, skipped));
}

TEST_F(JournalTest, ABeginningReplacesWhatWasThere) {
  ASSERT_TRUE(begin_journal(file, search));
  ASSERT_TRUE(append_step(file, measured));
  ASSERT_TRUE(begin_journal(file, search));
  EXPECT_TRUE(read_journal(file).value()->steps.empty());
}

TEST_F(JournalTest, SaysWhichLineIsWrong) {
  ASSERT_TRUE(begin_journal(file, search));
  std::ofstream(file, std::ios::app)
      << R"({"kind":"step","commit":"a","tree":"b","answer":"maybe",)"
      << R"("why":"","pairs":0,"log_ratios":[]})"
      << "\n";
  const auto wrong = read_journal(file);
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().kind, ErrorKind::bad_input);
  EXPECT_THAT(wrong.error().what, HasSubstr("bisect.jsonl:2: answer"));
}

TEST_F(JournalTest, RefusesAnotherFileAndANewerVersion) {
  write("rows.jsonl", "{\"kind\": \"attempt\"}\n");
  EXPECT_FALSE(read_journal(folder / "rows.jsonl"));
  write("list.jsonl", "[1]\n");
  EXPECT_FALSE(read_journal(folder / "list.jsonl"));
  ASSERT_TRUE(begin_journal(file, search));
  std::string text = read("search/bisect.jsonl");
  text.replace(text.find("version\":1"), 10, "version\":2");
  write("search/bisect.jsonl", text);
  EXPECT_EQ(read_journal(file).error().kind, ErrorKind::incompatible);
}

}  // namespace
}  // namespace tidegate::bisect
