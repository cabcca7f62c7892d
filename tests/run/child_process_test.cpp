#include <csignal>
#include <cstdio>
#include <thread>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <tidegate/run/child_process.hpp>
#include <tidegate/run/cpu_set.hpp>
#include <tidegate/run/find_program.hpp>

#include "fakes/temp_folder.hpp"

namespace tidegate::run {
namespace {

constexpr double plenty_s = 60;

Command shell(const std::string& script) {
  Command command;
  command.program = "/bin/sh";
  command.arguments = {"-c", script};
  return command;
}

Finished run_shell(const std::string& script, double limit_s = plenty_s) {
  auto finished = run_to_end(shell(script), Limits{limit_s, {}});
  EXPECT_TRUE(finished) << finished.error().what;
  return finished.value_or(Finished{});
}

/// Whether a process exists that is not a zombie.
bool lives(pid_t pid) {
  std::ifstream stat("/proc/" + std::to_string(pid) + "/stat");
  std::string text;
  std::getline(stat, text);
  return !text.empty() && text.find(") Z ") == std::string::npos;
}

/// Waits for the kernel to finish with a killed process that is not our child.
bool dies(pid_t pid) {
  for (int i = 0; i < 500 && lives(pid); ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  return !lives(pid);
}

class ChildProcessTest : public TempFolder {};

TEST_F(ChildProcessTest, ReportsExitCodeAndBothOutputs) {
  const Finished finished = run_shell("echo out; echo err >&2; exit 7");
  EXPECT_EQ(finished.exit_code, 7);
  EXPECT_EQ(finished.signal, std::nullopt);
  EXPECT_EQ(finished.out, "out\n");
  EXPECT_EQ(finished.err, "err\n");
  EXPECT_FALSE(finished.succeeded());
  EXPECT_TRUE(run_shell("true").succeeded());
}

TEST_F(ChildProcessTest, ReportsASignal) {
  const Finished finished = run_shell("kill -SEGV $$");
  EXPECT_EQ(finished.signal, SIGSEGV);
  EXPECT_EQ(finished.exit_code, std::nullopt);
}

TEST_F(ChildProcessTest, GivesItAnEmptyInput) {
  EXPECT_EQ(run_shell("cat; echo end").out, "end\n");
}

TEST_F(ChildProcessTest, SetsFolderEnvironmentAndProcessors) {
  ASSERT_EQ(::setenv("TIDEGATE_TEST_OLD", "old", 1), 0);
  Command command = shell(
      "pwd; echo $TIDEGATE_TEST_NEW-$TIDEGATE_TEST_OLD-; grep Cpus_allowed_list /proc/self/status");
  command.folder = folder;
  command.environment = {{"TIDEGATE_TEST_NEW", "a b=c"}};
  command.unset = {"TIDEGATE_TEST_OLD"};
  command.cpus = {allowed_cpus().back()};
  const auto finished = run_to_end(command, Limits{plenty_s, {}});
  ASSERT_TRUE(finished);
  EXPECT_EQ(finished->out, folder.string() + "\na b=c--\nCpus_allowed_list:\t" +
                               std::to_string(allowed_cpus().back()) + "\n");
}

TEST_F(ChildProcessTest, FloodsDoNotBlockAndAreCapped) {
  const Finished finished = run_shell(
      "head -c 10000000 /dev/zero | tr '\\0' e >&2; printf 'last words\\351' >&2;"
      "head -c 10000000 /dev/zero | tr '\\0' o");
  EXPECT_EQ(finished.exit_code, 0);
  EXPECT_EQ(finished.out.size(), Command{}.keep_output);
  EXPECT_TRUE(finished.err.ends_with("last words\xEF\xBF\xBD"));
  EXPECT_EQ(finished.err.size(), 2000U - 1 + 3);  // 2,000 characters, the last of three bytes
}

TEST_F(ChildProcessTest, KillsTheWholeGroupAtTheLimit) {
  const Finished finished =
      run_shell("sleep 1000 & echo $! > " + (folder / "grandchild").string() + "; wait", 0.3);
  EXPECT_TRUE(finished.timed_out);
  EXPECT_EQ(finished.signal, SIGKILL);
  ASSERT_FALSE(read("grandchild").empty());
  EXPECT_TRUE(dies(std::stoi(read("grandchild"))));
}

TEST_F(ChildProcessTest, OrphansHoldingThePipesDoNotHangUs) {
  const Finished finished =
      run_shell("sleep 1000 & echo $! > " + (folder / "orphan").string() + "; echo bye; exit 0");
  EXPECT_TRUE(finished.succeeded());
  EXPECT_EQ(finished.out, "bye\n");
  EXPECT_TRUE(dies(std::stoi(read("orphan"))));
}

TEST_F(ChildProcessTest, AnOrphanOutsideOfTheGroupDoesNotHangUsEither) {
  const Finished finished = run_shell("setsid sh -c 'echo $$ > " + (folder / "escaped").string() +
                                      "; exec sleep 1000' & while [ ! -s " +
                                      (folder / "escaped").string() + " ]; do :; done; echo bye");
  EXPECT_TRUE(finished.succeeded());
  EXPECT_EQ(finished.out, "bye\n");
  ::kill(std::stoi(read("escaped")), SIGKILL);
}

TEST_F(ChildProcessTest, KillsWhatRunsWhenDestroyed) {
  pid_t pid = 0;
  {
    auto child = ChildProcess::start(shell("echo $$; exec sleep 1000"), Limits{plenty_s, {}});
    ASSERT_TRUE(child);
    pid = std::stoi((*child)->read_line().value_or("0"));
    EXPECT_TRUE(lives(pid));
  }
  EXPECT_FALSE(lives(pid));
}

TEST_F(ChildProcessTest, AnInterruptKillsIt) {
  int asked = 0;
  const auto finished =
      run_to_end(shell("sleep 1000"), Limits{plenty_s, [&] { return ++asked > 1; }});
  ASSERT_FALSE(finished);
  EXPECT_EQ(finished.error().kind, ErrorKind::interrupted);
}

TEST_F(ChildProcessTest, TalksLineByLine) {
  auto child = ChildProcess::start(
      shell("while read x; do echo \"<$x>\"; done; echo torn | tr -d '\\n'"), Limits{plenty_s, {}});
  ASSERT_TRUE(child);
  for (const char* word : {"one", "two words", ""}) {
    ASSERT_TRUE((*child)->write_line(word));
    EXPECT_EQ((*child)->read_line(), "<" + std::string(word) + ">");
  }
  (*child)->close_input();
  EXPECT_EQ((*child)->read_line(), std::nullopt);
  const Finished finished = (*child)->finish();
  EXPECT_TRUE(finished.succeeded());
  EXPECT_EQ(finished.out, "torn");
}

TEST_F(ChildProcessTest, WritingToADeadProcessIsAFailureAndNoSignal) {
  auto child = ChildProcess::start(shell("exit 0"), Limits{plenty_s, {}});
  ASSERT_TRUE(child);
  EXPECT_EQ((*child)->read_line(), std::nullopt);
  EXPECT_FALSE((*child)->write_line("anyone?"));
}

TEST_F(ChildProcessTest, WaitingForALineEndsAtTheLimit) {
  auto child = ChildProcess::start(shell("sleep 1000"), Limits{0.3, {}});
  ASSERT_TRUE(child);
  EXPECT_EQ((*child)->read_line(), std::nullopt);
  EXPECT_TRUE((*child)->finish().timed_out);
}

TEST_F(ChildProcessTest, InheritsNoDescriptorOfOurs) {
  const int ours = ::open("/dev/null", O_RDONLY);  // without close-on-exec, as others open theirs
  ASSERT_GE(ours, 0);
  const Finished finished = run_shell("ls /proc/$$/fd");
  ::close(ours);
  EXPECT_EQ(finished.out, "0\n1\n2\n");
}

TEST_F(ChildProcessTest, CanAppendToALog) {
  write("log", "before\n");
  Command command = shell("echo out; echo err >&2");
  command.log = folder / "log";
  const auto finished = run_to_end(command, Limits{plenty_s, {}});
  ASSERT_TRUE(finished);
  EXPECT_EQ(finished->out + finished->err, "");
  EXPECT_EQ(read("log"), "before\nout\nerr\n");
}

TEST_F(ChildProcessTest, RefusesBeforeAnythingRuns) {
  write("text", "#!/bin/sh\n");
  write_script("no-interpreter", "echo hello\n");
  Command lost = shell("true");
  lost.folder = folder / "nowhere";
  Command unpinnable = shell("true");
  unpinnable.cpus = {1023};
  Command missing, plain, directory, nameless, headless;
  missing.program = folder / "missing";
  plain.program = folder / "text";
  directory.program = folder;
  headless.program = folder / "no-interpreter";
  const std::pair<Command, ErrorKind> cases[] = {
      {missing, ErrorKind::missing},   {plain, ErrorKind::missing},
      {directory, ErrorKind::missing}, {nameless, ErrorKind::missing},
      {headless, ErrorKind::process},  {lost, ErrorKind::process},
      {unpinnable, ErrorKind::process}};
  for (const auto& [command, kind] : cases) {
    const auto started = ChildProcess::start(command, Limits{plenty_s, {}});
    ASSERT_FALSE(started) << command.program;
    EXPECT_EQ(started.error().kind, kind) << started.error().what;
    EXPECT_FALSE(started.error().hint.empty());
  }
}

TEST_F(ChildProcessTest, AFailedStartDoesNotWriteOurBufferedOutputTwice) {
  const std::string path = folder / "buffered";
  std::FILE* file = std::fopen(path.c_str(), "w");
  ASSERT_NE(file, nullptr);
  std::fputs("one row\n", file);
  Command headless;
  write_script("no-interpreter", "echo hello\n");
  headless.program = folder / "no-interpreter";
  EXPECT_FALSE(ChildProcess::start(headless, Limits{plenty_s, {}}));
  std::fclose(file);
  EXPECT_EQ(read("buffered"), "one row\n");
}

TEST_F(ChildProcessTest, FindsProgramsInPath) {
  write_script("tidegate-test-program", "#!/bin/sh\necho found\n");
  const std::string before = std::getenv("PATH");
  ::setenv("PATH", ("/nonexistent::" + folder.string() + ":" + before).c_str(), 1);
  const auto found = find_program("tidegate-test-program");
  const auto not_found = find_program("tidegate-test-missing");
  ::setenv("PATH", before.c_str(), 1);
  EXPECT_EQ(found.value(), folder / "tidegate-test-program");
  EXPECT_EQ(not_found.error().kind, ErrorKind::missing);
}

}  // namespace
}  // namespace tidegate::run
