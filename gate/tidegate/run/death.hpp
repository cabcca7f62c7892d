/// Why a process that measured has no good row, told from what is left of it.
/// Decides: the table from (exit code, signal, limit, row, kernel's out-of-memory kills, stderr) to
/// a status and its cause. Refuses to know: processes and files; it is a pure function.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <tidegate/row/attempt_row.hpp>
#include <tidegate/row/status.hpp>

namespace tidegate::run {

/// What was found where the row should be.
enum class RowSeen {
  none,     ///< no result file, or an empty one
  garbage,  ///< something that is not this attempt's row
  failed,   ///< a row whose own status is not ok
  ok,
};

/// Everything that is known about how a worker ended.
struct Remains {
  std::optional<int> exit_code;
  std::optional<int> signal;
  bool timed_out = false;
  bool interrupted = false;
  bool broke_protocol = false;  ///< its dialogue made no sense, so that we killed it
  bool oom_kill = false;        ///< the kernel killed for memory in its control group meanwhile
  double limit_s = 0;
  RowSeen row = RowSeen::none;
  std::string problem;            ///< one sentence when row is garbage or the protocol was broken
  std::string phase = "measure";  ///< what it was doing: `start`, `prepare` or `measure`
  std::string_view stderr_text;
};

struct Cause {
  Status status;
  Failure failure;
  std::string_view rule;  ///< the name of the table's row that applied
};

/// Nothing when the worker's own row stands: it exited 0 with a row, or it exited non-zero after
/// writing a row that already says what failed.
std::optional<Cause> cause_of_death(const Remains& remains);

/// The names of the table's rows, in the order in which they are tried.
std::vector<std::string_view> death_rules();

/// The sentence for a signal: `killed by signal 11 (Segmentation fault)`.
std::string signal_text(int signal);

}  // namespace tidegate::run
