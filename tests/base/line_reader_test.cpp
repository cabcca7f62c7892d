#include <string>
#include <vector>

#include <fakes/temp_folder.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <tidegate/base/atomic_file.hpp>
#include <tidegate/base/line_reader.hpp>

namespace tidegate {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class LineReaderTest : public TempFolder {
 protected:
  /// `<number>@<offset> <text>`, with ` torn` behind it where nobody ended the line.
  std::vector<std::string> lines(const std::string& text) const {
    auto reader = LineReader::open(write("rows", text)).value();
    std::vector<std::string> told;
    while (true) {
      const auto line = reader.next();
      EXPECT_TRUE(line);
      if (!line || !*line) return told;
      told.push_back(std::to_string((*line)->number) + "@" + std::to_string((*line)->offset) + " " +
                     std::string((*line)->text) + ((*line)->ended ? "" : " torn"));
    }
  }
};

TEST_F(LineReaderTest, TellsWhereEachLineStands) {
  EXPECT_THAT(lines("a\n\n  \r\nbc\r\nd\n"), ElementsAre("1@0 a", "4@7 bc", "5@11 d"));
  EXPECT_THAT(lines(""), ElementsAre());
}

TEST_F(LineReaderTest, ALineThatNobodyEndedMayBeHalfOfOne) {
  EXPECT_THAT(lines("a\nb"), ElementsAre("1@0 a", "2@2 b torn"));
  EXPECT_THAT(lines(std::string("half") + torn_line_mark + "\nb\n"),
              ElementsAre("1@0 half torn", "2@6 b"));
}

TEST_F(LineReaderTest, LinesLongerThanABlockAreWhole) {
  const std::string longer(3U << 20U, 'x');
  auto reader = LineReader::open(write("rows", "a\n" + longer + "\nb\n")).value();
  ASSERT_EQ(reader.next().value()->text, "a");
  EXPECT_EQ(reader.next().value()->text, longer);
  const auto last = reader.next().value();
  EXPECT_EQ(last->text, "b");
  EXPECT_EQ(last->offset, longer.size() + 3);
  EXPECT_FALSE(reader.next().value());
}

TEST_F(LineReaderTest, AFileWithoutLinesIsNotReadAsAWhole) {
  // Holes: a file of 300 MB that takes no room on the disk.
  const auto path = write("rows", "a\n");
  std::filesystem::resize_file(path, 300U << 20U);
  auto reader = LineReader::open(path).value();
  ASSERT_EQ(reader.next().value()->text, "a");
  const auto second = reader.next();
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().kind, ErrorKind::bad_input);
  EXPECT_THAT(second.error().what, HasSubstr("rows:2: this line is longer than 64 MiB"));
}

TEST_F(LineReaderTest, SaysWhatCannotBeRead) {
  const auto none = LineReader::open(folder / "none");
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().kind, ErrorKind::missing);
  auto opened = LineReader::open(folder);
  ASSERT_TRUE(opened);  // a folder opens, and fails to read
  EXPECT_EQ(opened->next().error().kind, ErrorKind::io);
}

}  // namespace
}  // namespace tidegate
