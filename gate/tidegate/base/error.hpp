/// What an error is: a value that says what failed, where, and what to do next.
/// Decides: the closed list of kinds (which later become exit codes) and the shape of Outcome<T>.
/// Refuses to know: who prints, and which command was running.
#pragma once

#include <string>
#include <utility>

#include <tl/expected.hpp>

namespace tidegate {

/// Why an operation failed. The command line maps each kind to an exit code (base/exit_code.hpp).
enum class ErrorKind {
  usage,         ///< the caller asked for something that makes no sense: exit 64
  bad_input,     ///< a file exists but cannot be understood: exit 2
  missing,       ///< a file, folder, program or row that must be there is not: exit 2
  io,            ///< the operating system refused a read, a write, a lock: exit 2
  process,       ///< a child process could not be started or broke the protocol: exit 2
  incompatible,  ///< two things that may not be compared or mixed: exit 2
  interrupted,   ///< the user asked to stop (Ctrl-C): exit 130
};

/// One failure. `what` is one sentence with file and line where they exist;
/// `hint` is one sentence that tells the reader what to do next (never empty).
struct Error {
  ErrorKind kind = ErrorKind::io;
  std::string what;
  std::string hint;

  bool operator==(const Error&) const = default;
};

/// Either a T or the reason why there is none. `Outcome<void>` is a plain success or failure.
template <class T>
using Outcome = tl::expected<T, Error>;

/// Makes the failed alternative of any Outcome: `return fail(ErrorKind::missing, "...", "...");`
inline tl::unexpected<Error> fail(ErrorKind kind, std::string what, std::string hint) {
  return tl::unexpected<Error>(Error{kind, std::move(what), std::move(hint)});
}

/// Passes an error on unchanged: `if (!x) return pass_on(x);`
template <class T>
tl::unexpected<Error> pass_on(const Outcome<T>& failed) {
  return tl::unexpected<Error>(failed.error());
}

}  // namespace tidegate
