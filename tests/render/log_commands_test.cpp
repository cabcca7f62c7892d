#include <gtest/gtest.h>

#include <tidegate/render/log_commands.hpp>
#include <tidegate/render/markup.hpp>

namespace tidegate::render {
namespace {

TEST(LogCommands, NoBracketBehindItsSignsStays) {
  EXPECT_EQ(without_log_commands("a ##[error]b"), "a ##\\[error]b");
  EXPECT_EQ(without_log_commands("##vso[task.setvariable variable=x]y"),
            "##vso\\[task.setvariable variable=x]y");
  EXPECT_EQ(without_log_commands("###[a]##[b]"), "###\\[a]##\\[b]");
  EXPECT_EQ(without_log_commands("# [x], ## [y], #[z], sum[n=1]"), "# [x], ## [y], #[z], sum[n=1]");
}

TEST(LogCommands, AShellReadsTheSameWords) {
  EXPECT_EQ(command_without_log_commands("a ##[x]"), "a ##\\[x]");
  EXPECT_EQ(command_without_log_commands("a 'b ##[x]' c"), "a 'b ##''[x]' c");
  EXPECT_EQ(command_without_log_commands("a \"##vso[x]\""), "a \"##vso\"\"[x]\"");
  EXPECT_EQ(command_without_log_commands("tidegate run --case sum"), "tidegate run --case sum");
}

TEST(LogCommands, WhatIsMadePlainHasNone) {
  EXPECT_EQ(plain_line(" ##[group]a"), "##\\[group]a");
  EXPECT_EQ(plain_line("#\x01#[a]"), "# #[a]") << "a control character is a blank there";
  EXPECT_EQ(plain_line(plain_line("##[a]")), plain_line("##[a]")) << "twice is once";
  EXPECT_EQ(plain_command("cat '##[a]'"), "cat '##''[a]'");
}

/// By code point, so that the table's own spelling of them is tested as well.
std::string utf8(unsigned c) {
  const auto byte = [](unsigned value) { return static_cast<char>(value); };
  if (c < 0x80U) return {byte(c)};
  const char last = byte(0x80U | (c & 0x3FU));
  if (c < 0x800U) return {byte(0xC0U | (c >> 6U)), last};
  return {byte(0xE0U | (c >> 12U)), byte(0x80U | ((c >> 6U) & 0x3FU)), last};
}

TEST(LogCommands, WhiteSpaceOfAnyScriptHidesNone) {
  for (const unsigned c :
       {0x09U,   0x0AU,   0x0BU,   0x0CU,   0x0DU,   0x20U,   0x85U,   0xA0U,   0x1680U,
        0x2000U, 0x2001U, 0x2002U, 0x2003U, 0x2004U, 0x2005U, 0x2006U, 0x2007U, 0x2008U,
        0x2009U, 0x200AU, 0x2028U, 0x2029U, 0x202FU, 0x205FU, 0x3000U}) {
    const std::string line = utf8(c) + " " + utf8(c) + "::add-mask::1";
    EXPECT_TRUE(reads_as_workflow_command(line)) << std::hex << c;
    EXPECT_EQ(log_line(line), "\\" + line) << std::hex << c;
    const std::string printed = log_text(line);
    EXPECT_EQ(printed.find("\n::"), std::string::npos) << std::hex << c;
    EXPECT_FALSE(reads_as_workflow_command(printed.substr(printed.find('\n') + 1)))
        << std::hex << c;
  }
  EXPECT_EQ(log_text("\u00A0::add-mask::1"), "\\\u00A0::add-mask::1");
  EXPECT_FALSE(reads_as_workflow_command("\u200B::a")) << "no white space to .NET";
  EXPECT_FALSE(reads_as_workflow_command("\xA0::a")) << "a byte that is no letter";
  EXPECT_FALSE(reads_as_workflow_command("\u00A0"));
}

TEST(LogCommands, NoLineOfATextIsOne) {
  EXPECT_EQ(log_text("it said: a\n::error::b\n\n  ::c::\nd ##[error]e"),
            "it said: a\n\\::error::b\n\n\\  ::c::\nd ##\\[error]e");
  EXPECT_EQ(log_text("two  blanks\x1b[31m stay"), "two  blanks [31m stay");
  EXPECT_EQ(log_text(""), "");
  EXPECT_EQ(log_text("a\n"), "a\n");
}

}  // namespace
}  // namespace tidegate::render
