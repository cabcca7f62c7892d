#include <algorithm>

#include <fakes/sample_report.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <tidegate/render/log_commands.hpp>
#include <tidegate/render/markup.hpp>
#include <tidegate/render/terminal.hpp>

namespace tidegate::render {
namespace {

using testing::AnyOf;
using testing::HasSubstr;
using testing::Not;

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

void expect_eighty_columns(const judge::GateReport& report) {
  for (const std::string& line : lines_of(render_terminal(report, Colour::off))) {
    EXPECT_LE(display_width(line), 80U) << line;
  }
}

/// The text without line breaks and the blanks that indent what was broken.
std::string unbroken(const judge::GateReport& report) {
  std::string out;
  for (const std::string& line : lines_of(render_terminal(report, Colour::off))) {
    out += line.substr(std::min(line.find_first_not_of(' '), line.size()));
  }
  return out;
}

judge::GateReport with_line(judge::GateLine line) {
  judge::GateReport report = fakes::empty_report();
  report.lines = {std::move(line)};
  return report;
}

TEST(Terminal, EveryVerdictFitsEightyColumns) {
  expect_eighty_columns(fakes::every_verdict());
  expect_eighty_columns(fakes::passing_report());
  expect_eighty_columns(fakes::first_report());
  expect_eighty_columns(fakes::silent_report());
}

TEST(Terminal, ALongNameIsFoldedAndKeepsEveryAxis) {
  judge::GateLine line = fakes::slower_line();
  const std::string point =
      "n=65536,algebra=log_wide_with_a_long_name,layout=row_major_padded,"
      "dtype=fp32,threads=64,schedule=dynamic,padding=17,seed=12345";
  line.key = fakes::key_of(std::string(200, 'c'), point, "kokkos_hierarchical_tiled", "openmp");
  line.next_command = "tidegate run --case=" + std::string(200, 'c') + " --point=" + point;
  const judge::GateReport report = with_line(line);
  expect_eighty_columns(report);
  EXPECT_THAT(unbroken(report), HasSubstr(point + "] kokkos_hierarchical_tiled/openmp"));
}

TEST(Terminal, HostileNamesNeitherSteerNorWiden) {
  judge::GateLine line = fakes::slower_line();
  line.key.case_name = "\x1b[2J\x1b]0;title\a\r\n\x9b" + std::string(90, '\t') + "\u202e行列積\xff";
  line.key.provider = "<b>$(reboot)`x`" + std::string(120, '|');
  line.reason = std::string(300, 'r') + " " + std::string(300, 'x');
  line.next_step = line.key.provider;
  line.next_command = "tidegate run --provider='" + line.key.provider + "'";
  judge::GateReport report = with_line(line);
  report.problems = {std::string(500, 'p')};
  report.notes = {std::string(200, '\xe8')};
  report.filter = line.key.provider;
  report.baseline.ref = std::string(300, 'v');
  expect_eighty_columns(report);
  for (const char c : render_terminal(report, Colour::off)) {
    EXPECT_TRUE(c == '\n' || static_cast<unsigned char>(c) >= 0x20) << static_cast<int>(c);
  }
}

TEST(Terminal, NoNameIsACommandOfAWorkflow) {
  for (std::size_t size = 20; size < 160; ++size) {
    judge::GateLine line = fakes::slower_line();
    line.key.provider = std::string(size, 'p') + " ::stop-commands::tok ##[error]x ##vso[task.x]y";
    line.reason = line.next_step = line.key.provider;
    line.next_command = "tidegate run --provider='" + line.key.provider + "'";
    judge::GateReport report = with_line(line);
    report.lines.push_back(line);
    report.lines[1].key.case_name = "::stop-commands::tok";
    report.problems = report.notes = {line.key.provider};
    report.reproduce = line.next_command;
    expect_eighty_columns(report);
    for (const std::string& text : lines_of(render_terminal(report, Colour::off))) {
      EXPECT_FALSE(reads_as_workflow_command(text)) << text;
      EXPECT_THAT(text, Not(AnyOf(HasSubstr("##["), HasSubstr("##vso["))));
    }
  }
}

TEST(Terminal, NumbersTooWideForTheTableAreSaidInSentences) {
  judge::GateLine line = fakes::slower_line();
  line.min->ratio = line.min->high.emplace(1e30);
  line.candidate->n = 1234567890123;
  judge::GateReport report = with_line(line);
  report.lines.push_back(fakes::lines_without_numbers()[0]);
  expect_eighty_columns(report);
  const std::string text = render_terminal(report, Colour::off);
  EXPECT_THAT(text, HasSubstr("n=480/1,234,567,890,123"));
  EXPECT_THAT(text, HasSubstr("base min 1.234 ms"));
  EXPECT_THAT(text, HasSubstr("  broken          no numbers\n"));
}

TEST(Terminal, TheStatusIsAWordAndTheBlockEndsWithTheCommand) {
  const std::vector<std::string> lines =
      lines_of(render_terminal(with_line(fakes::slower_line()), Colour::off));
  const auto at = std::find_if(lines.begin(), lines.end(), [](const std::string& line) {
    return line.rfind("    run   tidegate compare --worker=build/bench_all", 0) == 0;
  });
  ASSERT_NE(at, lines.end());
  EXPECT_EQ(at->back(), '\\') << "it goes on";
  EXPECT_EQ(at[1],
            "          --case=semiring_matmul --point=n=512,algebra=log --provider=kokkos \\");
  EXPECT_EQ(at[2], "          --platform=openmp");
  EXPECT_EQ(at[3], "") << "nothing stands below the command";
}

TEST(Terminal, ARowThatIsTheSameAsksForNothing) {
  const std::string text = render_terminal(fakes::passing_report(), Colour::off);
  for (const char* label : {"    why ", "    next", "    run "}) {
    EXPECT_EQ(text.find(label), std::string::npos) << label;
  }
}

}  // namespace
}  // namespace tidegate::render
