#include <chrono>

#include <gtest/gtest.h>

#include <tidegate/doctor/sources.hpp>

#include "fakes/temp_folder.hpp"

namespace tidegate::doctor {
namespace {

namespace fs = std::filesystem;

class SourcesTest : public TempFolder {
 protected:
  /// A file that changed `seconds` after the program did.
  void write_at(const char* name, int seconds) {
    write(name, "x\n");
    fs::last_write_time(folder / name, built + std::chrono::seconds(seconds));
  }
  Outcome<SourceAge> age() { return source_age(folder / "bench", folder); }

  const fs::file_time_type built = fs::file_time_type::clock::now() - std::chrono::hours(1);
};

TEST_F(SourcesTest, FindsTheNewestSource) {
  write_at("bench", 0);
  write_at("old.cpp", -100);
  write_at("a/new.hpp", 20);
  write_at("a/newest.cu", 30);
  write_at("notes.md", 90);
  const auto found = age();
  ASSERT_TRUE(found) << found.error().what;
  EXPECT_EQ(found->files, 3U);
  ASSERT_TRUE(found->newer);
  EXPECT_EQ(found->newer->file, "a/newest.cu");
  EXPECT_DOUBLE_EQ(found->newer->by_s, 30);
}

TEST_F(SourcesTest, LooksNotIntoBuildsAndHiddenFolders) {
  write_at("bench", 0);
  write_at("CMakeLists.txt", -5);
  write_at("out/CMakeCache.txt", 50);
  write_at("out/generated.cpp", 50);
  write_at(".hidden/x.cpp", 50);
  const auto found = age();
  ASSERT_TRUE(found);
  EXPECT_EQ(found->files, 1U);
  EXPECT_FALSE(found->newer);
}

TEST_F(SourcesTest, TheSameMomentIsNotNewer) {
  write_at("bench", 0);
  write_at("a.cpp", 0);
  EXPECT_FALSE(age()->newer);
}

TEST_F(SourcesTest, SaysWhatIsMissing) {
  const auto no_program = age();
  ASSERT_FALSE(no_program);
  EXPECT_EQ(no_program.error().kind, ErrorKind::missing);
  write_at("bench", 0);
  EXPECT_FALSE(source_age(folder / "bench", folder / "nowhere"));
}

}  // namespace
}  // namespace tidegate::doctor
