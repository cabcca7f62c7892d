/// A sweep: every planned attempt through a worker, one after another, each to exactly one row.
/// Decides: order and bookkeeping; a failed attempt never stops the sweep, an interrupt does,
/// after the current row. Refuses to know: verdicts.
#pragma once

#include <functional>
#include <vector>

#include <tidegate/base/error.hpp>
#include <tidegate/row/attempt_row.hpp>
#include <tidegate/run/worker.hpp>

namespace tidegate::run {

struct Planned {
  AttemptSpec spec;
  CaseListing listing;
};

struct SweepHooks {
  /// Called with each finished row before the next attempt starts; an error stops the sweep.
  std::function<Outcome<void>(const AttemptRow&)> row_done;
  /// Called before each attempt with its number (from 0) and the total: progress.
  std::function<void(std::size_t, std::size_t, const Key&)> starting;
  /// Asked around each attempt; true ends the sweep with `interrupted`, also behind the last one,
  /// and the row of an attempt that was killed by it is not kept.
  std::function<bool()> interrupted;
};

/// Rows in plan order. A listing with a skip_reason gives a `skipped` row without a process.
Outcome<std::vector<AttemptRow>> sweep(Worker& worker, const std::vector<Planned>& plan,
                                       const Placement& placement, const SweepHooks& hooks);

}  // namespace tidegate::run
