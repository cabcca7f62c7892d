/// What no tool writes: every reader is handed it, and every answer is an error, never a crash.
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <tidegate/import/formats.hpp>
#include <tidegate/import/json_file.hpp>

#include "fakes/temp_folder.hpp"
#include "import/import_case.hpp"

namespace tidegate::foreign {
namespace {

using testing::HasSubstr;

std::string text_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {(std::istreambuf_iterator<char>(in)), {}};
}

/// Whatever it is, a reader says what is wrong with it and where.
void expect_error_or_rows(const Format& format, const std::filesystem::path& file) {
  const auto imported = format.read(file);
  if (imported) {
    EXPECT_FALSE(imported->attempts.empty());
    return;
  }
  EXPECT_THAT(imported.error().what, HasSubstr(file.filename().string())) << format.name;
  EXPECT_FALSE(imported.error().hint.empty()) << format.name;
}

TEST(HostileFiles, EveryReaderSurvivesWhatIsNoFileOfItsOwn) {
  const ScratchFolder folder;
  const std::string texts[] = {
      "",
      "null",
      "[null]",
      "{}",
      "[[[[",
      "\xff\xfe\0x",
      "{\"results\": [{}]}",
      "{\"benchmarks\": [{\"states\": [{\"summaries\": 3}], \"name\": 1}]}",
      "{\"kernel-data\": [{\"kernel-name\": \"a\", \"call-count\": 0, \"total-time\": 1e300}]}",
      "[{\"name\": \"\", \"unit\": \"\", \"value\": 1e999}]",
      std::string(100000, '['),
      "<?xml version='1.0'?><BenchmarkResults/>",
      std::string(64, '\0')};
  for (const Format& format : formats()) {
    for (const std::string& text : texts) {
      expect_error_or_rows(format, folder.write("hostile.json", text));
    }
    EXPECT_FALSE(format.read(folder.path() / "nowhere.json")) << format.name;
  }
}

TEST(HostileFiles, EveryTruncationOfARealFileIsAnError) {
  const ScratchFolder folder;
  const std::pair<const char*, const char*> files[] = {
      {"google-benchmark", "google-benchmark-1.9.5.json"},
      {"hyperfine", "hyperfine-1.15.0.json"},
      {"pytest-benchmark", "pytest-benchmark-3.2.2-data.json"},
      {"catch2", "catch2-3.7.1.xml"},
      {"nanobench", "nanobench-4.6.json"},
      {"kokkos-timer", "kokkos-timer.json"},
      {"nvbench", "nvbench.json"},
      {"smaller-is-better", "smaller-is-better.json"}};
  for (const auto& [format, name] : files) {
    const std::string whole = text_of(fixture(name));
    ASSERT_FALSE(whole.empty()) << name;
    const std::size_t end = whole.find_last_of("}]>");
    for (std::size_t length = 0; length < end; length += 1 + end / 31) {
      const auto file = folder.write("cut.json", whole.substr(0, length));
      const auto imported = format_of(format)->read(file);
      ASSERT_FALSE(imported) << name << " cut at " << length;
      EXPECT_THAT(imported.error().what, HasSubstr("cut.json:")) << name;
    }
  }
}

TEST(HostileFiles, ALargeFileIsReadAndOneBeyondTheLimitRefused) {
  const ScratchFolder folder;
  const auto file = folder.path() / "large.json";
  {
    std::ofstream out(file);
    out << R"({"benchmarks": [{"run_name": "a", "run_type": "iteration", "iterations": 1,
      "real_time": 1, "cpu_time": 1, "label": ")";
    const std::string block(1U << 20U, 'x');
    for (int i = 0; i < 8; ++i) out << block;
    out << "\"}]}";
  }
  EXPECT_TRUE(format_of("google-benchmark")->read(file));
  std::filesystem::resize_file(file, largest_file + 1);  // a hole: it takes no room
  const auto refused = format_of("google-benchmark")->read(file);
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().what, HasSubstr("256 at most"));
}

TEST(HostileFiles, WordsThatAreNoNumbersAreReplacedOutsideOfTextsAlone) {
  EXPECT_EQ(without_non_numbers(R"({"NaN": -Infinity, "a\"NaN": [nan, -nan, inf]})"),
            R"({"NaN": null, "a\"NaN": [null, null, null]})");
  EXPECT_EQ(without_non_numbers("\"\\"), "\"\\");
}

}  // namespace
}  // namespace tidegate::foreign
