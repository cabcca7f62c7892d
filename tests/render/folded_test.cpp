#include <array>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <numeric>

#include <fakes/sample_report.hpp>
#include <gtest/gtest.h>

#include <tidegate/base/atomic_file.hpp>
#include <tidegate/render/folded.hpp>
#include <tidegate/render/markup.hpp>
#include <tidegate/render/verdict_table.hpp>

#include "fakes/temp_folder.hpp"

namespace tidegate::render {
namespace {

std::string joined(const std::vector<std::string>& lines) {
  return std::accumulate(lines.begin(), lines.end(), std::string{});
}

TEST(Folded, BreaksBehindCommasAndLosesNothing) {
  EXPECT_EQ(folded("c[n=512,algebra=log] kokkos/serial", 14),
            (std::vector<std::string>{"c[n=512,", "algebra=log] ", "kokkos/serial"}));
  EXPECT_EQ(folded("short", 80), std::vector<std::string>{"short"});
  EXPECT_EQ(folded("", 80), std::vector<std::string>{""});
}

TEST(Folded, WideCharactersAndMarksStayWhole) {
  const std::string name = "行列積[n=1]e\xCC\x81行列積行列積行列積";
  const std::vector<std::string> lines = folded(name, 7);
  EXPECT_EQ(joined(lines), name);
  for (const std::string& line : lines) {
    EXPECT_LE(display_width(line), 7U) << line;
    EXPECT_EQ(plain_line(line), line) << "no character is torn";
  }
}

TEST(Folded, NoLineIsACommandOfAWorkflow) {
  EXPECT_EQ(folded("::stop-commands::tok", 80), std::vector<std::string>{"\\::stop-commands::tok"});
  EXPECT_EQ(folded("name of, ::error::x", 10),
            (std::vector<std::string>{"name of, ", "\\::error::", "x"}));
  EXPECT_EQ(folded("ab::cd", 2), (std::vector<std::string>{"ab", ":", ":c", "d"}));
}

class ShellLinesTest : public TempFolder {
 protected:
  /// The words that a shell reads from this command, each in its own line.
  std::string words(const std::string& command) {
    const auto script = folder / "script";
    EXPECT_TRUE(write_file_atomically(script, "printf '<%s>\\n' " + command + "\n"));
    const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(("sh " + script.string()).c_str(), "r"),
                                                     &pclose);
    std::array<char, 4096> piece{};
    std::string out;
    std::size_t got = 0;
    while ((got = fread(piece.data(), 1, piece.size(), pipe.get())) > 0) {
      out.append(piece.data(), got);
    }
    return out;
  }
  static void expect_narrow(const std::string& text, std::size_t start, std::size_t width) {
    std::size_t begin = 0;
    for (std::size_t room = width - start; begin <= text.size(); room = width) {
      const std::size_t end = std::min(text.find('\n', begin), text.size());
      EXPECT_LE(display_width(text.substr(begin, end - begin)), room) << text;
      begin = end + 1;
    }
  }
};

TEST_F(ShellLinesTest, AShellReadsTheSameWordsBack) {
  const std::string point = "--point='" + std::string(150, 'p') + " it'\\''s $HOME `x` \\ \"q\"'";
  for (const std::string& command :
       {std::string("tidegate compare --worker=build/bench --case=sum --provider=kokkos"),
        "tidegate run --worker=/" + std::string(200, 'w') + " --case=c", "tidegate run " + point,
        std::string("tidegate baseline accept rows --reason=\"because \\\"of\\\" ") +
            std::string(100, 'r') + " it\"",
        std::string(
            "tidegate run --case=行列積行列積行列積行列積行列積行列積行列積行列積行列積行列積")}) {
    const std::string lines = shell_lines(command, 10, 40);
    EXPECT_NE(lines.find('\n'), std::string::npos) << "or nothing is tested: " << command;
    EXPECT_EQ(words(lines), words(command)) << lines;
    expect_narrow(lines, 10, 40);
  }
}

TEST_F(ShellLinesTest, NoLineIsACommandOfAWorkflow) {
  for (const std::string quote : {"", "'", "\""}) {
    for (std::size_t size = 5; size < 45; ++size) {
      const std::string command = "run --x " + quote + std::string(size, 'c') +
                                  "::stop-commands::" + std::string(40, 'd') + quote + " ::mask::x";
      const std::string lines = shell_lines(command, 10, 40);
      for (const char* start : {"\n::", "\n          ::"}) {
        EXPECT_EQ(lines.find(start), std::string::npos) << lines;
      }
      EXPECT_EQ(words(lines), words(command)) << lines;
      expect_narrow(lines, 10, 40);
    }
  }
}

TEST_F(ShellLinesTest, NoBlankOfAnotherScriptHidesACommandOfAWorkflow) {
  const std::string command = std::string(27, 'a') + " \u00A0 ::mask::x \u3000::mask::y";
  const std::string lines = shell_lines(command, 10, 40);
  EXPECT_NE(lines.find("\n          \\\u00A0 ::mask::x"), std::string::npos) << lines;
  EXPECT_EQ(words(lines), words(command)) << lines;
  EXPECT_EQ(shell_lines("\u3000::mask::y", 0, 40), "\\\u3000::mask::y");
}

TEST_F(ShellLinesTest, ACopiedCommandNamesTheSameFile) {
  judge::GateReport report = fakes::passing_report();
  report.lines = {fakes::slower_line()};
  report.lines[0].next_command = report.reproduce = "tidegate bundle 'two  blanks/verdict.json'";
  const VerdictTable table = verdict_table(report);
  for (const std::string& command : {table.rows.at(0).next_command, table.reproduce}) {
    EXPECT_EQ(words(shell_lines(command, 10, 80)),
              "<tidegate>\n<bundle>\n<two  blanks/verdict.json>\n");
  }
}

TEST(ShellLines, WhatFitsStaysInOneLine) {
  EXPECT_EQ(shell_lines("tidegate doctor", 10, 80), "tidegate doctor");
  EXPECT_EQ(shell_lines("tidegate run --case=a --provider=b", 4, 30),
            "tidegate run --case=a \\\n    --provider=b");
  EXPECT_EQ(shell_lines("", 10, 80), "");
}

}  // namespace
}  // namespace tidegate::render
