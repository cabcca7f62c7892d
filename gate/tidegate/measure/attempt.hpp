/// One attempt: from a declared case and a spec to exactly one row.
/// Decides: what is laid beside the samples, and which status each way to end has. A row has
/// metrics only when it is `ok` or `fidelity_*`: numbers of a half-run benchmark mean nothing.
/// Refuses to know: files, pipes, and how the samples are taken (a Measurer does that).
#pragma once

#include <string>
#include <vector>

#include <tidegate/measure/session.hpp>
#include <tidegate/measure/state.hpp>
#include <tidegate/measure/target.hpp>
#include <tidegate/row/attempt_row.hpp>
#include <tidegate/row/protocol.hpp>

namespace tidegate::measure {

/// A row of this spec that ended before anything was measured.
AttemptRow failed_row(const AttemptSpec& spec, Status status, Phase phase, std::string message);

/// How an operation is timed: the warm samples, then passes of their own.
struct Measuring {
  Measurer warm;
  std::vector<Pass> passes = {};
};

/// The program around an attempt.
struct Surroundings {
  std::vector<Session> sessions;
  Provenance build;  ///< what build_facts() found
};

/// Starts the sessions, runs the benchmark, stops the sessions. Every failure is a status.
AttemptRow run_attempt(const Target& target, const AttemptSpec& spec, const Surroundings& around,
                       const Measuring& measuring);

/// The same with sessions that already run: several attempts may share them.
AttemptRow run_attempt_in(const RunningSessions& sessions, const Target& target,
                          const AttemptSpec& spec, const Provenance& build,
                          const Measuring& measuring);

}  // namespace tidegate::measure
