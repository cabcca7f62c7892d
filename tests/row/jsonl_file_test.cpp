#include <algorithm>
#include <random>

#include <gtest/gtest.h>

#include <tidegate/base/atomic_file.hpp>
#include <tidegate/row/jsonl_file.hpp>
#include <tidegate/row/row_json.hpp>

#include "fakes/temp_folder.hpp"
#include "sample_rows.hpp"

namespace tidegate {
namespace {

namespace fs = std::filesystem;

class JsonlFile : public TempFolder {
 protected:
  static std::string line(const char* run) {
    AttemptRow row = sample::attempt();
    row.run_id = run;
    return to_json_line(row);
  }
  static Outcome<RowsRead<AttemptRow>> read(std::vector<fs::path> paths) {
    return read_attempts(paths);
  }
  static std::string runs(const RowsRead<AttemptRow>& rows) {
    std::string text;
    for (const AttemptRow& row : rows.rows) text += row.run_id;
    return text;
  }
};

TEST_F(JsonlFile, ReadsFilesInOrderAndFoldersSorted) {
  write("rows/b.jsonl", line("b") + "\n");
  write("rows/a/z.jsonl", line("a") + "\n" + line("A") + "\n");
  write("rows/notes.txt", "not a row");
  const fs::path last = write("last.rows", line("z") + "\n");
  const auto rows = read({last, folder / "rows"});
  ASSERT_TRUE(rows) << rows.error().what;
  EXPECT_EQ(runs(*rows), "zaAb");
  EXPECT_EQ(rows->files, 3U);
  EXPECT_TRUE(rows->notes.empty());
}

TEST_F(JsonlFile, ToleratesCarriageReturnsBlankLinesAndAMissingFinalNewline) {
  const auto rows = read({write("a", "\r\n" + line("a") + "\r\n  \n\n" + line("b"))});
  ASSERT_TRUE(rows) << rows.error().what;
  EXPECT_EQ(runs(*rows), "ab");
  EXPECT_TRUE(rows->notes.empty());
}

TEST_F(JsonlFile, ForgivesATornLastLineWhereverItWasTorn) {
  const std::string whole = line("b");
  for (std::size_t length = 1; length < whole.size(); length += 37) {
    const auto rows = read({write("a", line("a") + "\n" + whole.substr(0, length))});
    ASSERT_TRUE(rows) << rows.error().what;
    EXPECT_EQ(runs(*rows), "a");
    ASSERT_EQ(rows->notes.size(), 1U);
    EXPECT_NE(rows->notes[0].find("a:2: this line is torn"), std::string::npos);
  }
}

TEST_F(JsonlFile, ATornLineThatAnAppendClosedIsForgivenWhereverItWasTorn) {
  const std::string whole = line("b");
  AttemptRow next = sample::attempt();
  next.run_id = "c";
  for (std::size_t length = 1; length <= whole.size(); length += 37) {
    const fs::path path = write("a", line("a") + "\n" + whole.substr(0, length));
    ASSERT_TRUE(append_attempt(path, next));
    const auto rows = read({path});
    ASSERT_TRUE(rows) << rows.error().what;
    EXPECT_EQ(runs(*rows), "ac");
    ASSERT_EQ(rows->notes.size(), 1U);
    EXPECT_NE(rows->notes[0].find("a:2: this line is torn"), std::string::npos) << rows->notes[0];
  }
}

TEST_F(JsonlFile, ARowThatLacksOnlyItsNewlineIsARowBeforeAndBehindAnAppend) {
  const fs::path path = write("a", line("a"));
  EXPECT_EQ(runs(read({path}).value()), "a");
  AttemptRow next = sample::attempt();
  next.run_id = "b";
  ASSERT_TRUE(append_attempt(path, next));
  const auto rows = read({path});
  ASSERT_TRUE(rows) << rows.error().what;
  EXPECT_EQ(runs(*rows), "ab");
  EXPECT_TRUE(rows->notes.empty());
}

TEST_F(JsonlFile, ATornLineWithANewlineIsAnError) {
  const auto rows = read({write("a.jsonl", line("a") + "\n\n{\"torn\n")});
  ASSERT_FALSE(rows);
  EXPECT_NE(rows.error().what.find("a.jsonl:3"), std::string::npos) << rows.error().what;
}

TEST_F(JsonlFile, ALastLineThatIsJsonButNoRowIsAnError) {
  const auto rows = read({write("a.jsonl", line("a") + "\n{}")});
  ASSERT_FALSE(rows);
  EXPECT_NE(rows.error().what.find("a.jsonl:2: schema_version is missing"), std::string::npos)
      << rows.error().what;
}

TEST_F(JsonlFile, RefusesWhatCannotBeRows) {
  write("empty/readme.txt", "nothing");
  const fs::path blank = write("blank.jsonl", "\n\n");
  const fs::path torn = write("torn.jsonl", "{\"schema_ver");
  const std::pair<fs::path, const char*> cases[] = {
      {folder / "nowhere", "nowhere does not exist"},
      {folder / "empty", "there is no row in"},
      {blank, "blank.jsonl"},
      {torn, "torn.jsonl"},
  };
  for (const auto& [path, sentence] : cases) {
    const auto rows = read({path});
    ASSERT_FALSE(rows) << path;
    EXPECT_EQ(rows.error().kind, ErrorKind::missing) << path;
    EXPECT_NE(rows.error().what.find(sentence), std::string::npos) << rows.error().what;
    EXPECT_FALSE(rows.error().hint.empty());
  }
  EXPECT_FALSE(read({}));
}

TEST_F(JsonlFile, AFailedReadIsNotTheEndOfTheFile) {
  // Reading this file at its start fails with EIO, for root too.
  const auto rows = read({"/proc/self/mem"});
  ASSERT_FALSE(rows);
  EXPECT_EQ(rows.error().kind, ErrorKind::io);
  EXPECT_NE(rows.error().what.find("/proc/self/mem"), std::string::npos);
}

TEST_F(JsonlFile, RowsOfTheOtherKindSayWhoWantsThem) {
  const fs::path attempts = write("attempts.jsonl", line("a") + "\n");
  const fs::path results = write("results.jsonl", to_json_line(sample::result()) + "\n");
  const auto wrong = read_results(std::vector{attempts});
  ASSERT_FALSE(wrong);
  EXPECT_NE(wrong.error().what.find("attempts.jsonl:1: kind"), std::string::npos);
  EXPECT_FALSE(read({results}));
}

TEST_F(JsonlFile, TheFirstRowTellsTheKind) {
  const fs::path results = write("r/a.jsonl", "\n" + to_json_line(sample::result()) + "\n");
  const fs::path attempts = write("attempts.jsonl", line("a") + "\n");
  const fs::path neither = write("neither.jsonl", "[1]\n");
  EXPECT_EQ(kind_of(std::vector{folder / "r"}), RowKind::result);
  EXPECT_EQ(kind_of(std::vector{attempts, results}), RowKind::attempt);
  EXPECT_EQ(kind_of(std::vector{neither}), RowKind::attempt);
  EXPECT_FALSE(kind_of(std::vector{folder / "nowhere"}));
}

TEST_F(JsonlFile, ResultsAreWrittenSortedAndReadBack) {
  std::vector<ResultRow> rows;
  for (std::int64_t n = 0; n < 50; ++n) {
    ResultRow row = sample::result();
    row.key.point.axes[0].value = n;
    row.key.provider = n % 2 == 0 ? "naive" : "kokkos";
    rows.push_back(std::move(row));
  }
  std::shuffle(rows.begin(), rows.end(), std::mt19937_64(3));
  const fs::path path = folder / "new" / "case.jsonl";
  ASSERT_TRUE(write_results(path, rows));
  const auto first = read_file(path).value();
  std::shuffle(rows.begin(), rows.end(), std::mt19937_64(4));
  ASSERT_TRUE(write_results(path, rows));
  EXPECT_EQ(read_file(path).value(), first);

  const auto read = read_results(std::vector{path});
  ASSERT_TRUE(read) << read.error().what;
  ASSERT_EQ(read->rows.size(), 50U);
  EXPECT_TRUE(std::is_sorted(read->rows.begin(), read->rows.end(),
                             [](const auto& a, const auto& b) { return a.key < b.key; }));
  for (const ResultRow& row : read->rows) EXPECT_EQ(row.provenance, read->rows[0].provenance);
}

TEST_F(JsonlFile, AppendedAttemptsAreReadInOrder) {
  const fs::path path = folder / "attempts.jsonl";
  AttemptRow row = sample::attempt();
  for (const char* run : {"a", "b", "c"}) {
    row.run_id = run;
    ASSERT_TRUE(append_attempt(path, row));
  }
  EXPECT_EQ(runs(read({path}).value()), "abc");
}

}  // namespace
}  // namespace tidegate
