#include <gtest/gtest.h>

#include <tidegate/run/death.hpp>

namespace tidegate::run {
namespace {

struct DeathCase {
  const char* name;
  Remains remains;
  Status status;
  const char* phase;
  const char* words;  ///< in the message
};

Remains exited(int code, RowSeen row, std::string_view text = "") {
  Remains r;
  r.exit_code = code;
  r.row = row;
  r.stderr_text = text;
  return r;
}

Remains killed(int signal, std::string_view text = "", RowSeen row = RowSeen::none) {
  Remains r;
  r.signal = signal;
  r.row = row;
  r.stderr_text = text;
  return r;
}

Remains timed_out(RowSeen row) {
  Remains r = killed(9, "bad_alloc", row);
  r.timed_out = true;
  r.limit_s = 1.5;
  return r;
}

Remains interrupted() {
  Remains r = killed(9);
  r.interrupted = true;
  return r;
}

Remains garbage(int code) {
  Remains r = exited(code, RowSeen::garbage);
  r.problem = "line 1 is no JSON";
  return r;
}

Remains stopped() {
  Remains r = killed(9, "", RowSeen::garbage);
  r.broke_protocol = true;
  r.problem = "expected a sample";
  return r;
}

Remains preparing() {
  Remains r = killed(11);
  r.phase = "prepare";
  return r;
}

TEST(Death, HasACauseForEveryWayToEnd) {
  const DeathCase cases[] = {
      {"interrupted", interrupted(), Status::skipped, "measure", "asked to stop"},
      {"timeout", timed_out(RowSeen::none), Status::timeout, "measure", "limit of 1.5 s"},
      {"timeout after its row", timed_out(RowSeen::ok), Status::timeout, "measure", "limit"},
      {"broken dialogue", stopped(), Status::crashed, "protocol", "expected a sample"},
      {"exit 127", exited(127, RowSeen::none), Status::env_failed, "start", "exit code 127"},
      {"exit 126", exited(126, RowSeen::none), Status::env_failed, "start", "exit code 126"},
      {"library", exited(1, RowSeen::none, "x: error while loading shared libraries: libfoo.so"),
       Status::env_failed, "start", "library"},
      {"bad_alloc", killed(6, "what(): std::bad_alloc"), Status::oom, "measure", "memory"},
      {"any case", exited(1, RowSeen::none, "CUDA error: Out Of Memory"), Status::oom, "measure",
       "exit code 1"},
      {"XLA", exited(1, RowSeen::none, "RESOURCE_EXHAUSTED: 3 GB"), Status::oom, "measure",
       "memory"},
      {"killed with evidence", killed(9, "out of memory"), Status::oom, "measure", "signal 9"},
      {"killed without evidence", killed(9), Status::crashed, "measure", "signal 9"},
      {"segfault", killed(11), Status::crashed, "measure", "signal 11 (Segmentation fault)"},
      {"segfault after its row", killed(11, "", RowSeen::ok), Status::crashed, "measure", "11"},
      {"segfault before ready", preparing(), Status::crashed, "prepare", "11"},
      {"exit 3", exited(3, RowSeen::none), Status::crashed, "measure", "exit code 3"},
      {"exit 3 after its row", exited(3, RowSeen::ok), Status::crashed, "measure", "after writing"},
      {"no row", exited(0, RowSeen::none), Status::crashed, "protocol", "without writing a row"},
      {"garbage", garbage(0), Status::crashed, "protocol", "line 1 is no JSON"},
      {"garbage and exit 3", garbage(3), Status::crashed, "measure", "exit code 3"},
      {"killed after a failed row", killed(15, "", RowSeen::failed), Status::crashed, "measure",
       "15"},
  };
  for (const DeathCase& c : cases) {
    SCOPED_TRACE(c.name);
    const auto cause = cause_of_death(c.remains);
    ASSERT_TRUE(cause);
    EXPECT_EQ(cause->status, c.status);
    EXPECT_EQ(cause->failure.phase, c.phase);
    EXPECT_NE(cause->failure.message.find(c.words), std::string::npos) << cause->failure.message;
    EXPECT_EQ(cause->failure.exit_code, c.remains.exit_code);
  }
}

TEST(Death, LeavesTheWorkersOwnWordAlone) {
  EXPECT_FALSE(cause_of_death(exited(0, RowSeen::ok)));
  EXPECT_FALSE(cause_of_death(exited(0, RowSeen::ok, "warning: out of memory, retried")));
  EXPECT_FALSE(cause_of_death(exited(0, RowSeen::failed)));
  EXPECT_FALSE(cause_of_death(exited(1, RowSeen::failed)));
}

TEST(Death, ReportsLimitAndSignalWhereTheyApply) {
  const auto late = cause_of_death(timed_out(RowSeen::none));
  EXPECT_EQ(late->failure.limit_s, 1.5);
  EXPECT_EQ(late->failure.signal, 9);
  EXPECT_EQ(cause_of_death(killed(11))->failure.limit_s, std::nullopt);
  // We killed it ourselves; that signal says nothing about the worker.
  EXPECT_EQ(cause_of_death(stopped())->failure.signal, std::nullopt);
}

}  // namespace
}  // namespace tidegate::run
