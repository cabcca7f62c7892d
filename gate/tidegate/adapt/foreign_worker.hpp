/// A worker that is a program of another kind, asked in its own dialect.
/// Decides: how each attempt is one row whatever happens, and that a lockstep sample is a process
/// of its own: such a program takes no requests while it runs. Refuses to know: dialects, and who
/// is compared with whom.
///
/// A lockstep sample so costs a start of the program besides its time, and what a start draws anew
/// (memory layout, cold caches of a first call) is part of the noise of a sample, where a worker of
/// the protocol draws it once for a pair. Both sides are asked in the same way, and no process of
/// the other side exists while one is timed.
#pragma once

#include <memory>

#include <tidegate/adapt/dialect.hpp>
#include <tidegate/run/worker.hpp>
#include <tidegate/run/worker_process.hpp>

namespace tidegate::adapt {

/// Errors: as run::make_ready. `program.isolation` must be subprocess. Attended as `program` says.
Outcome<std::unique_ptr<run::Worker>> open_foreign_worker(run::WorkerProgram program,
                                                          const Dialect& dialect);

}  // namespace tidegate::adapt
