#include <gtest/gtest.h>

#include <tidegate/run/capped_text.hpp>

namespace tidegate::run {
namespace {

TEST(CappedText, KeepsTheEnd) {
  CappedText text(4);
  for (const char* part : {"ab", "cdef", "ghi", "jklmnopq"}) text.append(part);
  EXPECT_EQ(text.text(), "nopq");
}

TEST(CappedText, GivesWholeLinesOnly) {
  CappedText text(100);
  text.append("one\r\ntw");
  EXPECT_EQ(text.take_line(), "one");
  EXPECT_EQ(text.take_line(), std::nullopt);
  text.append("o\n\n");
  EXPECT_EQ(text.take_line(), "two");
  EXPECT_EQ(text.take_line(), "");
  EXPECT_EQ(text.take_line(), std::nullopt);
}

struct Utf8Case {
  std::string bytes;
  std::size_t characters;
  std::string expected;
};

TEST(Utf8Tail, IsAlwaysValid) {
  const std::string bad = "\xEF\xBF\xBD";
  const Utf8Case cases[] = {
      {"plain", 100, "plain"},
      {"plain", 3, "ain"},
      {"", 3, ""},
      {"plain", 0, ""},
      {"a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80", 3, "\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80"},
      {"\xA9"
       "b",
       100, bad + "b"},                                  // the second half of a cut character
      {"b\xC3", 100, "b" + bad},                         // the first half
      {"\xC0\xAF", 100, bad + bad},                      // overlong
      {"\xED\xA0\x80", 100, bad + bad + bad},            // surrogate
      {"\xF4\x90\x80\x80", 100, bad + bad + bad + bad},  // beyond U+10FFFF
      {"\xE0\x9F\xBF", 100, bad + bad + bad},            // overlong in three bytes
      {"x\xFF"
       "y",
       2, bad + "y"},
  };
  for (const Utf8Case& c : cases) {
    EXPECT_EQ(utf8_tail(c.bytes, c.characters), c.expected) << testing::PrintToString(c.bytes);
  }
}

}  // namespace
}  // namespace tidegate::run
