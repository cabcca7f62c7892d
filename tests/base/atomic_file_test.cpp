#include <csignal>
#include <cstdio>
#include <fstream>
#include <thread>
#include <vector>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <tidegate/base/atomic_file.hpp>

namespace tidegate {
namespace {

namespace fs = std::filesystem;

class AtomicFile : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "tidegate-base-XXXXXX").string();
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    folder = name;
  }
  void TearDown() override { fs::remove_all(folder); }
  std::size_t entries() const {
    return static_cast<std::size_t>(
        std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
  }
  fs::path folder;
};

TEST_F(AtomicFile, ReplacesAndKeepsPermissions) {
  const fs::path path = folder / "a" / "rows.jsonl";
  ASSERT_TRUE(write_file_atomically(path, "one\n"));
  ASSERT_EQ(::chmod(path.c_str(), 0600), 0);
  ASSERT_TRUE(write_file_atomically(path, "two\n"));
  EXPECT_EQ(read_file(path).value(), "two\n");
  struct stat info {};
  ASSERT_EQ(::stat(path.c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777U, 0600U);
}

TEST_F(AtomicFile, LeavesNothingBehindWhenTheTargetIsAFolder) {
  fs::create_directory(folder / "taken");
  const auto written = write_file_atomically(folder / "taken", "text");
  ASSERT_FALSE(written);
  EXPECT_NE(written.error().what.find("taken"), std::string::npos);
  EXPECT_EQ(entries(), 1U);
}

TEST_F(AtomicFile, KeepsTheOldTextWhenTheDiskIsFull) {
  const fs::path path = folder / "rows";
  ASSERT_TRUE(write_file_atomically(path, "old"));
  // A file-size limit is the same failed write(2) that a full disk gives, without a disk to fill.
  std::signal(SIGXFSZ, SIG_IGN);
  rlimit before{};
  ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &before), 0);
  const rlimit tiny{16, before.rlim_max};
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &tiny), 0);
  const auto written = write_file_atomically(path, std::string(4096, 'x'));
  const auto appended = append_line(path, std::string(4096, 'y'));
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &before), 0);
  EXPECT_FALSE(written);
  EXPECT_FALSE(appended);
  EXPECT_EQ(read_file(path).value(), "old");
  EXPECT_EQ(entries(), 1U);
}

TEST_F(AtomicFile, MakesTheFileThatALinkWaitsFor) {
  fs::create_symlink("later", folder / "first");
  fs::create_symlink("first", folder / "second");
  ASSERT_TRUE(write_file_atomically(folder / "second", "new"));
  EXPECT_TRUE(fs::is_symlink(folder / "first"));
  EXPECT_TRUE(fs::is_symlink(folder / "second"));
  EXPECT_EQ(read_file(folder / "later").value(), "new");
}

TEST_F(AtomicFile, ALinkInACircleIsRefused) {
  fs::create_symlink("here", folder / "there");
  fs::create_symlink("there", folder / "here");
  EXPECT_FALSE(write_file_atomically(folder / "here", "new"));
}

TEST_F(AtomicFile, ALinkToADeletedFileIsRefusedAndStaysALink) {
  std::FILE* unnamed = std::tmpfile();  // as a program's stdout often is, seen as /dev/stdout
  ASSERT_NE(unnamed, nullptr);
  const fs::path link = folder / "stdout";
  fs::create_symlink("/proc/self/fd/" + std::to_string(fileno(unnamed)), link);
  EXPECT_FALSE(write_file_atomically(link, "new"));
  EXPECT_TRUE(fs::is_symlink(link));
  std::fclose(unnamed);
}

TEST_F(AtomicFile, FollowsALinkInsteadOfReplacingIt) {
  ASSERT_TRUE(write_file_atomically(folder / "real", "old"));
  fs::create_symlink("real", folder / "link");
  ASSERT_TRUE(write_file_atomically(folder / "link", "new"));
  EXPECT_TRUE(fs::is_symlink(folder / "link"));
  EXPECT_EQ(read_file(folder / "real").value(), "new");
}

TEST_F(AtomicFile, AppendsBehindATornLineWithoutJoiningIt) {
  const fs::path path = folder / "rows";
  std::ofstream(path) << "{\"torn";
  ASSERT_TRUE(append_line(path, "{}"));
  EXPECT_EQ(read_file(path).value(), "{\"torn\x18\n{}\n");
}

TEST_F(AtomicFile, AppendsWholeLinesOnly) {
  const fs::path path = folder / "rows";
  for (const char* text : {"", "a", "a\nb"}) {
    const auto appended = append_lines(path, text);
    ASSERT_FALSE(appended) << text;
    EXPECT_EQ(appended.error().kind, ErrorKind::usage);
  }
  EXPECT_EQ(entries(), 0U);
  ASSERT_TRUE(append_lines(path, "a\nb\n"));
  ASSERT_TRUE(append_lines(path, "c\n"));
  EXPECT_EQ(read_file(path).value(), "a\nb\nc\n");
}

TEST_F(AtomicFile, ALineIsNeverWrittenToAFileThatIsGone) {
  const fs::path path = folder / "rows";
  ASSERT_TRUE(append_line(path, "old"));
  const int held = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  ASSERT_EQ(::flock(held, LOCK_EX), 0);
  std::thread writer([&path] { EXPECT_TRUE(append_line(path, "new")); });
  // Whether the writer waits already or comes later, its line must end in the file of that name.
  fs::remove(path);
  ::close(held);
  writer.join();
  EXPECT_EQ(read_file(path).value(), "new\n");
}

TEST_F(AtomicFile, RefusesALineWithANewline) {
  const auto appended = append_line(folder / "rows", "a\nb");
  ASSERT_FALSE(appended);
  EXPECT_EQ(appended.error().kind, ErrorKind::usage);
  EXPECT_EQ(entries(), 0U);
}

TEST_F(AtomicFile, TwoWritersNeverMixTheirLines) {
  const fs::path path = folder / "rows";
  const auto write = [&](char letter) {
    for (int i = 0; i < 100; ++i) ASSERT_TRUE(append_line(path, std::string(300, letter)));
  };
  std::thread other(write, 'b');
  write('a');
  other.join();
  std::ifstream in(path);
  std::size_t lines = 0;
  for (std::string line; std::getline(in, line); ++lines) {
    EXPECT_EQ(line.size(), 300U);
    EXPECT_EQ(line.find_first_not_of(line[0]), std::string::npos);
  }
  EXPECT_EQ(lines, 200U);
}

TEST_F(AtomicFile, ATextThatFailsOnTheWayLeavesTheOldOne) {
  const fs::path path = folder / "rows.csv";
  ASSERT_TRUE(write_file_atomically(path, "old\n"));
  const auto written = write_made_atomically(path, [](const TextSink& put) -> Outcome<void> {
    put("half of the new one");
    return fail(ErrorKind::bad_input, "row 3 is no row", "Mend it.");
  });
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().what, "row 3 is no row");
  EXPECT_EQ(read_file(path).value(), "old\n");
  EXPECT_EQ(entries(), 1U);
}

TEST_F(AtomicFile, SaysWhichFileIsMissing) {
  const auto text = read_file(folder / "nowhere");
  ASSERT_FALSE(text);
  EXPECT_EQ(text.error().kind, ErrorKind::missing);
  EXPECT_NE(text.error().what.find("nowhere"), std::string::npos);
  EXPECT_FALSE(read_file(folder));
}

}  // namespace
}  // namespace tidegate
