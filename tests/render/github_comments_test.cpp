#include <algorithm>

#include <fakes/sample_report.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <tidegate/render/github_comments.hpp>
#include <tidegate/render/markdown.hpp>

namespace tidegate::render {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

/// `slower` lines and `same` ones, each of a case of its own, with about 1 kB of reason each.
judge::GateReport long_report(std::size_t slower, std::size_t same) {
  judge::GateReport report = fakes::empty_report();
  for (std::size_t i = 0; i < slower + same; ++i) {
    judge::GateLine line = i < slower ? fakes::slower_line() : fakes::same_line();
    line.key.case_name = "case_" + std::to_string(i);
    if (i < slower) line.reason = std::string(1000, 'r');
    report.lines.push_back(line);
  }
  report.expected = report.compared = slower + same;
  return report;
}

std::size_t count_of(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
    ++found;
  }
  return found;
}

TEST(GithubComments, WhatFitsIsTheWholeReport) {
  const judge::GateReport report = fakes::every_verdict();
  EXPECT_EQ(render_github_summary(report), render_markdown(report));
  EXPECT_EQ(render_pr_comment(report), "<!-- tidegate:perf -->\n" + render_markdown(report));
}

TEST(GithubComments, ALongSummaryStaysBelowOneMebibyte) {
  const judge::GateReport report = long_report(3000, 10);
  EXPECT_GT(render_markdown(report).size(), 1024U * 1024U) << "or nothing is tested";
  const std::string text = render_github_summary(report);
  EXPECT_LE(text.size(), 1024U * 1024U);
  EXPECT_GT(text.size(), 1000U * 1024U) << "what fits is shown";
  EXPECT_THAT(text, HasSubstr("3,000 slower"));
  EXPECT_THAT(text, HasSubstr("verdict.json has everything"));
}

TEST(GithubComments, ALongCommentSaysHowMuchIsMissing) {
  const judge::GateReport report = long_report(150, 50);
  const std::string text = render_pr_comment(report);
  EXPECT_LE(text.size(), 65536U);
  EXPECT_THAT(text, StartsWith("<!-- tidegate:perf -->\n## tidegate: REGRESSION\n"));
  const std::size_t explained = count_of(text, "**slower**. r");
  EXPECT_GT(explained, 30U);
  EXPECT_EQ(count_of(text, "| **slower** |"), explained) << "a row and its reason go together";
  EXPECT_THAT(text, HasSubstr(std::to_string(150 - explained) + " of 150 non-same lines"));
  EXPECT_THAT(text, HasSubstr("`case_0["));
  EXPECT_THAT(text, Not(HasSubstr("`case_149[")));
}

TEST(GithubComments, ProblemsStayWhenNothingElseFits) {
  judge::GateReport report = long_report(2, 0);
  for (judge::GateLine& line : report.lines) line.reason = std::string(70000, 'r');
  report.problems = {"An expected row is missing."};
  report.reproduce = std::string(70000, 'c');
  const std::string text = render_pr_comment(report);
  EXPECT_LE(text.size(), 65536U);
  EXPECT_THAT(text, HasSubstr("- An expected row is missing."));
  EXPECT_THAT(text, HasSubstr("Left out: 2 of 2 non-same lines, 1 of 1 command. verdict.json"));
}

TEST(GithubComments, FactsOfAnySizeDoNotBreakTheLimit) {
  judge::GateReport report = fakes::every_verdict();
  report.filter = std::string(100000, 'f');
  report.notes.assign(300, std::string(5000, 'n'));
  EXPECT_LE(render_pr_comment(report).size(), 65536U);
  EXPECT_LE(render_github_summary(report).size(), 1024U * 1024U);
}

TEST(GithubComments, AMarkerCannotBeLeftEarly) {
  EXPECT_EQ(comment_marker("perf"), "<!-- tidegate:perf -->");
  EXPECT_EQ(comment_marker("a--> <script>\n"), "<!-- tidegate:a-script- -->");
  EXPECT_EQ(comment_marker("perf-against-v1.2"), "<!-- tidegate:perf-against-v1.2 -->");
  const std::string longest = comment_marker(std::string(5000, 'x'));
  EXPECT_LE(longest.size(), 400U);
  EXPECT_THAT(longest, EndsWith(" -->"));
}

}  // namespace
}  // namespace tidegate::render
