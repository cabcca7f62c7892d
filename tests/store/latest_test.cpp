#include <gmock/gmock.h>

#include <tidegate/base/atomic_file.hpp>
#include <tidegate/row/jsonl_file.hpp>
#include <tidegate/row/machine_class.hpp>
#include <tidegate/row/row_json.hpp>
#include <tidegate/store/latest.hpp>
#include <tidegate/store/row_store.hpp>

#include "fakes/temp_folder.hpp"
#include "small_rows.hpp"

namespace tidegate::store {
namespace {

using testing::ElementsAre;
namespace fs = std::filesystem;

class LatestTest : public TempFolder {
 protected:
  void SetUp() override {
    TempFolder::SetUp();
    root = folder / "store";
  }
  void append(const AttemptRow& row) const {
    ASSERT_TRUE(RowStore::open(root).value().append(row));
  }
  std::vector<fs::path> files() const {
    std::vector<fs::path> paths;
    const auto found = run_files(root).value();
    for (const RunFile& file : found) paths.push_back(file.path);
    return paths;
  }
  /// `<key> <run>: <line>...`
  static std::vector<std::string> told(const Latest& latest) {
    std::vector<std::string> texts;
    for (const LatestRow& row : latest.rows) {
      texts.push_back(row.key.text() + ' ' + row.run_id);
      for (const Place& place : row.attempts) texts.back() += ' ' + std::to_string(place.line);
    }
    return texts;
  }
  static std::vector<std::string> lines(const Latest& latest) {
    std::vector<std::string> texts;
    const auto all = each_line(
        latest, [&texts](std::string_view line, const std::string& file, std::size_t number) {
          texts.push_back(fs::path(file).stem().string() + ':' + std::to_string(number) + ' ' +
                          std::string(line.substr(0, 17)));
          return Outcome<void>();
        });
    EXPECT_TRUE(all);
    return texts;
  }
  fs::path root;
};

TEST_F(LatestTest, TakesAllAttemptsOfTheNewestRunOfEachKey) {
  append(small_row("b", 1));
  append(small_row("a", 1));
  append(small_row("a", 2));
  append(small_row("b", 1, 2));
  auto paths = files();
  for (int order = 0; order < 2; ++order) {  // the order of the files means nothing
    const auto latest = latest_of(paths);
    ASSERT_TRUE(latest) << latest.error().what;
    EXPECT_THAT(told(*latest), ElementsAre("count[n=1,mode=warm] sh/serial b 1 2",
                                           "count[n=2,mode=warm] sh/serial a 2"));
    EXPECT_EQ(latest->lines, 4U);
    EXPECT_THAT(lines(*latest), ElementsAre("b:1 {\"schema_version\"", "b:2 {\"schema_version\"",
                                            "a:2 {\"schema_version\""));
    std::reverse(paths.begin(), paths.end());
  }
}

TEST_F(LatestTest, AFastRowIsNeverTheNewest) {
  append(small_row("a", 1));
  AttemptRow fast = small_row("b", 1);
  fast.coverage = Coverage::fast;
  append(fast);
  fast.key.point.axes[0].value = std::int64_t{2};
  append(fast);
  const auto latest = latest_of(files());
  ASSERT_TRUE(latest);
  EXPECT_THAT(told(*latest), ElementsAre("count[n=1,mode=warm] sh/serial a 1"));
  EXPECT_EQ(latest->fast, 2U);
}

TEST_F(LatestTest, TheNewestRunOfACaseIsTakenAsAWhole) {
  append(small_row("a", 1));
  append(small_row("a", 2));
  append(small_row("b", 2));
  append(small_row("b", 3));
  AttemptRow there = small_row("a", 1);  // another machine's newest run, which b does not replace
  there.machine_class = "there-00000000";
  append(there);
  AttemptRow other = small_row("a", 1);
  other.key.case_name = "scan";
  append(other);
  const auto newest = newest_runs_of(files());
  ASSERT_TRUE(newest) << newest.error().what;
  std::vector<std::string> texts;
  for (const LatestRow& row : newest->rows) {
    texts.push_back(row.key.case_name + ' ' + row.run_id + ' ' +
                    std::to_string(row.attempts.size()));
  }
  EXPECT_THAT(texts, ElementsAre("count b 2", "count a 1", "scan a 1"));
  EXPECT_TRUE(newest->notes.empty());
}

TEST_F(LatestTest, AQuickRunIsTakenOnlyWhereItsCaseHasNoOther) {
  AttemptRow fast = small_row("b", 1);
  fast.coverage = Coverage::fast;
  append(fast);
  fast.key.case_name = "scan";
  append(fast);
  append(small_row("a", 1));
  const auto newest = newest_runs_of(files());
  ASSERT_TRUE(newest);
  ASSERT_EQ(newest->rows.size(), 2U);
  EXPECT_EQ(newest->rows[0].run_id, "a");
  EXPECT_EQ(newest->rows[1].run_id, "b");
  EXPECT_THAT(newest->notes, ElementsAre("the quick run b of count was left out: run a is full"));
}

TEST_F(LatestTest, MachinesDoNotReplaceEachOther) {
  append(small_row("a", 1));
  AttemptRow there = small_row("b", 1);
  there.machine_class = "there-00000000";
  append(there);
  const auto latest = latest_of(files());
  ASSERT_TRUE(latest);
  EXPECT_THAT(told(*latest), ElementsAre("count[n=1,mode=warm] sh/serial a 1",
                                         "count[n=1,mode=warm] sh/serial b 1"));
}

TEST_F(LatestTest, ANewerRowReplacesASkippedOneThatKnowsNoMachine) {
  AttemptRow skipped = small_row("a", 1);
  skipped.status = Status::skipped;
  skipped.metrics.clear();
  skipped.machine_class = machine_class_id(skipped.provenance);
  append(skipped);
  EXPECT_EQ(latest_of(files()).value().rows.size(), 1U);
  append(small_row("b", 1));
  EXPECT_THAT(told(latest_of(files()).value()), ElementsAre("count[n=1,mode=warm] sh/serial b 1"));
  EXPECT_EQ(newest_runs_of(files()).value().rows.size(), 1U);
}

TEST_F(LatestTest, OneKeySpelledInManyWaysIsOneKey) {
  const std::string row = to_json_line(small_row("a", 1));
  const auto with = [&row](const std::string& from, const std::string& to) {
    std::string text = row;
    text.replace(text.find(from), from.size(), to);
    return text;
  };
  const std::string texts[] = {
      with("\"a\"", "\"b\""),
      with("\"n\":1,\"mode\":\"warm\"", "\"mode\" : \"warm\", \"n\":1"),  // another order
      with("\"sh\"", "\"\\u0073h\""),                                     // an escape
      with("\"machine_class\":\"here-00000000\",", ""),                   // its class is computed
      with("\"coverage\":\"full\",", ""),
      with("\"a\"", "\"\\u0063\""),  // run c: the newest
  };
  std::string all;
  for (const std::string& text : texts) all += text + '\n';
  const fs::path file = write("rows.jsonl", all);
  const auto latest = latest_of(std::vector{file});
  ASSERT_TRUE(latest) << latest.error().what;
  ASSERT_EQ(latest->rows.size(), 1U) << "the class computed from no facts stands for any";
  EXPECT_EQ(latest->rows[0].run_id, "c");
  EXPECT_THAT(latest->rows[0].attempts, testing::SizeIs(1));
}

TEST_F(LatestTest, ALineLongerThanABlockIsStillOneLine) {
  AttemptRow large = small_row("a", 1);
  large.metrics[0].samples.assign(300000, 0.123456789);
  append(large);
  append(small_row("a", 2));
  const auto latest = latest_of(files());
  ASSERT_TRUE(latest) << latest.error().what;
  EXPECT_THAT(told(*latest), ElementsAre("count[n=1,mode=warm] sh/serial a 1",
                                         "count[n=2,mode=warm] sh/serial a 2"));
  EXPECT_EQ(lines(*latest).size(), 2U);
}

TEST_F(LatestTest, WhatIsNoRowIsNamed) {
  const std::string good = to_json_line(small_row("a", 1)) + '\n';
  for (const char* bad : {"[]", "{}", "{\"schema_ver", "noise", "{\"run_id\":7}", "\"\\"}) {
    const fs::path file = write("rows.jsonl", good + bad + "\n");
    const auto latest = latest_of(std::vector{file});
    ASSERT_FALSE(latest) << bad;
    EXPECT_NE(latest.error().what.find("rows.jsonl:2"), std::string::npos) << latest.error().what;
    EXPECT_FALSE(latest.error().hint.empty());
  }
  const auto nowhere = latest_of(std::vector{folder / "nowhere.jsonl"});
  ASSERT_FALSE(nowhere);
  EXPECT_EQ(nowhere.error().kind, ErrorKind::missing);
}

TEST_F(LatestTest, ARowThatVanishedMeanwhileIsAnErrorAndNotAnEmptyRow) {
  append(small_row("a", 1));
  const auto latest = latest_of(files());
  ASSERT_TRUE(latest);
  ASSERT_TRUE(write_file_atomically(files()[0], "{}\n"));
  const auto read = each_line(
      *latest, [](std::string_view, const std::string&, std::size_t) { return Outcome<void>(); });
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().kind, ErrorKind::io);
}

}  // namespace
}  // namespace tidegate::store
