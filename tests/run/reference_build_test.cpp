#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <tidegate/run/find_program.hpp>
#include <tidegate/run/git.hpp>
#include <tidegate/run/reference_build.hpp>

#include "run/throwaway_repository.hpp"

namespace tidegate::run {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

/// A project without a language whose target makes an executable script. Each configure and each
/// build adds a line to a file outside, so that the tests can count them. Configuring asks git, as
/// many projects do.
constexpr const char* project = R"(cmake_minimum_required(VERSION 3.25)
project(throwaway LANGUAGES NONE)
file(APPEND "${COUNTS}" "configured ${FLAVOUR}\n")
execute_process(COMMAND git rev-parse HEAD WORKING_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR}
                OUTPUT_VARIABLE head OUTPUT_STRIP_TRAILING_WHITESPACE RESULT_VARIABLE failed)
if(failed)
  message(FATAL_ERROR "git does not work here")
endif()
file(WRITE ${CMAKE_BINARY_DIR}/commit.txt "${head}")
foreach(name worker second)
  add_custom_target(${name}
    COMMAND ${CMAKE_COMMAND} -E echo "built ${name}" >> "${COUNTS}"
    COMMAND ${CMAKE_COMMAND} -E make_directory bin
    COMMAND ${CMAKE_COMMAND} -E copy ${CMAKE_CURRENT_SOURCE_DIR}/worker.sh bin/${name} VERBATIM)
endforeach()
add_custom_target(broken COMMAND ${CMAKE_COMMAND} -E echo "the reason" COMMAND false VERBATIM)
add_custom_target(empty)
add_custom_target(everything)
add_dependencies(everything worker)
)";

class ReferenceBuildTest : public ThrowawayRepository {
 protected:
  void SetUp() override {
    ThrowawayRepository::SetUp();
    write("repo/bench/CMakeLists.txt", project);
    write_script("repo/bench/worker.sh", "#!/bin/sh\necho old\n");
    old_commit = commit("README", "1");
    write("repo/bench/worker.sh", "#!/bin/sh\necho new\n");
    commit("README", "2");
  }

  ReferenceBuild wanted(const char* target = "worker") const {
    ReferenceBuild made;
    made.source_dir = repo / "bench";
    made.cache_dir = folder / "cache";
    made.commit = old_commit;
    made.tree_hash = tree_hash(repo, old_commit).value();
    made.configure_args = {"-DCOUNTS=" + (folder / "counts").string()};
    made.target = target;
    made.worker = fs::path("bin") / target;
    return made;
  }
  fs::path room(const ReferenceBuild& build) const { return build.cache_dir / build_key(build); }
  std::string output_of(const fs::path& program) const {
    Command command;
    command.program = program;
    return run_to_end(command, Limits{}).value().out;
  }
  /// The first line of the list is the repository itself.
  std::string worktrees() const { return git({"for-each-ref"}) + list_of_worktrees(); }
  std::string list_of_worktrees() const {
    Command command;
    command.program = "git";
    command.arguments = {"-C", repo.string(), "worktree", "list"};
    return run_to_end(command, Limits{}).value().out;
  }

  std::string old_commit;
};

TEST_F(ReferenceBuildTest, BuildsTheOldCommitOnceAndLeavesNoTrace) {
  const std::string before = worktrees();
  const auto worker = build_reference(wanted());
  ASSERT_TRUE(worker) << worker.error().what;
  EXPECT_EQ(output_of(*worker), "old\n");
  EXPECT_EQ(read("counts"), "configured \nbuilt worker\n");

  const auto again = build_reference(wanted());
  EXPECT_EQ(again.value(), *worker);
  EXPECT_EQ(read("counts"), "configured \nbuilt worker\n");
  EXPECT_EQ(worktrees(), before);
  EXPECT_EQ(git({"status", "--porcelain"}), "");
  EXPECT_TRUE(fs::exists(room(wanted()) / "source" / "bench" / "worker.sh"));
}

