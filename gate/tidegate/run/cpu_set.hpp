/// Which processors measuring may use.
/// Decides: the one a single-threaded attempt is pinned to. Refuses to know: who is pinned.
#pragma once

#include <string_view>
#include <vector>

namespace tidegate::run {

/// The processors that this process may run on, ascending; empty when that cannot be found out.
std::vector<int> allowed_cpus();

/// The last of them alone: the first ones serve most interrupts. Empty when there is no choice.
std::vector<int> quiet_cpu();

/// While it lives, the calling thread runs on these processors alone; then where it ran before.
/// An empty list, or one that the system refuses, changes nothing.
class PinnedThread {
 public:
  explicit PinnedThread(const std::vector<int>& cpus);
  ~PinnedThread();
  PinnedThread(const PinnedThread&) = delete;
  PinnedThread& operator=(const PinnedThread&) = delete;

 private:
  std::vector<int> before_;
};

/// Whether a worker of this platform computes on one core (`serial`, `cuda`), so that pinning it to
/// one core takes nothing away from it.
bool uses_one_core(std::string_view platform);

}  // namespace tidegate::run
