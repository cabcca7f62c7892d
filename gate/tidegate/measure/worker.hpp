/// A worker as a value: its cases, sessions and streams, so that a test can be one in-process.
/// Decides: the modes of the protocol and their exit codes. Refuses to know: `main`, and the
/// table for people (direct_run).
///
/// Exit codes: 0 a listing or a row was written, whatever the row says · 2 no row could be
/// written, or the runner went away · 64 wrong usage: unknown mode, wrong declarations, a spec that
/// asks for something this program does not have (then an `env_failed` row is written as well).
#pragma once

#include <filesystem>
#include <iosfwd>
#include <string>
#include <vector>

#include <tidegate/base/exit_code.hpp>
#include <tidegate/measure/case_registry.hpp>
#include <tidegate/measure/clock.hpp>
#include <tidegate/measure/session.hpp>
#include <tidegate/row/protocol.hpp>

namespace tidegate::measure {

struct Worker {
  const Registry& cases;
  std::vector<Session> sessions;
  std::filesystem::path executable;  ///< beside which the build's facts lie
  Clock& clock;
  std::istream& in;
  std::ostream& out;
  std::ostream& err;
};

/// Everything that these cases can measure, in declared order.
std::vector<CaseListing> listings(const std::vector<CaseDeclaration>& cases);

/// The words after `--tidegate`: `list RESULT`, `attempt SPEC RESULT`, `lockstep SPEC RESULT`,
/// `serve`, `profile SPEC`.
ExitCode run_protocol(Worker& worker, const std::vector<std::string>& words);

/// Prints an error for people and gives its exit code.
ExitCode report(std::ostream& err, const Error& error);

}  // namespace tidegate::measure
