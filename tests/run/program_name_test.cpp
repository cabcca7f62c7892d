#include <fakes/temp_folder.hpp>
#include <gtest/gtest.h>

#include <tidegate/run/program_name.hpp>

namespace tidegate::run {
namespace {

namespace fs = std::filesystem;

class ProgramNameTest : public TempFolder {
 protected:
  ProgramNameTest() { program = write("tree/build/bench/bench_sum", "#!/bin/sh\n"); }
  fs::path program;
};

TEST_F(ProgramNameTest, IsRelativeToTheRepository) {
  fs::create_directory(folder / "tree/.git");
  write("tree/build/CMakeCache.txt", "");
  EXPECT_EQ(program_name(program), "build/bench/bench_sum");
}

TEST_F(ProgramNameTest, AWorktreeHasAFileForAMark) {
  write("tree/.git", "gitdir: /elsewhere\n");
  EXPECT_EQ(program_name(program), "build/bench/bench_sum");
}

TEST_F(ProgramNameTest, IsRelativeToABuildTreeOutsideOfEveryRepository) {
  write("tree/build/CMakeCache.txt", "");
  EXPECT_EQ(program_name(program), "bench/bench_sum");
}

TEST_F(ProgramNameTest, IsTheFileAloneWhereNobodyKnowsWhatItIsPartOf) {
  EXPECT_EQ(program_name(program), "bench_sum");
}

TEST_F(ProgramNameTest, IsTheFileAloneOfAProgramThatIsNotHere) {
  fs::create_directory(folder / "tree/.git");
  EXPECT_EQ(program_name(folder / "tree/build/gone/bench_sum"), "bench_sum");
  EXPECT_EQ(program_name("/home/somebody/project/build/bench_sum"), "bench_sum");
}

TEST_F(ProgramNameTest, ThroughALinkedFolderItIsTheSame) {
  fs::create_directory(folder / "tree/.git");
  fs::create_directory_symlink(folder / "tree/build", folder / "short");
  EXPECT_EQ(program_name(folder / "short/bench/bench_sum"), "build/bench/bench_sum");
}

TEST_F(ProgramNameTest, ARelativeNameStaysWhereItDoesNotLeadOut) {
  EXPECT_EQ(program_name("bench/bench_sum"), "bench/bench_sum");
  EXPECT_EQ(program_name("python3 -m bench"), "python3 -m bench");
  EXPECT_EQ(program_name("../../home/somebody/bench_sum"), "bench_sum");
  EXPECT_EQ(program_name("bench/../../home/somebody/bench_sum"), "bench_sum");
  EXPECT_EQ(program_name(""), "");
}

}  // namespace
}  // namespace tidegate::run
