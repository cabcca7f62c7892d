#include <fakes/sample_report.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <render/golden.hpp>

#include <tidegate/render/github_annotations.hpp>
#include <tidegate/render/github_comments.hpp>
#include <tidegate/render/several.hpp>

namespace tidegate::render {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

judge::GateReport named(judge::GateReport report, const std::string& name) {
  report.name = name;
  return report;
}

/// `slower` lines with a kilobyte of reason each.
judge::GateReport loud_report(const std::string& name, std::size_t slower) {
  judge::GateReport report = named(fakes::empty_report(), name);
  for (std::size_t i = 0; i < slower; ++i) {
    judge::GateLine line = fakes::slower_line();
    line.key.case_name = name + "_" + std::to_string(i);
    line.reason = std::string(1000, 'r');
    report.lines.push_back(line);
  }
  report.expected = report.compared = slower;
  return report;
}

std::vector<judge::GateReport> one_of_each() {
  return {named(fakes::passing_report(), "passing"), named(fakes::first_report(), "new"),
          named(fakes::silent_report(), "silent"), named(fakes::every_verdict(), "red")};
}

TEST(Several, TheWorstSpeaksForAll) {
  const std::vector<judge::GateReport> all = one_of_each();
  const auto code_of = [&all](std::size_t first, std::size_t count) {
    return exit_code(Several{std::span(all).subspan(first, count), "n"});
  };
  EXPECT_EQ(code_of(0, 4), ExitCode::regression);
  EXPECT_EQ(code_of(0, 3), ExitCode::cannot_say);
  EXPECT_EQ(code_of(0, 2), ExitCode::ok);
  EXPECT_EQ(code_of(1, 1), ExitCode::first_run);
  EXPECT_EQ(code_of(0, 0), ExitCode::cannot_say) << "nothing judged is no pass";
  Several cut_off{std::span(all).first(2), "n"};
  cut_off.problems = {"The run was cut off."};
  EXPECT_EQ(exit_code(cut_off), ExitCode::cannot_say);
  EXPECT_EQ(sentence_of(cut_off),
            "COULD NOT SAY: of 2 gates 1 had nothing to compare with, 1 passed.");
  EXPECT_EQ(sentence_of(Several{}), "COULD NOT SAY: no gate left a verdict.");
}

TEST(Several, AreOneTextInTheOrderOfAttention) {
  const std::vector<judge::GateReport> all = one_of_each();
  Several several{all, "tidegate-change"};
  several.problems = {"The gate `late` left no verdict; the log says why."};
  several.link = "https://github.example/owner/name/actions/runs/7";
  const std::string text = render_pr_comment(several);
  EXPECT_THAT(text, StartsWith("<!-- tidegate:tidegate-change -->\n# tidegate-change: REGRESSION"));
  EXPECT_THAT(text, Not(HasSubstr("Cut to fit")));
  EXPECT_EQ(render_github_summary(several), text.substr(text.find('\n') + 1));
  expect_golden("several.md", render_github_summary(several));
}

TEST(Several, OfTooManyEachHasItsLineAndTheWorstItsReport) {
  std::vector<judge::GateReport> all{named(fakes::passing_report(), "passing")};
  for (int i = 0; i < 40; ++i) all.push_back(loud_report("gate" + std::to_string(i), 60));
  const std::string text = render_pr_comment(Several{all, "n"});
  EXPECT_LE(text.size(), 65536U);
  EXPECT_GT(text.size(), 60000U) << "what fits is shown";
  EXPECT_THAT(text, HasSubstr("| `gate39` | REGRESSION"));
  EXPECT_THAT(text, HasSubstr("| `passing` | PASS"));
  EXPECT_NE(text.find("## gate0: REGRESSION"), std::string::npos);
  EXPECT_EQ(text.find("## gate39: REGRESSION"), std::string::npos);
  EXPECT_THAT(text, testing::ContainsRegex("The reports of 3[0-9] gates are not shown here"));
}

TEST(Several, AShortOneKeepsItsPlaceBeforeALongOne) {
  std::vector<judge::GateReport> all{loud_report("small", 1), loud_report("long", 500)};
  const std::string text = render_pr_comment(Several{all, "n"});
  EXPECT_LE(text.size(), 65536U);
  EXPECT_THAT(text, HasSubstr("## small: REGRESSION"));
  EXPECT_THAT(text, HasSubstr("## long: REGRESSION"));
  EXPECT_GT(text.size(), 60000U) << "the last one has all that is left";
  EXPECT_THAT(text, Not(HasSubstr("are not shown here")));
}

TEST(Several, TextOfOthersStaysInItsPlace) {
  std::vector<judge::GateReport> all{named(fakes::passing_report(), "a\n# b | c <!-- x -->")};
  Several several{all, "n\n# other\n"};
  several.problems = {"p\n\n# heading", std::string(200000, 'p')};
  several.link = "https://x/" + std::string(100000, 'l');
  const std::string text = render_pr_comment(several);
  EXPECT_LE(text.size(), 65536U);
  EXPECT_THAT(text, Not(HasSubstr("\n# b")));
  EXPECT_THAT(text, Not(HasSubstr("\n# other")));
  EXPECT_THAT(text, Not(HasSubstr("\n# heading")));
  EXPECT_THAT(text, Not(HasSubstr("<!-- x")));
  EXPECT_THAT(text, HasSubstr("Left out here: 1 of 2 problems."));
}

TEST(Several, TheTenAnnotationsAreOfTheStep) {
  std::vector<judge::GateReport> all{named(fakes::passing_report(), "passing"),
                                     loud_report("one", 6), loud_report("two", 6)};
  Several several{all, "n"};
  several.problems = {"A gate left no verdict."};
  const std::string text = render_github_annotations(several);
  EXPECT_THAT(text, StartsWith("::error title=tidegate::A gate left no verdict.\n"));
  EXPECT_THAT(text, HasSubstr("::notice title=tidegate::REGRESSION: of 3 gates 2 found a "
                              "regression, 1 passed.%0AGitHub shows 10 annotations of a kind; the "
                              "log and the job summary have all: 13 errors, 0 warnings.\n"));
  EXPECT_EQ(text.find("::notice"), text.rfind("::notice")) << "one notice for all";
}

}  // namespace
}  // namespace tidegate::render
