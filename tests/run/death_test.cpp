#include <set>

#include <gtest/gtest.h>

#include <tidegate/run/death.hpp>

namespace tidegate::run {
namespace {

struct DeathCase {
  const char* rule;  ///< the row of the table that applies
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

Remains oom_killed(Remains r) {
  r.oom_kill = true;
  return r;
}

TEST(Death, HasACauseForEveryWayToEnd) {
  const DeathCase cases[] = {
      {"interrupt", interrupted(), Status::skipped, "measure", "asked to stop"},
      {"limit", timed_out(RowSeen::none), Status::timeout, "measure", "limit of 1.5 s"},
      {"limit", timed_out(RowSeen::ok), Status::timeout, "measure", "limit"},
      {"limit", oom_killed(timed_out(RowSeen::none)), Status::timeout, "measure", "limit"},
      {"protocol", stopped(), Status::crashed, "protocol", "expected a sample"},
      {"no program", exited(127, RowSeen::none), Status::env_failed, "start", "exit code 127"},
      {"no program", exited(126, RowSeen::none), Status::env_failed, "start", "exit code 126"},
      {"no library", exited(1, RowSeen::none, "x: error while loading shared libraries: libfoo.so"),
       Status::env_failed, "start", "library"},
      {"old library", exited(1, RowSeen::none, "libc.so.6: version `GLIBC_2.38' not found"),
       Status::env_failed, "start", "library"},
      {"no symbol", exited(1, RowSeen::none, "bench: symbol lookup error: bench: undefined symbol"),
       Status::env_failed, "start", "library"},
      {"no shared object", killed(6, "libblas.so.3: cannot open shared object file: No such file"),
       Status::env_failed, "start", "library"},
      {"no module", exited(1, RowSeen::none, "ModuleNotFoundError: No module named 'numpy'"),
       Status::env_failed, "start", "module"},
      {"no CUDA device", killed(6, "what(): no CUDA-capable device is detected"),
       Status::env_failed, "start", "GPU"},
      {"no device", exited(1, RowSeen::none, "CUDA error: cudaErrorNoDevice"), Status::env_failed,
       "start", "GPU"},
      {"old driver", exited(1, RowSeen::none, "CUDA driver version is insufficient for CUDA"),
       Status::env_failed, "start", "driver"},
      {"no ROCm device", exited(1, RowSeen::none, "no ROCm-capable device is detected"),
       Status::env_failed, "start", "GPU"},
      {"no CUDA device", exited(1, RowSeen::none, "no CUDA-capable device; then: out of memory"),
       Status::env_failed, "start", "GPU"},
      {"bad_alloc", killed(6, "what(): std::bad_alloc"), Status::oom, "measure", "memory"},
      {"out of memory", exited(1, RowSeen::none, "CUDA error: Out Of Memory"), Status::oom,
       "measure", "exit code 1"},
      {"out of memory", killed(9, "out of memory"), Status::oom, "measure", "signal 9"},
      {"resource exhausted", exited(1, RowSeen::none, "RESOURCE_EXHAUSTED: 3 GB"), Status::oom,
       "measure", "memory"},
      {"cannot allocate", exited(1, RowSeen::none, "mmap: Cannot allocate memory"), Status::oom,
       "measure", "memory"},
      {"CUDA allocation", killed(6, "cudaMalloc(): cudaErrorMemoryAllocation"), Status::oom,
       "measure", "memory"},
      {"CUDA driver memory", exited(2, RowSeen::none, "cuMemAlloc: CUDA_ERROR_OUT_OF_MEMORY"),
       Status::oom, "measure", "exit code 2"},
      {"Python memory", exited(1, RowSeen::none, "numpy._ArrayMemoryError: Unable to allocate"),
       Status::oom, "measure", "memory"},
      {"kernel memory", oom_killed(killed(9)), Status::oom, "measure", "kernel"},
      {"kernel memory", oom_killed(exited(137, RowSeen::none)), Status::oom, "measure", "137"},
      {"signal", killed(9), Status::crashed, "measure", "signal 9"},
      {"signal", oom_killed(killed(11)), Status::crashed, "measure", "signal 11"},
      {"signal", killed(11), Status::crashed, "measure", "signal 11 (Segmentation fault)"},
      {"signal", killed(11, "", RowSeen::ok), Status::crashed, "measure", "11"},
      {"signal", preparing(), Status::crashed, "prepare", "11"},
      {"signal", killed(15, "", RowSeen::failed), Status::crashed, "measure", "15"},
      {"exit code", exited(3, RowSeen::none), Status::crashed, "measure", "exit code 3"},
      {"exit code", oom_killed(exited(3, RowSeen::none)), Status::crashed, "measure", "3"},
      {"exit code", exited(137, RowSeen::none), Status::crashed, "measure", "exit code 137"},
      {"exit code", exited(3, RowSeen::ok), Status::crashed, "measure", "after writing"},
      {"exit code", garbage(3), Status::crashed, "measure", "exit code 3"},
      {"no row", exited(0, RowSeen::none), Status::crashed, "protocol", "without writing a row"},
      {"no row", exited(0, RowSeen::none, "out of memory, retried"), Status::crashed, "protocol",
       "without writing a row"},
      {"garbage", garbage(0), Status::crashed, "protocol", "line 1 is no JSON"},
  };
  std::set<std::string_view> seen;
  for (const DeathCase& c : cases) {
    SCOPED_TRACE(std::string(c.rule) + ": " + std::string(c.remains.stderr_text));
    const auto cause = cause_of_death(c.remains);
    ASSERT_TRUE(cause);
    EXPECT_EQ(cause->rule, c.rule);
    EXPECT_EQ(cause->status, c.status);
    EXPECT_EQ(cause->failure.phase, c.phase);
    EXPECT_NE(cause->failure.message.find(c.words), std::string::npos) << cause->failure.message;
    EXPECT_EQ(cause->failure.exit_code, c.remains.exit_code);
    seen.insert(cause->rule);
  }
  // No row of the table without a case of its own, and no name twice.
  const auto rules = death_rules();
  EXPECT_EQ(seen, std::set<std::string_view>(rules.begin(), rules.end()));
  EXPECT_EQ(seen.size(), rules.size());
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
