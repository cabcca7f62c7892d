/// What another commit is told of a build tree, entry by entry: places of the sources, of the tree
/// and of neither.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <tidegate/run/reference_build.hpp>
#include <tidegate/run/told_entries.hpp>

#include "run/throwaway_repository.hpp"

namespace tidegate::run {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class ToldEntries : public ThrowawayRepository {
 protected:
  void SetUp() override {
    ThrowawayRepository::SetUp();
    write("repo/.gitignore", "install\nbuild\n");
    write("repo/lib/speed.h", "1");
    write("repo/install/lib/speed.h", "1");
    first = commit("bench/CMakeLists.txt", "set(BLOCK 64 CACHE STRING \"\")\n");
    commit("bench/CMakeLists.txt", "set(BLOCK 32 CACHE STRING \"\")\n");
    fs::create_directories(repo / "build/made");
    tree.folder = repo / "build";
    tree.source = repo / "bench";
  }

  Told told(const std::string& value, const std::string& name = "X") {
    tree.entries = {{name, "STRING", value}};
    auto all = told_entries(tree, {here}, first);
    EXPECT_TRUE(all) << (all ? "" : all.error().what);
    return all ? std::move(*all) : Told{};
  }
  /// The value that the other commit is told, or "not told".
  std::string value(const std::string& given, const std::string& name = "X") {
    const auto arguments = told(given, name).arguments;
    const std::string begin = "-D" + name + ":STRING=";
    if (arguments.empty()) return "not told";
    EXPECT_TRUE(arguments.front().starts_with(begin)) << arguments.front();
    return arguments.front().substr(begin.size());
  }
  std::string at(const std::string& below) const { return (repo / below).string(); }

