/// Work on a thread of its own where one can be had.
/// Decides: that a machine without threads to give does the same work later, on the caller's.
/// Refuses to know: the work.
#pragma once

#include <future>
#include <system_error>
#include <utility>

namespace tidegate {

/// Starts `work` beside the caller; where no thread can be started, or when not `at_once`, it runs
/// when its result is asked for. Its result must be asked for, or what it refers to outlive it.
template <class Work>
auto in_background(bool at_once, Work work) {
  if (at_once) {
    try {
      return std::async(std::launch::async, work);
    } catch (const std::system_error&) {  // no thread to be had: a limit on processes
    }
  }
  return std::async(std::launch::deferred, std::move(work));
}

}  // namespace tidegate
