/// How an attempt ended: a closed list, one row a status.
/// Decides: the words in the rows. Refuses to know: how a death is told from another
/// (run/death decides that) and what a status means for a verdict (judge does).
#pragma once

#include <optional>
#include <string_view>

namespace tidegate {

enum class Status {
  ok,
  env_failed,             ///< the provider's library or device is missing
  build_failed,           ///< the executable could not be built
  oom,                    ///< out of memory, on the host or the device
  timeout,                ///< ran past its limit; the whole process group was killed
  crashed,                ///< died by a signal, exited non-zero, or answered garbage
  fidelity_failed,        ///< the timed output was wrong
  fidelity_inconclusive,  ///< the timed output could not be checked
  skipped,                ///< not attempted, for a stated reason
};

/// The word in the rows, such as `fidelity_failed`.
std::string_view status_name(Status status);
/// The status a word names; nothing for any other word.
std::optional<Status> status_from(std::string_view name);

}  // namespace tidegate
