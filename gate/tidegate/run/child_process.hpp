/// One child process in its own process group, with pipes to its stdin, stdout and stderr.
/// Decides: how a process is started, bounded and stopped: when it ends, runs past its limit or is
/// no longer wanted, its whole group is killed, so that no grandchild lives on.
/// Refuses to know: what the process does and what its lines mean.
#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <sys/types.h>

#include <tidegate/base/descriptor.hpp>
#include <tidegate/base/error.hpp>
#include <tidegate/run/capped_text.hpp>

namespace tidegate::run {

struct Command {
  std::filesystem::path program;  ///< found as find_program says
  std::vector<std::string> arguments;
  std::filesystem::path folder;  ///< working folder; empty: ours
  /// Added to our environment, or in place of a variable of that name.
  std::vector<std::pair<std::string, std::string>> environment;
  std::vector<std::string> unset;       ///< variables of our environment that it does not get
  std::vector<int> cpus;                ///< processors it may use; empty: as ours
  std::size_t keep_output = 1U << 20U;  ///< bytes kept from the end of stdout
  std::filesystem::path log;            ///< stdout and stderr are appended here; empty: kept by us
};

struct Limits {
  double limit_s = 600;  ///< wall time from the start on, after which the group is killed
  /// Asked about five times a second; true kills the group. Empty: nobody interrupts.
  std::function<bool()> interrupted;
};

/// How a process ended. Exactly one of exit_code and signal is set.
struct Finished {
  std::optional<int> exit_code;
  std::optional<int> signal;  ///< 9 also when we killed it
  bool timed_out = false;
  bool interrupted = false;
  std::string out;  ///< what was not taken as lines, at most keep_output bytes from the end
  std::string err;  ///< the last 2,000 characters, valid UTF-8

  bool succeeded() const { return exit_code == 0 && !timed_out && !interrupted; }
};

class ChildProcess {
 public:
  /// Errors: `missing` (no such program), `process` (it could not be executed, pinned or given its
  /// folder). On an error nothing runs.
  static Outcome<std::unique_ptr<ChildProcess>> start(const Command& command, const Limits& limits);
  /// Kills the group.
  ~ChildProcess();
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;

  /// Writes `line` and a newline to its stdin; false when nobody reads it any more.
  bool write_line(std::string_view line);
  /// Ends its stdin.
  void close_input();
  /// The next whole line of its stdout. Nothing when there will be none because the process is
  /// gone: it ended, was interrupted or ran past its limit; finish() tells which.
  std::optional<std::string> read_line();
  /// A whole line of its stdout that has already arrived; nothing when there is none yet.
  std::optional<std::string> line_at_hand();
  /// Ends its stdin and waits until the process is gone, at most until its limit.
  Finished finish();
  /// Kills the group now; finish() then reports the signal.
  void stop();

 private:
  ChildProcess(pid_t pid, Descriptor in, Descriptor out, Descriptor err, std::size_t keep_output,
               const Limits& limits);
  void pump();
  void enforce_limits();
  int poll_timeout_ms() const;
  void reap_if_ended();
  void record_end(int status);

  pid_t pid_;
  Descriptor pidfd_;
  Descriptor in_;
  Descriptor out_;
  Descriptor err_;
  CappedText out_text_;
  CappedText err_text_;
  std::chrono::steady_clock::time_point deadline_;
  std::function<bool()> interrupted_;
  bool running_ = true;
  Finished end_;
};

/// Runs a command to its end with an empty stdin. An error when it cannot be started, or
/// `interrupted`; a non-zero exit, a signal and a timeout are in Finished.
Outcome<Finished> run_to_end(const Command& command, const Limits& limits);

}  // namespace tidegate::run
