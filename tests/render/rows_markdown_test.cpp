#include <algorithm>

#include <fakes/sample_results.hpp>
#include <gtest/gtest.h>
#include <render/golden.hpp>

#include <tidegate/render/markdown_document.hpp>
#include <tidegate/render/rows_markdown.hpp>

namespace tidegate::render {
namespace {

using Cells = std::vector<std::string>;

TEST(RowsMarkdown, IsTheGoldenText) {
  expect_golden("rows_table.md", rows_markdown(fakes::sample_results()));
}

TEST(RowsMarkdown, ParsesBackToWhatTheRowsSay) {
  const auto read = parse_markdown(rows_markdown(fakes::sample_results()), "results.md");
  ASSERT_TRUE(read) << read.error().what;
  ASSERT_EQ(read->tables().size(), 2U);
  const MarkdownTable& pipeline = read->tables()[0];
  EXPECT_TRUE(pipeline.is_under("pipeline"));
  EXPECT_EQ(pipeline.header,
            (Cells{"Point", "Provider", "Min", "Median", "p95", "Samples", "Stage solve",
                   "Stage assemble", "Peak memory", "Ratio", "Status"}));
  ASSERT_EQ(pipeline.rows.size(), 2U);
  EXPECT_EQ(pipeline.rows[0], (Cells{"n=64", "kokkos/serial", "1.000 ms", "1.040 ms", "", "10",
                                     "900.0 µs", "", "", "0.500", "ok"}));
  EXPECT_EQ(pipeline.rows[1], (Cells{"n=64", "naive/serial", "2.000 ms", "2.080 ms", "2.300 ms",
                                     "40", "1.500 ms", "500.0 µs", "4.000 MiB", "ref", "ok"}));
}

TEST(RowsMarkdown, HostileNamesStayText) {
  const auto read = parse_markdown(rows_markdown(fakes::sample_results()), "results.md");
  ASSERT_TRUE(read);
  const MarkdownTable& hostile = read->tables()[1];
  EXPECT_TRUE(hostile.is_under("z_names"));
  ASSERT_EQ(hostile.rows.size(), 1U);
  EXPECT_EQ(hostile.rows[0][0], "kind=<b>|x");
  EXPECT_EQ(hostile.rows[0][1], "=HYPERLINK(\"x\",\"y\")/serial");
  EXPECT_EQ(hostile.rows[0].back(), "crashed");
}

TEST(RowsMarkdown, SaysThatThereAreNoRows) {
  EXPECT_EQ(rows_markdown({}), "# Results\n\nNo rows.\n");
}

}  // namespace
}  // namespace tidegate::render
