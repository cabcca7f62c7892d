/// The exit codes of every command, in one closed list.
/// Decides: which number the shell sees. Refuses to know: what was compared.
/// A count is never an exit code: 256 failures would read as success.
#pragma once

#include <tidegate/base/error.hpp>

namespace tidegate {

enum class ExitCode : int {
  ok = 0,             ///< nothing crossed a threshold
  regression = 1,     ///< at least one row crossed
  cannot_say = 2,     ///< something broke, or nothing was compared
  usage = 64,         ///< wrong command line (sysexits EX_USAGE)
  first_run = 77,     ///< nothing to compare with yet; CTest's SKIP_RETURN_CODE
  cannot_test = 125,  ///< bisect step: this commit says nothing; `git bisect run` skips it
  tool_failed = 128,  ///< bisect step: nothing can be said; `git bisect run` stops
  interrupted = 130   ///< 128 + SIGINT
};

/// The exit code of a command that stopped with an error of this kind.
constexpr ExitCode exit_code_of(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::usage:
      return ExitCode::usage;
    case ErrorKind::interrupted:
      return ExitCode::interrupted;
    case ErrorKind::bad_input:
    case ErrorKind::missing:
    case ErrorKind::io:
    case ErrorKind::process:
    case ErrorKind::incompatible:
      break;
  }
  return ExitCode::cannot_say;
}

}  // namespace tidegate
