#include <csignal>
#include <map>
#include <string>

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <tidegate/base/atomic_file.hpp>
#include <tidegate/base/new_files.hpp>

#include "fakes/temp_folder.hpp"

namespace tidegate {
namespace {

namespace fs = std::filesystem;

std::map<std::string, std::string> texts_of(std::size_t count) {
  std::map<std::string, std::string> texts;
  for (std::size_t i = 0; i < count; ++i) {
    texts["case" + std::to_string(i) + ".jsonl"] = "row " + std::to_string(i) + '\n';
  }
  return texts;
}

std::size_t entries(const fs::path& folder) {
  return static_cast<std::size_t>(
      std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

TEST(NewFiles, AllOfThemAreThereAndNothingElse) {
  for (const std::size_t count : {1U, 100U, 101U, 150U}) {
    const ScratchFolder scratch;
    const fs::path folder = scratch.path() / "a" / "rows";
    const auto texts = texts_of(count);
    ASSERT_TRUE(write_new_files(folder, texts));
    EXPECT_EQ(entries(folder), count);
    for (const auto& [name, text] : texts) EXPECT_EQ(read_file(folder / name).value(), text);
  }
}

TEST(NewFiles, EverybodyMayReadThemAsTheUmaskSays) {
  const ScratchFolder scratch;
  const mode_t before = ::umask(027);
  const auto written = write_new_files(scratch.path(), texts_of(101));
  ::umask(before);
  ASSERT_TRUE(written);
  struct stat info {};
  ASSERT_EQ(::stat((scratch.path() / "case7.jsonl").c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777U, 0640U);
}

TEST(NewFiles, NoneAppearsWhereOneCannotBeWritten) {
  const ScratchFolder scratch;
  auto texts = texts_of(150);
  texts["case99.jsonl"] = std::string(100'000, 'x');  // the last of all, by name
  // A file-size limit is the same failed write(2) that a full disk gives, without a disk to fill.
  const auto old = std::signal(SIGXFSZ, SIG_IGN);
  rlimit before{};
  ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &before), 0);
  rlimit small = before;
  small.rlim_cur = 4096;
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &small), 0);
  const auto written = write_new_files(scratch.path(), texts);
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &before), 0);
  std::signal(SIGXFSZ, old);
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().kind, ErrorKind::io);
  EXPECT_NE(written.error().what.find("case99.jsonl"), std::string::npos) << written.error().what;
  EXPECT_EQ(entries(scratch.path()), 0U);
}

}  // namespace
}  // namespace tidegate
