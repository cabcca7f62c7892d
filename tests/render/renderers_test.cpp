#include <cmath>
#include <filesystem>
#include <set>

#include <fakes/sample_report.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <render/golden.hpp>

#include <tidegate/render/markup.hpp>
#include <tidegate/render/renderers.hpp>
#include <tidegate/render/terminal.hpp>

namespace tidegate::render {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string rendered(std::string_view name, const judge::GateReport& report) {
  return find_renderer(name)->render(report);
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::size_t begin = 0;
  while (begin < text.size()) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    lines.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return lines;
}

TEST(Renderers, NamesAreUniqueAndFound) {
  std::set<std::string_view> names;
  std::set<std::string_view> files;
  for (const Renderer& renderer : all_renderers()) {
    EXPECT_TRUE(names.insert(renderer.name).second) << renderer.name;
    EXPECT_EQ(find_renderer(renderer.name), &renderer);
    EXPECT_TRUE(files.insert(renderer.file).second) << renderer.file;
  }
  EXPECT_EQ(find_renderer("github"), find_renderer("github-annotations")) << "its former name";
  EXPECT_EQ(find_renderer(""), nullptr);
  EXPECT_EQ(find_renderer("morse"), nullptr);
}

TEST(Renderers, MatchTheirGoldenFiles) {
  for (const Renderer& renderer : all_renderers()) {
    if (renderer.name == "json") continue;  // the judge's own document, tested there
    const std::string name = "report_" + std::string{renderer.name};
    const auto extension = std::filesystem::path{renderer.file}.extension().string();
    expect_golden(name + extension, renderer.render(fakes::every_verdict()));
  }
  expect_golden("passing.txt", rendered("text", fakes::passing_report()));
  expect_golden("first_run.txt", rendered("text", fakes::first_report()));
  expect_golden("could_not_say.txt", rendered("text", fakes::silent_report()));
}

TEST(Renderers, PeopleAreToldWhatMatters) {
  for (const std::string_view name : {"text", "markdown", "junit"}) {
    const std::string text = rendered(name, fakes::every_verdict());
    for (const char* part :
         {"compared 6 of 11", "platform!=mpi", "lockstep", "unconfirmed", "screen", "REGRESSION",
          "v1.4.0 (3f2a91c0d1e2)", "feature/log-semiring", "1a2b3c4d", "2.4 %", "n=480", "+8.3 %",
          "SIGSEGV", "tidegate doctor", "pointer_chase", "a torn last line", "--seed 42"}) {
      EXPECT_THAT(text, HasSubstr(part)) << name;
    }
  }
}

TEST(Renderers, AreTheSameEveryTime) {
  for (const Renderer& renderer : all_renderers()) {
    EXPECT_EQ(renderer.render(fakes::every_verdict()), renderer.render(fakes::every_verdict()));
  }
}

TEST(TerminalColour, AddsEscapesAndNothingElse) {
  const judge::GateReport report = fakes::every_verdict();
  std::string coloured = render_terminal(report, Colour::on);
  EXPECT_THAT(coloured, HasSubstr("\x1b[1;31mslower\x1b[0m"));
  std::string bare;
  for (std::size_t i = 0; i < coloured.size(); ++i) {
    if (coloured[i] == '\x1b')
      i = coloured.find('m', i);
    else
      bare += coloured[i];
  }
  EXPECT_EQ(bare, render_terminal(report, Colour::off));
}

TEST(TerminalSentence, LastLineIsTheVerdict) {
  EXPECT_EQ(lines_of(rendered("text", fakes::passing_report())).back(),
            "PASS: 1 same; compared 1 of 1.");
}

TEST(Markdown, HostileTextStaysText) {
  judge::GateReport report = fakes::passing_report();
  report.notes = {"<script>alert(1)</script> | [x](javascript:y)"};
  report.reproduce = "echo '```'";
  const std::string text = rendered("markdown", report);
  EXPECT_THAT(text, HasSubstr("\\<script\\>alert(1)\\</script\\> \\| \\[x\\](javascript:y)"));
  EXPECT_THAT(text, HasSubstr("````sh\necho '```'\n````"));
}

TEST(Junit, CountsAgreeWithElements) {
  const std::string text = rendered("junit", fakes::every_verdict());
  EXPECT_THAT(text, HasSubstr("tests=\"13\" failures=\"3\" errors=\"3\" skipped=\"4\""));
  const auto count = [&text](const std::string& part) {
    std::size_t found = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
      ++found;
    }
    return found;
  };
  EXPECT_EQ(count("<testcase "), 13U);
  EXPECT_EQ(count("<failure "), 3U);
  EXPECT_EQ(count("<error "), 3U);
  EXPECT_EQ(count("<skipped "), 4U);
}