  std::string first;
  std::string here;  ///< the working tree
  BuildTree tree;
  const std::string there{reference_source};
  const std::string made{reference_folder};
};

TEST_F(ToldEntries, APlaceOfTheSourcesIsThatOfTheOtherCheckout) {
  EXPECT_EQ(value(at("lib")), there + "/lib");
  EXPECT_EQ(value(at("lib/speed.h")), there + "/lib/speed.h");
  EXPECT_EQ(value(repo.string()), there);
  EXPECT_EQ(value(at("bench/../lib")), there + "/lib");
}

TEST_F(ToldEntries, SoItIsBehindALinkAndByAnotherName) {
  fs::create_symlink(repo, folder / "link");
  fs::create_symlink(repo / "lib", folder / "library");
  EXPECT_EQ(value((folder / "link/lib").string()), there + "/lib");
  EXPECT_EQ(value((folder / "library").string()), there + "/lib");
  tree.source = folder / "link/bench";
  EXPECT_EQ(value("-I" + (folder / "link/lib").string()), "-I" + there + "/lib");
}

TEST_F(ToldEntries, SoItIsInsideATextAndInAList) {
  const std::string lib = at("lib");
  EXPECT_EQ(value("-O2 -I" + lib + " -DX=\"" + lib + "\" -Wl,-rpath," + lib),
            "-O2 -I" + there + "/lib -DX=\"" + there + "/lib\" -Wl,-rpath," + there + "/lib");
  EXPECT_EQ(value("/opt;" + lib + ";;x"), "/opt;" + there + "/lib;;x");
  EXPECT_EQ(value(";" + lib), ";" + there + "/lib");
}

TEST_F(ToldEntries, WhatGitDoesNotTrackIsTheSameForBoth) {
  EXPECT_EQ(value(at("install/lib")), at("install/lib"));
  EXPECT_EQ(value("-I" + at("install/lib")), "-I" + at("install/lib"));
  EXPECT_EQ(value(at("nowhere")), at("nowhere"));
}

TEST_F(ToldEntries, WhatLiesInTheBuildTreeIsMadeAnew) {
  EXPECT_EQ(value(at("build/made")), "not told");
  EXPECT_EQ(value("/opt;" + at("build/made") + ";x"), "/opt;x");
  EXPECT_EQ(value(at("build/made") + ";x"), "x");
  EXPECT_EQ(value("-I" + at("build/made")), "-I" + made + "/made");
  EXPECT_EQ(value(at("build/made"), "CMAKE_TOOLCHAIN_FILE"), at("build/made")) << "an input";
}

TEST_F(ToldEntries, WhatOnlyLooksLikeAPlaceStays) {
  for (const std::string& text :
       {std::string("/opt") + repo.string(), repo.string() + "-2/lib", std::string("C:\\new \\"),
        std::string("$<CONFIG> @X@ ${Y}"), std::string("/usr/bin/env X=1 g++"), std::string()}) {
    EXPECT_EQ(value(text), text);
  }
}

TEST_F(ToldEntries, ADefaultThatTheCommitChangedIsEachSidesOwn) {
  const Told own = told("32", "BLOCK");
  EXPECT_THAT(own.arguments, IsEmpty());
  EXPECT_THAT(own.notes, ElementsAre(HasSubstr("BLOCK is 32 by default here and 64 in")));
  EXPECT_EQ(value("16", "BLOCK"), "16") << "somebody chose it";
  EXPECT_EQ(value("64", "BLOCK"), "64") << "the tree was configured before the change";
}

TEST_F(ToldEntries, ADefaultOfTheWorkingTreeCountsAsItIs) {
  const std::string last = git({"rev-parse", "HEAD"});
  write("repo/bench/CMakeLists.txt", "set(BLOCK 8 CACHE STRING \"\")\n");
  EXPECT_EQ(value("8", "BLOCK"), "not told");
  here = last;  // somebody works on while a search goes on
  EXPECT_EQ(value("32", "BLOCK"), "not told");
  EXPECT_EQ(value("8", "BLOCK"), "8");
}

TEST_F(ToldEntries, WhereNobodyCanTellBothSidesAreGivenOneAndItIsSaid) {
  // Another file has a default of that name, which the commit did not change.
  write("repo/other/CMakeLists.txt", "option(SIMD \"\" OFF)\n");
  first = commit("lib/CMakeLists.txt", "option(SIMD \"\" off)\n");
  commit("lib/CMakeLists.txt", "option(SIMD \"\" TRUE)\n");
  const Told both = told("ON", "SIMD");
  EXPECT_THAT(both.arguments, ElementsAre("-DSIMD:STRING=ON"));
  EXPECT_THAT(both.notes, ElementsAre(HasSubstr("both sides are given it")));
  EXPECT_THAT(told("AUTO", "SIMD").notes, IsEmpty()) << "that is nobody's default";
}

TEST_F(ToldEntries, ADefaultThatIsComputedInTheSourcesIsEachSidesOwn) {
  write("repo/k1/x", "");
  first = commit("bench/CMakeLists.txt",
                 "set(K \"${CMAKE_SOURCE_DIR}/../k1\" CACHE PATH \"\")\n"
                 "set(N \"${M}\" CACHE STRING \"\")\n");
  write("repo/k2/x", "");
  commit("bench/CMakeLists.txt",
         "set(K \"${CMAKE_SOURCE_DIR}/../k2\" CACHE PATH \"\")\n"
         "set(N \"${L}\" CACHE STRING \"\")\n");
  EXPECT_EQ(value(at("k2"), "K"), "not told");
  EXPECT_THAT(told(at("k2"), "K").notes, ElementsAre(HasSubstr("each side has its own")));
  EXPECT_EQ(value("7", "N"), "7");
  EXPECT_THAT(told("7", "N").notes, ElementsAre(HasSubstr("both sides are given it")));
}

TEST_F(ToldEntries, WhatIsSetByForceOrIsCMakesOwnIsNoDefaultOfTheirs) {
  first = commit("bench/CMakeLists.txt",
                 "set(BLOCK 1 CACHE STRING \"\" FORCE)\n"
                 "set(CMAKE_BUILD_TYPE Debug CACHE STRING \"\")\n");
  commit("bench/CMakeLists.txt",
         "set(BLOCK 2 CACHE STRING \"\" FORCE)\n"
         "set(CMAKE_BUILD_TYPE Release CACHE STRING \"\")\n");
  EXPECT_EQ(value("2", "BLOCK"), "2");
  EXPECT_EQ(value("Release", "CMAKE_BUILD_TYPE"), "Release");
}

TEST_F(ToldEntries, WhatASearchFoundIsSearchedAgainWhereItMayBeAnotherPlace) {
  // CMake says the same of what a person gave to a search: it is told, unless files that name it
  // differ.
  tree.entries = {{"X", "PATH", at("lib"), true},
                  {"BLOCK", "PATH", at("lib"), true},
                  {"Y", "PATH", at("install/lib"), true}};
  const auto found = told_entries(tree, {""}, first);
  EXPECT_THAT(found->arguments,
              ElementsAre("-DX:PATH=" + there + "/lib", "-DY:PATH=" + at("install/lib")));
  EXPECT_THAT(found->notes, ElementsAre(HasSubstr("may find another place than lib")));
}

TEST_F(ToldEntries, OneOfSeveralCommitsMayExplainADefault) {
  const std::string last = git({"rev-parse", "HEAD"});
  git({"checkout", "--quiet", first});
  tree.entries = {{"BLOCK", "STRING", "32"}};
  EXPECT_THAT(told_entries(tree, {""}, first)->arguments, ElementsAre("-DBLOCK:STRING=32"));
  EXPECT_THAT(told_entries(tree, {"", last}, first)->arguments, IsEmpty());
}

TEST_F(ToldEntries, ASubmoduleKnowsWhatIsInIt) {
  const auto inner = [this](std::vector<std::string> words) {
    words.insert(words.begin(), {"-C", at("extern/sub")});
    git(std::move(words));
  };
  write("repo/extern/sub/tracked", "1");
  write("repo/extern/sub/.gitignore", "out\n");
  inner({"init", "--quiet"});
  inner({"add", "--all"});
  inner({"commit", "--quiet", "-m", "inner"});
  first = commit("more", "1");
  write("repo/extern/sub/out/x", "1");
  write("repo/install/x", "1");
  EXPECT_EQ(value(at("extern/sub")), there + "/extern/sub");
  EXPECT_EQ(value(at("extern/sub/tracked")), there + "/extern/sub/tracked");
  EXPECT_EQ(value(at("extern/sub/out")), at("extern/sub/out"));
  EXPECT_EQ(value(at("extern")), there + "/extern");
  fs::create_directories(repo / "extern/install");
  EXPECT_EQ(value(at("extern/install")), at("extern/install")) << "beside a submodule";
}

TEST_F(ToldEntries, ADefaultThatAProjectClampsIsADefault) {
  const auto text = [](int block) {
    return "set(BLOCK " + std::to_string(block) +
           " CACHE STRING \"\")\nif(BLOCK LESS 1)\nset(BLOCK 1 CACHE STRING \"\" FORCE)\nendif()\n";
  };
  first = commit("bench/CMakeLists.txt", text(64));
  commit("bench/CMakeLists.txt", text(16));
  EXPECT_EQ(value("16", "BLOCK"), "not told");
}

TEST_F(ToldEntries, NothingIsSaidOfAPlaceThatIsMadeAnew) {
  first = commit("bench/CMakeLists.txt", "set(OUT ${CMAKE_BINARY_DIR}/out CACHE PATH \"\")\n");
  commit("bench/CMakeLists.txt", "set(OUT ${CMAKE_BINARY_DIR}/made CACHE PATH \"\")\n");
  const Told own = told(at("build/made"), "OUT");
  EXPECT_THAT(own.arguments, IsEmpty());
  EXPECT_THAT(own.notes, IsEmpty());
}

TEST_F(ToldEntries, AFileThatCMakeReadsIsAnInputWhereverItWasWritten) {
  for (const char* name :
       {"CMAKE_PROJECT_INCLUDE_BEFORE", "CMAKE_PROJECT_x_INCLUDE_BEFORE",
        "VCPKG_CHAINLOAD_TOOLCHAIN_FILE", "CMAKE_USER_MAKE_RULES_OVERRIDE_CXX"}) {
    EXPECT_EQ(value(at("build/made"), name), at("build/made")) << name;
  }
}

TEST_F(ToldEntries, WhatABuildWritesToLiesInTheOtherBuild) {
  EXPECT_EQ(value(at("install"), "CMAKE_LIBRARY_OUTPUT_DIRECTORY"),
            made + "/CMAKE_LIBRARY_OUTPUT_DIRECTORY");
  EXPECT_EQ(value(at("build/bin"), "CMAKE_RUNTIME_OUTPUT_DIRECTORY_RELEASE"), made + "/bin");
  EXPECT_EQ(value("/shared", "LIBRARY_OUTPUT_PATH"), made + "/LIBRARY_OUTPUT_PATH");
  EXPECT_EQ(value("bin", "CMAKE_RUNTIME_OUTPUT_DIRECTORY"), "bin");
}

TEST_F(ToldEntries, AnInputThatTheOtherCommitLacksIsTodaysAndItIsSaid) {
  commit("chain.cmake", "set(X 1)");
  EXPECT_EQ(value(at("chain.cmake"), "CMAKE_TOOLCHAIN_FILE"), at("chain.cmake"));
  EXPECT_THAT(told(at("chain.cmake"), "CMAKE_TOOLCHAIN_FILE").notes,
              ElementsAre(HasSubstr("both sides are given today's")));
  EXPECT_EQ(value(at("chain.cmake"), "PROFILE"), "not told");
  EXPECT_THAT(told(at("chain.cmake"), "PROFILE").notes, ElementsAre(HasSubstr("does not have")));
  EXPECT_THAT(told("-include " + at("chain.cmake")).notes, ElementsAre(HasSubstr("does not have")));
}

TEST_F(ToldEntries, ATrackedLinkAndAFolderThatOnlyGitKeepsAreWhatTheyAre) {
  fs::create_directory_symlink("lib", repo / "alias");
  write("repo/deps/.gitkeep", "");
  first = commit("more", "1");
  EXPECT_EQ(value(at("alias/speed.h")), there + "/lib/speed.h");
  EXPECT_EQ(value(at("deps")), at("deps")) << "whatever lies there, git does not know it";
}

TEST_F(ToldEntries, ABuildAmongItsSourcesKeepsWhatWasInstalledThere) {
  tree.folder = repo;
  fs::create_directories(repo / "_deps/x");
  EXPECT_EQ(value(at("install/lib")), at("install/lib"));
  EXPECT_EQ(value(at("lib")), there + "/lib");
  EXPECT_EQ(value(at("_deps/x")), "not told");
}

TEST_F(ToldEntries, WhatTheCacheCutIsNotTold) {
  tree.entries = {{"X", "STRING", "one of two lines", false, true}};
  const auto cut = told_entries(tree, {""}, first);
  EXPECT_THAT(cut->arguments, IsEmpty());
  EXPECT_THAT(cut->notes, ElementsAre(HasSubstr("X has several lines")));
}

TEST_F(ToldEntries, QuotesHoldAPathTogether) {
  write("repo/my lib/speed.h", "1");
  first = commit("more", "1");
  EXPECT_EQ(value("-I\"" + at("my lib") + "\" -O2"), "-I\"" + there + "/my lib\" -O2");
  EXPECT_EQ(value(at("lib") + ":/opt," + at("lib")), there + "/lib:/opt," + there + "/lib");
  EXPECT_EQ(value("-DX=O\\'Hara -I" + at("lib") + " -O2"), "-DX=O\\'Hara -I" + there + "/lib -O2");
  EXPECT_EQ(value("-DX=it's -I" + at("lib") + " -O2"), "-DX=it's -I" + there + "/lib -O2");
  EXPECT_EQ(value("-DX=\\\"" + at("lib") + "\\\""), "-DX=\\\"" + there + "/lib\\\"");
  EXPECT_EQ(value("$<BUILD_INTERFACE:" + at("lib") + ">"), "$<BUILD_INTERFACE:" + there + "/lib>");
}

TEST_F(ToldEntries, OurOwnSourcesMakeTheBenchmarkAlone) {
  tree.knows_tidegate = true;
  EXPECT_THAT(told("1").arguments, ElementsAre("-DX:STRING=1", "-DTIDEGATE_BUILD_TESTS:BOOL=OFF",
                                               "-DTIDEGATE_BUILD_TOOL:BOOL=OFF"));
}

}  // namespace
}  // namespace tidegate::run
