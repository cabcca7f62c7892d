/// Makes the one row of an attempt from what the worker wrote and how its process ended.
/// Decides: whose word counts, and which facts the runner adds.
/// Refuses to know: pipes and files.
#pragma once

#include <string>

#include <tidegate/row/attempt_row.hpp>
#include <tidegate/row/protocol.hpp>
#include <tidegate/run/child_process.hpp>
#include <tidegate/run/death.hpp>
#include <tidegate/run/result_file.hpp>
#include <tidegate/run/worker.hpp>

namespace tidegate::run {

struct WorkerProgram;

/// The facts of one attempt that the runner knows: the program's, this machine's, this placement's.
Provenance runner_facts(const WorkerProgram& program, const Placement& placement);

/// A row without measurements: identity, seed, provenance and machine class.
AttemptRow blank_row(const AttemptSpec& spec, const Provenance& facts);

/// The same for an attempt that gets no process: how it was kept apart and pinned is not said.
AttemptRow unmeasured_row(const AttemptSpec& spec, const WorkerProgram& program,
                          const Placement& placement);

/// The row of a process that could not be started.
AttemptRow not_started(const AttemptSpec& spec, const Provenance& facts, const Error& error);

/// What a process that has ended amounts to. A row that is ok and names a `resolved_backend`
/// becomes `env_failed` where the spec refuses fallbacks. `remains` states everything that
/// `finished` and `found` do not: limit, phase, a broken dialogue.
AttemptRow settle(const AttemptSpec& spec, const Provenance& facts, const Finished& finished,
                  ResultFound found, Remains remains);

}  // namespace tidegate::run