TEST_F(ReferenceBuildTest, ACacheInsideOfTheTreeLeavesItClean) {
  ReferenceBuild build = wanted();
  build.cache_dir = repo / "tidegate-out" / "references";
  ASSERT_FALSE(is_dirty(repo).value());
  ASSERT_TRUE(build_reference(build));
  EXPECT_FALSE(is_dirty(repo).value());
}

TEST_F(ReferenceBuildTest, GivesTheProjectItsHistoryWhileConfiguring) {
  ASSERT_TRUE(build_reference(wanted()));
  EXPECT_EQ(read(fs::relative(room(wanted()) / "build" / "commit.txt", folder)), old_commit);
}

TEST_F(ReferenceBuildTest, SharesABuildBetweenTargets) {
  ASSERT_TRUE(build_reference(wanted("worker")));
  ASSERT_TRUE(build_reference(wanted("second")));
  EXPECT_EQ(read("counts"), "configured \nbuilt worker\nbuilt second\n");
}

TEST_F(ReferenceBuildTest, KeepsOtherConfigurationsApart) {
  ReferenceBuild other = wanted();
  other.configure_args.emplace_back("-DFLAVOUR=other");
  EXPECT_NE(build_key(other), build_key(wanted()));
  ReferenceBuild newer = wanted();
  newer.toolchain = "g++ 13";
  EXPECT_NE(build_key(newer), build_key(wanted()));
  ASSERT_TRUE(build_reference(wanted()));
  ASSERT_TRUE(build_reference(other));
  EXPECT_EQ(read("counts"), "configured \nbuilt worker\nconfigured other\nbuilt worker\n");
}

TEST_F(ReferenceBuildTest, SeesAChangeInsideOfAnInitialCache) {
  ReferenceBuild build = wanted();
  write("initial.cmake", "set(FLAVOUR one CACHE STRING \"\")\n");
  build.configure_args.insert(build.configure_args.begin(), {"-C", folder / "initial.cmake"});
  const std::string key = build_key(build);
  write("initial.cmake", "set(FLAVOUR two CACHE STRING \"\")\n");
  EXPECT_NE(build_key(build), key);
  ASSERT_TRUE(build_reference(build));
  EXPECT_EQ(read("counts"), "configured two\nbuilt worker\n");
}

TEST_F(ReferenceBuildTest, CitesTheLogOfAFailedBuildAndStartsAfresh) {
  const std::string before = worktrees();
  ReferenceBuild build = wanted("broken");
  for (int i = 0; i < 2; ++i) {
    const auto worker = build_reference(build);
    ASSERT_FALSE(worker);
    EXPECT_EQ(worker.error().kind, ErrorKind::process);
    EXPECT_THAT(worker.error().what, HasSubstr("the reason"));
    EXPECT_THAT(worker.error().what, HasSubstr("build.log"));
    EXPECT_EQ(worktrees(), before);
  }
  EXPECT_EQ(read("counts"), "configured \nconfigured \n");
  EXPECT_TRUE(build_reference(wanted("worker")));
}

TEST_F(ReferenceBuildTest, SaysThatATargetMakesNoWorker) {
  const auto worker = build_reference(wanted("empty"));
  ASSERT_FALSE(worker);
  EXPECT_EQ(worker.error().kind, ErrorKind::missing);
  EXPECT_THAT(worker.error().what, HasSubstr("bin/empty"));
}

TEST_F(ReferenceBuildTest, ATargetThatAnotherOneNeedsIsThereAndOneThatIsNotIsMissed) {
  ReferenceBuild build = wanted();
  build.configure_args.insert(build.configure_args.end(), {"-G", "Ninja"});
  const auto worker = build_reference(build);
  ASSERT_TRUE(worker) << worker.error().what;
  build.target = "later";
  const auto later = build_reference(build);
  ASSERT_FALSE(later);
  EXPECT_EQ(later.error().kind, ErrorKind::missing);
  EXPECT_THAT(later.error().what, HasSubstr("target later"));
}

