#include "recording.hpp"

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zlib.h>

#include "fakes/temp_folder.hpp"
#include "gzip_text.hpp"

namespace verdict_trust {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using tidegate::ErrorKind;
using tidegate::ScratchFolder;

std::string times(std::size_t count, const std::string& time = "5") {
  std::string text = "[";
  for (std::size_t i = 0; i < count; ++i) text += (i == 0 ? "" : ",") + time;
  return text + "]";
}

std::string line(const std::string& samples) {
  return R"({"s":"lock","r":3,"t":0.5,"k":"sort","v":"B5","p":5,"la":0.1,"w":)" + samples + "}\n";
}

fs::path compressed(const fs::path& path, const std::string& text) {
  gzFile file = gzopen(path.c_str(), "wb");
  gzwrite(file, text.data(), static_cast<unsigned>(text.size()));
  gzclose(file);
  return path;
}

TEST(Recording, ALineIsALaunch) {
  const auto recording = parse_recording(line("[1,2.5," + times(18).substr(1)), "r.jsonl");
  ASSERT_TRUE(recording) << recording.error().what;
  ASSERT_EQ(recording->launches.size(), 1U);
  const Launch& launch = recording->launches.front();
  EXPECT_EQ(launch.stage, "lock");
  EXPECT_EQ(launch.round, 3U);
  EXPECT_EQ(launch.kernel, "sort");
  EXPECT_EQ(launch.variant, "B5");
  EXPECT_EQ(launch.planted, 5);
  ASSERT_EQ(launch.samples.size(), 20U);
  EXPECT_EQ(launch.samples[0], 1);
  EXPECT_EQ(launch.samples[1], 2.5);
  EXPECT_TRUE(recording->notes.empty());
}

TEST(Recording, ATornLastLineIsForgivenAndNoted) {
  const std::string whole = line(times(40));
  const auto recording = parse_recording(whole + whole.substr(0, 60), "r.jsonl");
  ASSERT_TRUE(recording) << recording.error().what;
  EXPECT_EQ(recording->launches.size(), 1U);
  ASSERT_EQ(recording->notes.size(), 1U);
  EXPECT_THAT(recording->notes.front(), HasSubstr("r.jsonl:2: the last line is torn"));
}

TEST(Recording, BlankLinesAreNothing) {
  const auto recording = parse_recording("\n  \r\n" + line(times(20)) + "\n", "r.jsonl");
  ASSERT_TRUE(recording) << recording.error().what;
  EXPECT_EQ(recording->launches.size(), 1U);
}

struct Bad {
  std::string text;
  std::string complaint;
};

TEST(Recording, BadLinesSayWhatIsWrongAndWhere) {
  const std::string good = line(times(20));
  const std::vector<Bad> table{
      {good + "{\"s\":\n" + good, "r.jsonl:2"},
      {"[1,2]\n", "r.jsonl:1: is not a JSON object"},
      {line("7"), "w is 7"},
      {line(times(19)), "w has 19 samples, 20 are needed"},
      {line("[]"), "w has 0 samples"},
      {line(times(20, "0")), "w holds 0, not a time above 0"},
      {line(times(20, "-3")), "w holds -3, not a time above 0"},
      {line(times(20, "\"fast\"")), "w holds \"fast\", not a time above 0"},
      {line(times(20, "null")), "w holds null, not a time above 0"},
      {R"({"s":"lock","r":3,"k":"sort","v":"B5","p":5})"
       "\n",
       "w is missing"},
      {R"({"s":1,"r":3,"k":"sort","v":"B5","p":5,"w":)" + times(20) + "}\n", "s is 1"},
      {R"({"s":"a","r":-3,"k":"sort","v":"B5","p":5,"w":)" + times(20) + "}\n", "r is -3"},
      {R"({"s":"a","r":3,"k":[],"v":"B5","p":5,"w":)" + times(20) + "}\n", "k is an array"},
      {R"({"s":"a","r":3,"k":"sort","v":null,"p":5,"w":)" + times(20) + "}\n", "v is null"},
      {R"({"s":"a","r":3,"k":"sort","v":"B5","p":"5","w":)" + times(20) + "}\n", "p is \"5\""},
  };
  for (const Bad& bad : table) {
    const auto recording = parse_recording(bad.text, "r.jsonl");
    ASSERT_FALSE(recording) << bad.text;
    EXPECT_EQ(recording.error().kind, ErrorKind::bad_input) << bad.text;
    EXPECT_THAT(recording.error().what, HasSubstr(bad.complaint));
    EXPECT_FALSE(recording.error().hint.empty());
  }
}

TEST(Recording, PlainAndCompressedFilesOfAFolderAreReadInOrder) {
  const ScratchFolder folder;
  folder.write("b.jsonl", line(times(20, "2")));
  compressed(folder.path() / "a.jsonl.gz", line(times(20, "1")));
  folder.write("notes.txt", "not a recording");
  const auto recording = read_recordings(std::vector<fs::path>{folder.path()});
  ASSERT_TRUE(recording) << recording.error().what;
  ASSERT_EQ(recording->launches.size(), 2U);
  EXPECT_EQ(recording->launches[0].samples[0], 1);
  EXPECT_EQ(recording->launches[1].samples[0], 2);
}

TEST(Recording, NothingToReadIsAnError) {
  const ScratchFolder folder;
  const fs::path empty = folder.write("empty.jsonl", "");
  for (const fs::path& path : {empty, folder.path(), folder.path() / "none.jsonl"}) {
    const auto recording = read_recordings(std::vector<fs::path>{path});
    ASSERT_FALSE(recording) << path;
    EXPECT_EQ(recording.error().kind, ErrorKind::missing);
    EXPECT_FALSE(recording.error().hint.empty());
  }
}

TEST(Recording, ACutOrDamagedCompressedFileIsAnError) {
  const ScratchFolder folder;
  std::string text;
  for (std::size_t i = 1; i < 200; ++i) text += line(times(40, std::to_string(i * 7919)));
  const fs::path path = compressed(folder.path() / "a.jsonl.gz", text);
  ASSERT_EQ(read_text(path).value(), text);

  std::fstream(path, std::ios::in | std::ios::out | std::ios::binary).seekp(40).write("damaged", 7);
  ASSERT_FALSE(read_text(path));
  EXPECT_EQ(read_text(path).error().kind, ErrorKind::bad_input);

  compressed(path, text);
  fs::resize_file(path, fs::file_size(path) / 2);
  const auto cut = read_text(path);
  ASSERT_FALSE(cut);
  EXPECT_EQ(cut.error().kind, ErrorKind::bad_input);
  EXPECT_THAT(cut.error().what, HasSubstr("a.jsonl.gz is not whole gzip data"));
}

}  // namespace
}  // namespace verdict_trust
