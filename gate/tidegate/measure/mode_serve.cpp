// `--tidegate serve`: attempts on request, in one process.
#include <istream>
#include <optional>
#include <ostream>

#include <fmt/format.h>

#include <tidegate/measure/build_facts.hpp>
#include <tidegate/measure/mode_files.hpp>
#include <tidegate/measure/modes.hpp>
#include <tidegate/measure/peak_memory.hpp>
#include <tidegate/row/metric.hpp>

namespace tidegate::measure {
namespace {

/// What the attempt has not given back, now that everything of it is destroyed: the next one begins
/// with that, and where each adds to it somebody leaks (judge/memory_growth).
void add_memory_held(AttemptRow& row) {
  if (row.metrics.empty()) return;
  if (const auto bytes = memory_held()) {
    row.metrics.push_back({std::string(resident_memory), "B", 1, {static_cast<double>(*bytes)}});
  }
}

/// One attempt of several in this process. Its sessions run already: Kokkos starts once a process.
AttemptRow served_attempt(Worker& worker, const Outcome<RunningSessions>& sessions,
                          const Request& request) {
  const AttemptSpec& spec = request.spec;
  if (!sessions) {
    return failed_row(spec, Status::env_failed, Phase::start, sessions.error().what);
  }
  const auto build = build_facts(worker.executable);
  if (!build) return failed_row(spec, Status::env_failed, Phase::start, build.error().what);
  const auto warm = [&](const Batch& batch, const Fence& fence) {
    return sample_all(worker.clock, batch, fence, spec);
  };
  AttemptRow row = run_attempt_in(*sessions, request.target, spec, *build,
                                  {warm, passes_of(worker.clock, spec)});
  add_memory_held(row);
  return row;
}

}  // namespace

/// Until there are no more requests: `attempt`, SPEC and RESULT with tabs between, a line each.
ExitCode serve_mode(Worker& worker, const Words& /*none*/) {
  // Not before the first request: a runner that only asks whether this mode exists must not start
  // a device, which another process may be timing at this moment.
  std::optional<Outcome<RunningSessions>> sessions;
  for (std::string line; std::getline(worker.in, line);) {
    const std::size_t first = line.find('\t');
    const std::size_t second = first == std::string::npos ? first : line.find('\t', first + 1);
    if (second == std::string::npos || line.substr(0, first) != "attempt") {
      return report(worker.err, {ErrorKind::process, fmt::format("was asked for '{}'", line),
                                 "Ask for `attempt`, SPEC and RESULT with tabs between."});
    }
    const std::filesystem::path result = line.substr(second + 1);
    const auto request = read_request(worker, line.substr(first + 1, second - first - 1), result);
    if (!request) return request.error();
    if (!sessions) sessions.emplace(RunningSessions::start(worker.sessions));
    const ExitCode written = write_row(worker, served_attempt(worker, *sessions, *request), result);
    if (written != ExitCode::ok) return written;
    worker.out << "\ntidegate done\n" << std::flush;
  }
  return ExitCode::ok;
}

}  // namespace tidegate::measure