TEST_F(ReferenceBuildTest, ATargetThatIsNotThereYetIsMissingAndCostsOneConfiguration) {
  const std::string before = worktrees();
  for (int i = 0; i < 2; ++i) {
    const auto worker = build_reference(wanted("later"));
    ASSERT_FALSE(worker);
    EXPECT_EQ(worker.error().kind, ErrorKind::missing);
    EXPECT_THAT(worker.error().what, HasSubstr("target later"));
    EXPECT_EQ(worktrees(), before);
  }
  EXPECT_EQ(read("counts"), "configured \n");
}

TEST_F(ReferenceBuildTest, AProjectThatIsNotThereYetIsMissing) {
  write("repo/later/CMakeLists.txt", project);
  commit("README", "3");
  ReferenceBuild build = wanted();
  build.source_dir = repo / "later";
  EXPECT_EQ(build_reference(build).error().kind, ErrorKind::missing);
  EXPECT_TRUE(build_reference(wanted()));
}

TEST_F(ReferenceBuildTest, TakesAScriptAsItIs) {
  const std::string before = worktrees();
  ReferenceBuild script = wanted("");
  script.worker = "worker.sh";
  for (int i = 0; i < 2; ++i) {
    const auto worker = build_reference(script);
    ASSERT_TRUE(worker) << worker.error().what;
    EXPECT_EQ(output_of(*worker), "old\n");
    EXPECT_EQ(worktrees(), before);
  }
  EXPECT_FALSE(fs::exists(folder / "counts"));
  script.worker = "later.sh";
  EXPECT_EQ(build_reference(script).error().kind, ErrorKind::missing);
}

TEST_F(ReferenceBuildTest, AMachineWithoutCMakeIsNotACommitWithoutTheWorker) {
  // A PATH with git and nothing else.
  fs::create_directories(folder / "bin");
  fs::create_symlink(find_program("git").value(), folder / "bin" / "git");
  const ReferenceBuild build = wanted();
  const std::string before = std::getenv("PATH");
  ::setenv("PATH", (folder / "bin").c_str(), 1);
  const auto worker = build_reference(build);
  ::setenv("PATH", before.c_str(), 1);
  ASSERT_FALSE(worker);
  EXPECT_EQ(worker.error().kind, ErrorKind::process) << worker.error().what;
  EXPECT_THAT(worker.error().what, HasSubstr("cmake"));
}

TEST_F(ReferenceBuildTest, SaysThatACommitIsMissing) {
  ReferenceBuild build = wanted();
  build.commit = std::string(40, '1');
  EXPECT_EQ(build_reference(build).error().kind, ErrorKind::process);
}

TEST_F(ReferenceBuildTest, AnInterruptStopsItAndTheNextCallIsClean) {
  ReferenceBuild build = wanted();
  build.interrupted = [this] { return fs::exists(folder / "counts"); };
  write("repo/bench/CMakeLists.txt",
        std::string(project) + "execute_process(COMMAND sleep 1000)\n");
  build.commit = commit("README", "3");
  build.tree_hash = tree_hash(repo, build.commit).value();
  const std::string before = worktrees();
  const auto worker = build_reference(build);
  ASSERT_FALSE(worker);
  EXPECT_EQ(worker.error().kind, ErrorKind::interrupted);
  EXPECT_EQ(worktrees(), before);
  // The same folder of the cache, now with a commit that builds.
  build.commit = old_commit;
  build.interrupted = {};
  EXPECT_TRUE(build_reference(build));
}

TEST_F(ReferenceBuildTest, RepeatsABuildWhoseMakerWasKilled) {
  const auto worker = build_reference(wanted());
  ASSERT_TRUE(worker);
  // What a SIGKILL in the middle leaves: the mark, a worktree entry, torn files.
  std::ofstream(room(wanted()) / "unfinished");
  std::ofstream(*worker, std::ios::trunc) << "torn";
  fs::remove_all(room(wanted()) / "source");
  git({"worktree", "add", "--quiet", "--detach", (room(wanted()) / "source").string(), old_commit});
  const auto again = build_reference(wanted());
  ASSERT_TRUE(again) << again.error().what;
  EXPECT_EQ(output_of(*again), "old\n");
  EXPECT_EQ(read("counts"), "configured \nbuilt worker\nconfigured \nbuilt worker\n");
}

}  // namespace
}  // namespace tidegate::run
