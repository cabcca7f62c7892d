/// Runs jobs at the same time, each on a place of its own.
/// Decides: which job starts when, and that no place ever has two. Refuses to know: what a job and
/// what a place is.
#pragma once

#include <cstddef>
#include <functional>
#include <vector>

#include <tidegate/base/error.hpp>

namespace tidegate::run {

enum class PlaceKind { cpu, gpu };

/// How many places there are of each kind, and how many jobs may run at once on all of them. Counts
/// of 0 count as 1, so that every job can run.
struct Capacity {
  std::size_t cpu = 1;
  std::size_t gpu = 1;
  std::size_t at_once = 1;
};

/// `starting` and `done` are called by the thread that called run_jobs, `work` by one of the job's
/// own. An error of the first two starts nothing more; what runs is waited for.
struct JobHooks {
  std::function<Outcome<void>(std::size_t job)> starting;
  /// Must not throw. `place` counts from 0 within the job's kind.
  std::function<void(std::size_t job, std::size_t place)> work;
  /// In the order in which jobs finish.
  std::function<Outcome<void>(std::size_t job)> done;
};

/// Job i needs a place of kind `kinds[i]`. The first one in order that has a free place starts
/// next: with one job at once, jobs run in their order. Returns when none runs: the first error, if
/// any.
Outcome<void> run_jobs(const std::vector<PlaceKind>& kinds, const Capacity& capacity,
                       const JobHooks& hooks);

}  // namespace tidegate::run
