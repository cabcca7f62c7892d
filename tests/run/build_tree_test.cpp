#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <tidegate/run/build_tree.hpp>

#include "fakes/temp_folder.hpp"

namespace tidegate::run {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class BuildTreeTest : public TempFolder {
 protected:
  /// A cache of these lines, beside those that every tree has.
  BuildTree read(const std::string& lines, const std::string& program = "bench") {
    write("build/CMakeCache.txt",
          "# This is the CMakeCache file.\n//help: of=it\nCMAKE_CACHEFILE_DIR:INTERNAL=" +
              (folder / "build").string() + "\nCMAKE_HOME_DIRECTORY:INTERNAL=/data/repo\n" + lines);
    auto tree = read_build_tree(folder / "build", folder / "build" / program);
    EXPECT_TRUE(tree) << (tree ? "" : tree.error().what);
    return tree ? std::move(*tree) : BuildTree{};
  }
  static std::vector<std::string> names(const BuildTree& tree) {
    std::vector<std::string> all;
    for (const CacheEntry& entry : tree.entries) {
      all.push_back(entry.name + ":" + entry.type + "=" + entry.value);
    }
    return all;
  }
};

constexpr const char* ninja = "CMAKE_GENERATOR:INTERNAL=Ninja\n";
constexpr const char* several = "CMAKE_GENERATOR:INTERNAL=Ninja Multi-Config\n";

TEST_F(BuildTreeTest, KeepsWhatWasChosenOrFound) {
  const auto tree = read(std::string(ninja) +
                         "A:STRING=a=b:c\n\nB:UNINITIALIZED=\n\"C:D\":PATH=../x\nE:BOOL=ON\n"
                         "F:INTERNAL=1\nG:STATIC=2\nH:FILEPATH=H-NOTFOUND\nno entry\n");
  EXPECT_THAT(names(tree),
              ElementsAre("A:STRING=a=b:c", "B:STRING=", "\"C:D\":PATH=../x", "E:BOOL=ON"));
  EXPECT_THAT(tree.generator, ElementsAre("-G", "Ninja"));
  EXPECT_EQ(tree.source, "/data/repo");
  EXPECT_FALSE(tree.knows_tidegate);
}

TEST_F(BuildTreeTest, LeavesOutWhatIsForThisTreeAlone) {
  const auto tree = read(std::string(ninja) +
                         "TIDEGATE_BUILD_TOOL:BOOL=ON\nTIDEGATE_AGAINST:STRING=parent\n"
                         "TIDEGATE_OUTPUT_DIR:PATH=/x\nTIDEGATE_WARNINGS_AS_ERRORS:BOOL=ON\n"
                         "FETCHCONTENT_BASE_DIR:PATH=/y\nFETCHCONTENT_FULLY_DISCONNECTED:BOOL=ON\n"
                         "CMAKE_DEFAULT_BUILD_TYPE:STRING=Debug\nTIDEGATE_LAYOUTS:STRING=8\n"
                         "CMAKE_INSTALL_RPATH:STRING=/z\n");
  EXPECT_THAT(names(tree),
              ElementsAre("TIDEGATE_LAYOUTS:STRING=8", "CMAKE_INSTALL_RPATH:STRING=/z"));
  EXPECT_TRUE(tree.knows_tidegate);
}

TEST_F(BuildTreeTest, KnowsWhatASearchFoundAndWhatTheCacheCut) {
  const auto tree = read(std::string(ninja) +
                         "//Path to a file.\nA:PATH=/a\n\n//Path to a file. Or not\nB:PATH=/b\n"
                         "//The directory containing a CMake configuration file for\n// Kokkos.\n"
                         "C_DIR:PATH=/c\n//some help\nD:STRING=one\n"
                         "# WARNING: Value of D contained a newline and was truncated. Original\n");
  ASSERT_EQ(tree.entries.size(), 4U);
  EXPECT_TRUE(tree.entries[0].found && tree.entries[2].found);
  EXPECT_FALSE(tree.entries[1].found || tree.entries[3].found);
  EXPECT_TRUE(tree.entries[3].truncated && !tree.entries[0].truncated);
}

TEST_F(BuildTreeTest, OfSeveralConfigurationsItIsThatOfTheInnermostFolder) {
  const std::string lines =
      std::string(several) + "CMAKE_CONFIGURATION_TYPES:STRING=Debug;Release\n";
  EXPECT_EQ(read(lines, "Debug/Release/bench").configuration, "Release");
  EXPECT_EQ(read(lines, "bin/bench").configuration, "");
  EXPECT_EQ(read(lines, "bin/Release").configuration, "") << "that is the program's own name";
  EXPECT_TRUE(read(lines).has_configurations);
  EXPECT_EQ(read(ninja, "Release/bench").configuration, "");
}

TEST_F(BuildTreeTest, AProjectMayKeepTheirNamesOutOfTheCache) {
  write("build/build-Bench.ninja", "");
  EXPECT_EQ(read(several, "Bench/bench").configuration, "Bench");
}

TEST_F(BuildTreeTest, AnotherCompilerOrToolchainIsAnotherTree) {
  const std::string lines = std::string(ninja) +
                            "CMAKE_TOOLCHAIN_FILE:FILEPATH=" + (folder / "chain.cmake").string() +
                            "\n";
  write("c++", "the first");
  write("chain.cmake", "set(A 1)");
  write("build/CMakeFiles/3.25.1/CMakeCXXCompiler.cmake",
        "set(CMAKE_CXX_COMPILER \"" + (folder / "c++").string() + "\")\n");
  const std::string before = read(lines).compilers;
  EXPECT_EQ(read(lines).compilers, before);
  write("c++", "the second, at the same place");
  const std::string after = read(lines).compilers;
  EXPECT_NE(after, before);
  write("chain.cmake", "set(A 2)");
  EXPECT_NE(read(lines).compilers, after);
}

TEST_F(BuildTreeTest, AFolderThatCMakeDidNotConfigureSaysNothing) {
  for (const char* text : {"", "CMAKE_GENERATOR:INTERNAL=Ninja\n", "\"\n:\n=\n:=\n\"a:b=\n"}) {
    write("other/CMakeCache.txt", text);
    const auto tree = read_build_tree(folder / "other", folder / "other/bench");
    ASSERT_FALSE(tree) << text;
    EXPECT_EQ(tree.error().kind, ErrorKind::usage);
    EXPECT_THAT(tree.error().what, HasSubstr("CMake did not configure"));
  }
}

TEST_F(BuildTreeTest, AnyFactMakesAnotherText) {
  const std::string lines = std::string(ninja) + "A:STRING=1\n";
  const std::string text = text_of(read(lines));
  EXPECT_EQ(text_of(read(lines)), text);
  EXPECT_NE(text_of(read(std::string(ninja) + "A:STRING=2\n")), text);
  EXPECT_NE(text_of(read(std::string(several) + "A:STRING=1\n")), text);
}

}  // namespace
}  // namespace tidegate::run
