#include <gtest/gtest.h>

#include <tidegate/base/utf8.hpp>

namespace tidegate {
namespace {

TEST(Utf8, ALetterHasOneToFourBytes) {
  EXPECT_EQ(utf8_length("a"), 1U);
  EXPECT_EQ(utf8_length("\xC3\xBC..."), 2U);
  EXPECT_EQ(utf8_length("\xE2\x82\xAC"), 3U);
  EXPECT_EQ(utf8_length("\xF0\x9F\x8C\x8A"), 4U);
}

TEST(Utf8, WhatRfc3629ForbidsIsNoLetter) {
  for (const char* text :
       {"\xFC", "\xC3", "\xC0\xAF", "\xE0\x80\x80", "\xED\xA0\x80", "\xF0\x80\x80\x80",
        "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xE2\x82", "\x80", "\xC3("}) {
    EXPECT_EQ(utf8_length(text), 0U) << testing::PrintToString(text);
  }
}

TEST(Utf8, EachByteThatIsNoLetterIsReplaced) {
  EXPECT_EQ(valid_utf8(""), "");
  EXPECT_EQ(valid_utf8("plain"), "plain");
  EXPECT_EQ(valid_utf8("\xC3\xBC"), "\xC3\xBC");
  EXPECT_EQ(valid_utf8("a\xFC\xE2\x82z"), "a\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBDz");
}

}  // namespace
}  // namespace tidegate
