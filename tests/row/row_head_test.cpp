#include <gtest/gtest.h>

#include <tidegate/row/row_head.hpp>
#include <tidegate/row/row_json.hpp>

#include "sample_rows.hpp"

namespace tidegate {
namespace {

const TextSource source{"rows.jsonl", 3};

Outcome<RowHead> head(const std::string& line) { return read_head(raw_head(line), line, source); }

void expect_head_of(const AttemptRow& row, const Outcome<RowHead>& head) {
  ASSERT_TRUE(head) << head.error().what;
  EXPECT_EQ(head->run_id, row.run_id);
  EXPECT_EQ(head->key.canonical(), row.key.canonical());
  EXPECT_EQ(head->machine_class, row.machine_class);
  EXPECT_EQ(head->coverage, row.coverage);
}

TEST(RowHead, IsWhatTheWholeRowSays) {
  AttemptRow row = sample::attempt();
  expect_head_of(row, head(to_json_line(row)));
  row.coverage = Coverage::fast;
  row.run_id = "quotes \" and \\ and {[";
  row.key.provider = "},\"run_id\":\"other\"";
  expect_head_of(row, head(to_json_line(row)));
}

TEST(RowHead, OfOurWriterEndsBeforeTheSamples) {
  std::string line = to_json_line(sample::attempt());
  line.resize(line.find("\"reference\""));
  expect_head_of(sample::attempt(), head(line));
}

TEST(RowHead, FieldsMayStandAnywhere) {
  const RawHead raw =
      raw_head(R"( { "x" : {"run_id":"no","y":["}",{"case":"no"}]} , "point":{"n": 1},"case":"c",)"
               R"("run_id":"r","ok":true,"z":-1.5e3 })");
  EXPECT_EQ(raw.run_id, "\"r\"");
  EXPECT_EQ(raw.case_name, "\"c\"");
  EXPECT_EQ(raw.point, "{\"n\": 1}");
  EXPECT_EQ(raw.provider, "");
}

TEST(RowHead, NeverReadsBehindTheLine) {
  const std::string line = to_json_line(sample::attempt());
  for (std::size_t length = 0; length < line.size(); ++length) {
    // A copy of exactly that length, so that a sanitizer sees a step too far.
    const std::vector<char> cut(line.begin(), line.begin() + static_cast<std::ptrdiff_t>(length));
    const std::string_view text(cut.data(), cut.size());
    const RawHead raw = raw_head(text);
    EXPECT_LE(raw.run_id.size(), length);
  }
  for (const char* text :
       {"", "{", "[1]", "{\"run_id\"", "{\"run_id\":", "{\"run_id\":\"\\", "{]"}) {
    EXPECT_EQ(raw_head(text).run_id, "") << text;
    EXPECT_FALSE(head(text)) << text;
  }
}

TEST(RowHead, WhatItLacksIsReadFromTheWholeRow) {
  AttemptRow row = sample::attempt();
  const std::string line = to_json_line(row);
  std::string without = line;
  const std::string field = "\"machine_class\":\"" + row.machine_class + "\",";
  without.erase(without.find(field), field.size());
  expect_head_of(row, head(without));  // the class follows from the provenance

  std::string no_provider = line;
  no_provider.replace(no_provider.find("\"provider\""), 10, "\"supplier\"");
  const auto bad = head(no_provider);
  ASSERT_FALSE(bad);
  EXPECT_NE(bad.error().what.find("rows.jsonl:3"), std::string::npos) << bad.error().what;
  EXPECT_NE(bad.error().what.find("provider"), std::string::npos) << bad.error().what;
}

}  // namespace
}  // namespace tidegate
