/// A worker whose attempts count instructions instead of taking time.
/// Decides: that a counted row has no times, and why a program cannot be counted.
/// Refuses to know: callgrind's command line and files (run/callgrind).
#pragma once

#include <memory>

#include <tidegate/base/error.hpp>
#include <tidegate/run/worker.hpp>
#include <tidegate/run/worker_process.hpp>

namespace tidegate::run {

/// Attempts run under callgrind; each ok row has `callgrind_instructions` and no other metric, for
/// under a simulator no time is a time and no memory is the program's own. The fact `isolation` is
/// `callgrind`. Errors: as open_worker's; no valgrind (missing).
Outcome<std::unique_ptr<Worker>> open_counting_worker(WorkerProgram program);

}  // namespace tidegate::run
