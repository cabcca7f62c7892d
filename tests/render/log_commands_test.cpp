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

TEST(LogCommands, NoLineOfATextIsOne) {
  EXPECT_EQ(log_text("it said: a\n::error::b\n\n  ::c::\nd ##[error]e"),
            "it said: a\n\\::error::b\n\n\\  ::c::\nd ##\\[error]e");
  EXPECT_EQ(log_text("two  blanks\x1b[31m stay"), "two  blanks [31m stay");
  EXPECT_EQ(log_text(""), "");
  EXPECT_EQ(log_text("a\n"), "a\n");
}

}  // namespace
}  // namespace tidegate::render
