/// How the cores of a machine are shared out between attempts that run at the same time.
/// Decides: disjoint, contiguous, near-even groups, and that every slot offers the same number of
/// cores. Refuses to know: who runs in a slot (scheduler) and how a process is pinned.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace tidegate::run {

/// `cpus` in `slots` groups, in order; the first ones are larger by one where it does not come out
/// even (8 in 3: 3, 3, 2). No more groups than processors, and at least one.
std::vector<std::vector<int>> core_groups(const std::vector<int>& cpus, std::size_t slots);

/// One group, and what a worker in it may count on.
struct CpuSlot {
  std::size_t number = 1;  ///< from 1
  std::size_t of = 1;      ///< slots on this machine; 1: no sharing out
  /// Cores for a worker of many threads: as many as the smallest slot has, for a timing must not
  /// depend on which slot was free.
  std::size_t budget = 0;
  std::vector<int> cpus;

  /// `2 of 3, 2 cores`: the fact `cpu_slot`.
  std::string text() const;
  /// The fact `cpu_cores` of a worker in this slot: times in a share of a machine are not
  /// comparable with times on all of it. `all` are the machine's cores: `8 in 3 slots of 2`.
  std::string cores_text(const std::string& all) const;
};

/// The cores of CPU attempts and of the host threads of GPU attempts.
struct CorePlan {
  std::vector<CpuSlot> slots;
  /// One a GPU; empty when there are too few cores, so that GPU and CPU attempts must take turns.
  std::vector<int> gpu_hosts;
};

/// The last cores are set aside for the host threads of `gpus` devices, the rest is shared out.
/// With too few cores for that, all are shared out and nothing is set aside.
CorePlan plan_cores(const std::vector<int>& cpus, std::size_t slots, std::size_t gpus);

}  // namespace tidegate::run
