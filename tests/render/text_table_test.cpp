#include <gtest/gtest.h>

#include <tidegate/render/text_table.hpp>

namespace tidegate::render {
namespace {

TEST(TextTable, AlignsAndLeavesNoBlanksAtTheEnd) {
  TextTable table({{"name", Align::left}, {"time", Align::right}, {"note", Align::left}});
  table.add({{"a"}, {"9 µs"}, {"x"}});
  table.add({{"longer"}, {"120 µs"}});
  const std::vector<std::string> lines = table.lines(Colour::off);
  ASSERT_EQ(lines.size(), 3U);
  EXPECT_EQ(lines[0], "name      time  note");
  EXPECT_EQ(lines[1], "a         9 µs  x");
  EXPECT_EQ(lines[2], "longer  120 µs");
}

TEST(TextTable, NoLineIsACommandOfAWorkflow) {
  TextTable table({{"name"}, {"n"}});
  table.add({{"::error::x"}, {"1"}});
  EXPECT_EQ(table.lines(Colour::off).at(1), "\\::error::x  1");
  table.add({{"\u00A0"}, {"::error::x"}});
  table.add({{""}, {"::error::x"}});
  EXPECT_EQ(table.lines(Colour::off).at(2), "\u00A0            \\::error::x");
  EXPECT_EQ(table.lines(Colour::off).at(3), "             \\::error::x");
}

TEST(TextTable, LeavesOutColumnsWithoutText) {
  TextTable table({{"a"}, {"empty"}, {"b"}});
  table.add({{"1"}, {}, {"2"}});
  EXPECT_EQ(table.lines(Colour::off), (std::vector<std::string>{"a  b", "1  2"}));
}

TEST(TextTable, ColourDoesNotMoveColumns) {
  TextTable table({{"a"}, {"b"}});
  table.add({{"slower", Style::red}, {"1"}});
  EXPECT_EQ(table.lines(Colour::on)[1], "\x1b[1;31mslower\x1b[0m  1");
  EXPECT_EQ(table.lines(Colour::off)[1], "slower  1");
}

TEST(TextTable, WrapsAtBlanks) {
  EXPECT_EQ(wrapped("one two three", 7), (std::vector<std::string>{"one two", "three"}));
  EXPECT_EQ(wrapped("unbreakable x", 4), (std::vector<std::string>{"unbreakable", "x"}));
  EXPECT_TRUE(wrapped("", 10).empty());
}

}  // namespace
}  // namespace tidegate::render
