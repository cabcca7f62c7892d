/// A sweep: every planned attempt through a worker, each to exactly one row.
/// Decides: order and bookkeeping; a failed attempt never stops the sweep, an interrupt does, after
/// the rows that are being measured. Refuses to know: verdicts.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include <tidegate/base/error.hpp>
#include <tidegate/row/attempt_row.hpp>
#include <tidegate/run/places.hpp>
#include <tidegate/run/worker.hpp>

namespace tidegate::run {

struct Planned {
  AttemptSpec spec;
  CaseListing listing;
  Coverage coverage = Coverage::full;  ///< of the sweep that it belongs to; its row says so
};

/// All are called by the thread that called sweep().
struct SweepHooks {
  /// Called with each row once it is finished, so that it is kept whatever happens to the others;
  /// an error stops the sweep.
  std::function<Outcome<void>(const AttemptRow&)> row_done;
  /// Called before each attempt with its number (from 0) and the total: progress.
  std::function<void(std::size_t, std::size_t, const Key&)> starting;
  /// Asked before each attempt; a reason makes it a `skipped` row without a process.
  std::function<std::string()> refuse;
  /// Asked around each attempt; true ends the sweep with `interrupted`, also behind the last one,
  /// and the row of an attempt that was killed by it is not kept.
  std::function<bool()> interrupted;
};

/// Rows in plan order, whatever the order in which they finish. A listing with a skip_reason gives
/// a `skipped` row without a process; a worker that throws gives a `crashed` one. With more than
/// one attempt at once the worker is called from several threads.
Outcome<std::vector<AttemptRow>> sweep_places(Worker& worker, const std::vector<Planned>& plan,
                                              const Places& places, const SweepHooks& hooks);

/// One after another on the whole machine; `placement.cpus` is for workers that use one core.
Outcome<std::vector<AttemptRow>> sweep(Worker& worker, const std::vector<Planned>& plan,
                                       const Placement& placement, const SweepHooks& hooks);

}  // namespace tidegate::run
