#include <gtest/gtest.h>

#include <tidegate/row/jsonl_file.hpp>
#include <tidegate/row/row_json.hpp>
#include <tidegate/run/attempt_log.hpp>

#include "fakes/scripted_worker.hpp"
#include "fakes/temp_folder.hpp"

namespace tidegate::run {
namespace {

class AttemptLogTest : public TempFolder {};

AttemptRow row_of(const char* name) {
  AttemptSpec spec;
  spec.run_id = "20261121T010203Z__abcdef0";
  spec.key = {name, parse_point("n=8").value(), "std", "serial"};
  return scripted_row(Script{}, spec, std::vector<double>(30, 0.5));
}

TEST_F(AttemptLogTest, KeepsAFileForEachCase) {
  const auto log = AttemptLog::open(folder / "a" / "rows");
  ASSERT_TRUE(log);
  for (const char* name : {"sum", "scan", "sum"}) ASSERT_TRUE(log->append(row_of(name)));
  const std::vector<std::filesystem::path> paths{folder / "a" / "rows" / "sum.jsonl"};
  const auto read_back = read_attempts(paths);
  ASSERT_TRUE(read_back) << read_back.error().what;
  ASSERT_EQ(read_back->rows.size(), 2U);
  EXPECT_EQ(to_json_line(read_back->rows[0]), to_json_line(row_of("sum")));
  EXPECT_TRUE(std::filesystem::exists(folder / "a" / "rows" / "scan.jsonl"));
}

TEST_F(AttemptLogTest, StaysInItsFolderWhateverACaseIsCalled) {
  const auto log = AttemptLog::open(folder);
  ASSERT_TRUE(log);
  const std::pair<const char*, const char*> cases[] = {{"BM_sum/8", "BM_sum%2F8.jsonl"},
                                                       {"../up", "%2E.%2Fup.jsonl"},
                                                       {"a b\n", "a%20b%0A.jsonl"},
                                                       {"a+b", "a+b.jsonl"},
                                                       {"a_b", "a_b.jsonl"},
                                                       {"", "%.jsonl"}};
  for (const auto& [name, file] : cases) EXPECT_EQ(log->file_of(row_of(name)), folder / file);
}

TEST_F(AttemptLogTest, SaysThatItsFolderCannotBeMade) {
  write("taken", "a file");
  const auto log = AttemptLog::open(folder / "taken" / "rows");
  ASSERT_FALSE(log);
  EXPECT_NE(log.error().what.find("taken"), std::string::npos);
}

}  // namespace
}  // namespace tidegate::run