TEST(Junit, IsRedWhenNothingWasCompared) {
  const std::string text = rendered("junit", fakes::silent_report());
  EXPECT_THAT(text, HasSubstr("tests=\"1\" failures=\"0\" errors=\"1\" skipped=\"0\""));
  EXPECT_THAT(text, HasSubstr("COULD NOT SAY"));
}

TEST(Junit, EscapesForeignText) {
  judge::GateReport report = fakes::passing_report();
  report.lines[0].key.case_name = "a<b>&\"c\"";
  EXPECT_THAT(rendered("junit", report), HasSubstr("classname=\"a&lt;b&gt;&amp;&quot;c&quot;\""));
}

TEST(CtestMeasurements, AreExactUniqueAndFinite) {
  judge::GateReport report = fakes::passing_report();
  report.lines.push_back(report.lines[0]);
  report.lines[0].p95->ratio = std::nan("");
  const std::string text = rendered("ctest", report);
  EXPECT_THAT(text, HasSubstr("<CTestMeasurement type=\"numeric/double\" name=\"semiring_matmul"
                              "[n=512,algebra=real] openblas/openmp warm_time min\">0.0006246"
                              "</CTestMeasurement>\n"));
  EXPECT_THAT(text, Not(HasSubstr("nan")));
  const std::vector<std::string> lines = lines_of(text);
  EXPECT_EQ(std::set<std::string>(lines.begin(), lines.end()).size(), lines.size());
}

TEST(GithubAnnotations, EscapeWhatEndsACommand) {
  judge::GateReport report = fakes::empty_report();
  report.problems = {"50% of a:b,c"};
  report.lines = {fakes::slower_line()};
  const std::string text = rendered("github", report);
  EXPECT_THAT(text, HasSubstr("::error title=tidegate::50%25 of a:b,c\n"));
  EXPECT_THAT(text, HasSubstr("::error file=bench/semiring_matmul/provider_kokkos.cpp,line=41,"
                              "title=slower%3A semiring_matmul[n=512%2Calgebra=log]"));
  EXPECT_THAT(text, HasSubstr("%0ANext: Read the decision bundle"));
}

TEST(GithubAnnotations, NoNameStartsACommandOfItsOwn) {
  judge::GateReport report = fakes::empty_report();
  report.lines = {fakes::slower_line()};
  report.lines[0].key.case_name = "x\n::error::y\r\n::stop-commands::z";
  report.lines[0].reason = "a\n::add-mask::b";
  report.lines[0].source = SourcePlace{"a,line=1::b:c.cpp", 3};
  const std::vector<std::string> lines = lines_of(rendered("github", report));
  ASSERT_EQ(lines.size(), 2U) << "one command and the notice";
  EXPECT_THAT(lines[0], HasSubstr("::error file=a%2Cline=1%3A%3Ab%3Ac.cpp,line=3,title="));
  EXPECT_THAT(lines[1], HasSubstr("::notice "));
}

TEST(GithubAnnotations, WhatGithubWillNotShowIsCounted) {
  judge::GateReport report = fakes::empty_report();
  report.lines.assign(11, fakes::slower_line());
  EXPECT_THAT(rendered("github", report), HasSubstr("have all: 11 errors, 0 warnings.\n"));
  report.lines.pop_back();
  EXPECT_THAT(rendered("github", report), Not(HasSubstr("have all")));
}

TEST(GithubAnnotations, AWaiverIsNamedWithItsReasonAndLastDay) {
  judge::GateReport report = fakes::passing_report();
  report.lines.push_back(fakes::slower_line());
  report.lines[1].waived = "waived until 2027-01-31: known";
  const std::string text = rendered("github", report);
  EXPECT_THAT(text, HasSubstr("::warning file=bench/semiring_matmul/provider_kokkos.cpp,line=41,"
                              "title=slower (waived)%3A semiring_matmul[n=512%2Calgebra=log]"));
  EXPECT_THAT(text, HasSubstr("; waived until 2027-01-31: known"));
}

TEST(GithubAnnotations, ASpeedUpThatNobodyCheckedIsNotSilent) {
  judge::GateReport report = fakes::empty_report();
  report.lines = {fakes::faster_line()};
  report.lines[0].verdict = judge::Verdict::suspicious;
  report.compared = report.expected = 1;
  ASSERT_EQ(judge::exit_code(report), ExitCode::cannot_say);
  EXPECT_THAT(rendered("github", report), HasSubstr("::error title=suspicious"));
  EXPECT_THAT(rendered("junit", report), HasSubstr("<error type=\"suspicious\""));
}

}  // namespace
}  // namespace tidegate::render
