#include <gtest/gtest.h>

#include <tidegate/render/markup.hpp>

namespace tidegate::render {
namespace {

TEST(Markup, PlainLinesCannotSteerATerminal) {
  EXPECT_EQ(plain_line("\x1b[31mred\x1b[0m\a"), "[31mred [0m");
  EXPECT_EQ(plain_line("  two\r\nlines\tand  more \n"), "two lines and more");
  EXPECT_EQ(plain_line("a\xC2\x9B"
                       "b"),
            "a b");  // C1 control
  EXPECT_EQ(plain_line("a\xE2\x80\xAE"
                       "b"),
            "a b");                                    // right-to-left override
  EXPECT_EQ(plain_line("caf\xC3\xA9 µs"), "café µs");  // text stays
  EXPECT_EQ(plain_line(std::string("a\0b", 3)), "a b");
}

TEST(Markup, WhatNobodySeesIsNoPartOfAName) {
  for (const char* hidden : {"\u200b", "\u2060", "\ufeff", "\ufdd0", "\uffff", "\U0001fffe"}) {
    EXPECT_EQ(plain_line(std::string("a") + hidden + "b"), "a b") << hidden;
    EXPECT_EQ(markdown_text(std::string("a") + hidden), "a") << hidden;
  }
  EXPECT_EQ(plain_line("e\u0301 \u0915\u200d\u0937"), "e\u0301 \u0915\u200d\u0937") << "written so";
}

TEST(Markup, ACommandKeepsItsBlanks) {
  EXPECT_EQ(plain_command("cat 'two  blanks'\x1b[2J"), "cat 'two  blanks' [2J");
  EXPECT_EQ(plain_command("a\xFF"), "a\xEF\xBF\xBD");
  EXPECT_EQ(markdown_command(" cat 'two  blanks' "), "`cat 'two  blanks'`");
}

TEST(Markup, BytesThatAreNoTextAreReplaced) {
  EXPECT_EQ(plain_line("a\xFF"), "a\xEF\xBF\xBD");
  EXPECT_EQ(plain_line("\xC3"), "\xEF\xBF\xBD");                       // cut off
  EXPECT_EQ(plain_line("\xC0\xAF"), "\xEF\xBF\xBD\xEF\xBF\xBD");       // overlong slash
  EXPECT_EQ(plain_line("\xED\xA0\x80").substr(0, 3), "\xEF\xBF\xBD");  // surrogate
  EXPECT_EQ(plain_line("\xF0\x9F\x98\x80"), "\xF0\x9F\x98\x80");       // four bytes are fine
}

TEST(Markup, WidthCountsCodePoints) {
  EXPECT_EQ(display_width("µs"), 2U);
  EXPECT_EQ(display_width("e\xCC\x81"), 1U);  // combining acute
  EXPECT_EQ(display_width(""), 0U);
  EXPECT_EQ(display_width("行列"), 4U);
  EXPECT_EQ(bytes_within("行列", 3), 3U);
  EXPECT_EQ(bytes_within("e\xCC\x81x", 1), 3U) << "the accent belongs to its letter";
}

TEST(Markup, XmlIsEscaped) {
  EXPECT_EQ(xml_text("<a b=\"c\">&'</a>"), "&lt;a b=&quot;c&quot;&gt;&amp;&#39;&lt;/a&gt;");
  EXPECT_EQ(xml_text("one\ntwo\x01"), "one\ntwo\xEF\xBF\xBD");
  EXPECT_EQ(xml_text("]]>"), "]]&gt;");
}

TEST(Markup, MarkdownTextEscapesWhatWouldBeMarkup) {
  EXPECT_EQ(markdown_text("a|b\\c`d`"), "a\\|b\\\\c\\`d\\`");
  EXPECT_EQ(markdown_text("<b> &amp; [x](y) *z*"), "\\<b\\> \\&amp; \\[x\\](y) \\*z\\*");
  EXPECT_EQ(markdown_text("semiring_matmul"), "semiring_matmul");
  EXPECT_EQ(markdown_text("20261121T013000Z__7a57be1"), "20261121T013000Z__7a57be1");
  EXPECT_EQ(markdown_text("_x_ a __b__"), "\\_x\\_ a \\_\\_b\\_\\_");
}

TEST(Markup, CodeSpansFallBackToText) {
  EXPECT_EQ(markdown_code("case[n=512]"), "`case[n=512]`");
  EXPECT_EQ(markdown_code("a`b"), "a\\`b");
  EXPECT_EQ(markdown_code("a|b"), "a\\|b");
  EXPECT_EQ(markdown_code(" \n"), "");
}

TEST(Markup, LinksCannotBreakOut) {
  EXPECT_EQ(markdown_link("run", "a b(c)|d"), "[run](a%20b%28c%29%7Cd)");
  EXPECT_EQ(markdown_link("x](evil)", "bundles/r__1"), "[x\\](evil)](bundles/r__1)");
}

TEST(Markup, FencesAreLongerThanWhatTheyHold) {
  EXPECT_EQ(markdown_block("sh", "ls"), "```sh\nls\n```\n");
  EXPECT_EQ(markdown_block("", "````\n"), "`````\n````\n`````\n");
}

}  // namespace
}  // namespace tidegate::render
