#include <fakes/sample_results.hpp>
#include <gtest/gtest.h>
#include <render/golden.hpp>

#include <tidegate/render/rows_csv.hpp>

namespace tidegate::render {
namespace {

/// The records of a text of RFC 4180, written from its grammar.
std::vector<std::vector<std::string>> records_of(const std::string& text) {
  std::vector<std::vector<std::string>> records(1, std::vector<std::string>(1));
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::string& field = records.back().back();
    if (quoted && text[i] == '"' && i + 1 < text.size() && text[i + 1] == '"') {
      field += text[i++];
    } else if (text[i] == '"') {
      quoted = !quoted;
    } else if (!quoted && text[i] == ',') {
      records.back().emplace_back();
    } else if (!quoted && text[i] == '\r' && text[i + 1] == '\n') {
      records.emplace_back(1);
      ++i;
    } else {
      field += text[i];
    }
  }
  records.pop_back();  // behind the last line end
  return records;
}

TEST(RowsCsv, HasARecordForEachMetricOfEachRow) {
  const std::string text = csv_header() + csv_records(fakes::sample_results());
  expect_golden("rows.csv", text);
  const auto records = records_of(text);
  ASSERT_EQ(records.size(), 1U + 2 + 4 + 1);
  for (const auto& record : records) EXPECT_EQ(record.size(), records.front().size());
  EXPECT_EQ(records[1][2], "n=64");
  EXPECT_EQ(records[1][20], "0.5");  // ratio
  EXPECT_EQ(records[1][21], "warm_time");
  EXPECT_EQ(std::stod(records[1][24]), 1e-3);
  EXPECT_EQ(records[1][29], "");      // no p95 of 10 samples
  EXPECT_EQ(records.back()[21], "");  // a row without metrics
  EXPECT_EQ(records.back()[12], "it said `x` | \"y\", and died");
}

TEST(RowsCsv, NoTextIsAFormula) {
  EXPECT_EQ(csv_field("=1+1"), "\"'=1+1\"");
  EXPECT_EQ(csv_field("\t@SUM(A1)"), "\"'@SUM(A1)\"");
  EXPECT_EQ(csv_field("+x"), "\"'+x\"");
  EXPECT_EQ(csv_field("-2"), "\"'-2\"");
  EXPECT_EQ(csv_field("\xEF\xBC\x9D"
                      "1"),
            "\"'\xEF\xBC\x9D"
            "1\"");
  EXPECT_EQ(records_of(csv_field("=HYPERLINK(\"a\",\"b\")") + "\r\n")[0][0],
            "'=HYPERLINK(\"a\",\"b\")");
}

TEST(RowsCsv, QuotesWhatWouldEndAField) {
  EXPECT_EQ(csv_field("plain"), "plain");
  EXPECT_EQ(csv_field("a,b"), "\"a,b\"");
  EXPECT_EQ(csv_field("a;b"), "\"a;b\"");  // what separates in some countries
  EXPECT_EQ(csv_field("say \"x\""), "\"say \"\"x\"\"\"");
  EXPECT_EQ(csv_field("two\r\nlines\x1b[2J"), "two lines [2J");
  EXPECT_EQ(csv_field(""), "");
}

}  // namespace
}  // namespace tidegate::render
