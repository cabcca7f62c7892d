/// The one seam between the runner and anything that measures.
/// Decides: what a runner may ask. Everything above it is tested with tests/fakes/scripted_worker.
/// Refuses to know: processes, pipes, JSON.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include <tidegate/base/error.hpp>
#include <tidegate/row/attempt_row.hpp>
#include <tidegate/row/protocol.hpp>
#include <tidegate/run/cpu_slots.hpp>

namespace tidegate::run {

/// What attempts have to themselves; the fact `isolation` of their rows says it.
enum class Isolation {
  subprocess,  ///< a process each
  in_process,  ///< one process a place, as long as they are pinned alike there (mode `serve`)
};

/// Where a process may run and how long. An empty set of cpus leaves the affinity alone.
struct Placement {
  std::vector<int> cpus;
  double limit_s = 600;             ///< the whole process group is killed after this long
  std::uint32_t padding = 0;        ///< bytes added to the environment, so that stack layout varies
  CpuSlot slot{};                   ///< its share of the machine
  std::vector<std::string> gpus{};  ///< UUIDs of the devices that it may see; empty: not said
};

/// One warmed-up worker that takes a sample when asked. Destroying it kills its process group.
class LockstepSession {
 public:
  virtual ~LockstepSession() = default;
  /// Takes one sample: seconds per call.
  virtual Outcome<double> sample() = 0;
  /// Ends the worker and gives its row, which carries all samples of the session. A worker that
  /// died or broke the protocol gives a row with that status.
  virtual AttemptRow end() = 0;
};

class Worker {
 public:
  virtual ~Worker() = default;
  /// What this worker measures, in its own order. A worker without cases is an error.
  virtual Outcome<std::vector<CaseListing>> list() = 0;
  /// Exactly one row, whatever happens: every way to fail is a status.
  virtual AttemptRow attempt(const AttemptSpec& spec, const Placement& placement) = 0;
  /// The row of an attempt for which no process was started, without a status: identity and the
  /// same facts that the rows of its neighbours have.
  virtual AttemptRow unmeasured(const AttemptSpec& spec, const Placement& placement) = 0;
  /// Starts a process and returns once it is warm and ready; the failed attempt's row otherwise.
  virtual tl::expected<std::unique_ptr<LockstepSession>, AttemptRow> lockstep(
      const AttemptSpec& spec, const Placement& placement) = 0;
};

}  // namespace tidegate::run
