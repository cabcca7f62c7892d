/// What people see while a command runs: errors, notes, progress, on stderr; reports on stdout.
/// Decides: when colour and progress are shown (a terminal, and NO_COLOR unset or empty).
/// Refuses to know: what is being reported.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

#include <tidegate/base/error.hpp>
#include <tidegate/base/exit_code.hpp>

namespace tidegate::command {

/// `tidegate: <what>` and `  hint: <hint>` on stderr; the exit code of that kind of error.
ExitCode report(const Error& error);
/// One line on stderr: control characters, which words of a worker or of a file may have, become
/// blanks.
void note(std::string_view sentence);

/// Opens what the caller left closed of stdin, stdout and stderr, so that nothing can be written to
/// it: else the first file that a command opens would take its number, and reports would land in
/// it. To be called before anything else.
void hold_standard_streams();
/// Writes to stdout. What went wrong (full disk, closed pipe) is said by close_stdout().
void print(std::string_view text);
/// The exit code of a command that would exit with `code`: one whose results did not all reach
/// stdout says so on stderr and could not do what it was asked, unless it failed already.
ExitCode close_stdout(ExitCode code);

bool colour_on_stdout();

/// A line that redraws itself on a terminal and is silent elsewhere.
class Progress {
 public:
  Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  ~Progress();
  /// `[3/38] what`
  void show(std::size_t done, std::size_t total, std::string_view what);
  /// `about 3 min left, ` once `finished` of `total` things of much the same length are done, from
  /// how long they took since this object was made; empty before.
  std::string left(std::size_t finished, std::size_t total) const;
  /// Removes the line, so that other text can be printed.
  void clear();

 private:
  bool terminal_;
  bool drawn_ = false;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

}  // namespace tidegate::command
