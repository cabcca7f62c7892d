#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <tidegate/base/atomic_file.hpp>
#include <tidegate/run/child_process.hpp>
#include <tidegate/run/lockstep_process.hpp>
#include <tidegate/run/places.hpp>
#include <tidegate/run/result_file.hpp>
#include <tidegate/run/served_process.hpp>
#include <tidegate/run/settle.hpp>
#include <tidegate/run/source_places.hpp>
#include <tidegate/run/worker_process.hpp>
#include <tidegate/run/worker_program.hpp>

namespace tidegate::run {
namespace {

class WorkerProcess : public Worker {
 public:
  WorkerProcess(WorkerProgram program, std::unique_ptr<OwnedFolder> scratch)
      : program_(std::move(program)), scratch_(std::move(scratch)) {}

  Outcome<std::vector<CaseListing>> list() override;
  AttemptRow attempt(const AttemptSpec& spec, const Placement& placement) override;
  AttemptRow unmeasured(const AttemptSpec& spec, const Placement& placement) override {
    return unmeasured_row(spec, program_, placement);
  }
  tl::expected<std::unique_ptr<LockstepSession>, AttemptRow> lockstep(
      const AttemptSpec& spec, const Placement& placement) override;

 private:
  Command command(std::vector<std::string> protocol, const Placement& placement) const;
  Limits limits(double limit_s) const { return {limit_s, program_.interrupted}; }
  Outcome<std::unique_ptr<ChildProcess>> start(const char* mode, const AttemptSpec& spec,
                                               const ExchangeFiles& files,
                                               const Placement& placement) const;

  AttemptRow served_attempt(const AttemptSpec& spec, const Placement& placement);
  Outcome<void> check_serving() const;

  WorkerProgram program_;
  std::unique_ptr<OwnedFolder> scratch_;
  ServedPlaces served_;
};

Command WorkerProcess::command(std::vector<std::string> protocol,
                               const Placement& placement) const {
  Command command = command_of(program_, placement);
  command.arguments.emplace_back("--tidegate");
  for (std::string& word : protocol) command.arguments.push_back(std::move(word));
  return command;
}

Outcome<std::unique_ptr<ChildProcess>> WorkerProcess::start(const char* mode,
                                                            const AttemptSpec& spec,
                                                            const ExchangeFiles& files,
                                                            const Placement& placement) const {
  const auto written = write_file_atomically(files.spec(), to_json_line(spec) + '\n');
  if (!written) return pass_on(written);
  return ChildProcess::start(
      command({mode, files.spec().string(), files.result().string()}, placement),
      limits(placement.limit_s));
}

Remains remains_of(const Finished& finished, double limit_s) {
  Remains remains;
  remains.exit_code = finished.exit_code;
  remains.signal = finished.signal;
  remains.timed_out = finished.timed_out;
  remains.limit_s = limit_s;
  remains.stderr_text = finished.err;
  return remains;
}

Error list_failure(const WorkerProgram& program, const Finished& finished) {
  const auto cause = cause_of_death(remains_of(finished, program.list_limit_s));
  return {ErrorKind::process,
          fmt::format("{} did not list its cases: {}{}{}", program.executable.string(),
                      cause ? cause->failure.message : "",
                      finished.err.empty() ? "" : "; it said: ", finished.err),
          fmt::format("Run `{} --tidegate list /dev/stdout` by hand.",
                      program.executable.filename().string())};
}

/// Asked for nothing, a worker that can serve exits 0 (docs/worker-protocol.md). Without the mode
/// each of its attempts would end as a crash, and the reason would be read off none of them.
Outcome<void> WorkerProcess::check_serving() const {
  if (program_.isolation != Isolation::in_process) return {};
  const auto finished = run_to_end(command({"serve"}, Placement{}), limits(program_.list_limit_s));
  if (!finished) return pass_on(finished);
  if (finished->succeeded()) return {};
  const auto cause = cause_of_death(remains_of(*finished, program_.list_limit_s));
  return fail(
      ErrorKind::incompatible,
      fmt::format("{} cannot make several attempts in one process: its mode `serve`: {}{}{}",
                  program_.executable.string(), cause ? cause->failure.message : "failed",
                  finished->err.empty() ? "" : "; it said: ", finished->err),
      "Leave out --in-process, or give the worker that mode (docs/worker-protocol.md).");
}

Outcome<std::vector<CaseListing>> WorkerProcess::list() {
  if (const auto serves = check_serving(); !serves) return pass_on(serves);
  const ExchangeFiles files(program_.scratch);
  const auto finished = run_to_end(command({"list", files.result().string()}, Placement{}),
                                   limits(program_.list_limit_s));
  if (!finished) return pass_on(finished);
  if (!finished->succeeded()) return tl::unexpected(list_failure(program_, *finished));
  auto listings = read_listings(files.result());
  if (listings) return placed_in_repository(std::move(*listings), program_.project);
  Error error = listings.error();
  error.what = fmt::format("{}: {}", program_.executable.string(), error.what);
  return tl::unexpected(std::move(error));
}

AttemptRow WorkerProcess::attempt(const AttemptSpec& spec, const Placement& placement) {
  if (program_.isolation == Isolation::in_process) return served_attempt(spec, placement);
  const ExchangeFiles files(program_.scratch);
  const Provenance facts = runner_facts(program_, placement);
  const OomWatch oom(program_.oom_kills);
  auto child = start("attempt", spec, files, placement);
  if (!child) return not_started(spec, facts, child.error());
  const Finished finished = (*child)->finish();
  Remains remains;
  remains.oom_kill = oom.struck();
  remains.limit_s = placement.limit_s;
  return settle(spec, facts, finished, read_result(files.result(), spec), remains);
}

/// What one attempt at a time occupies.
std::string place_name(const AttemptSpec& spec, const Placement& placement) {
  return fmt::format("{} {} {}", uses_gpu(spec.key.platform) ? "gpu" : "cpu", placement.slot.number,
                     fmt::join(placement.gpus, ","));
}

AttemptRow WorkerProcess::served_attempt(const AttemptSpec& spec, const Placement& placement) {
  const ExchangeFiles files(program_.scratch);
  Provenance facts = runner_facts(program_, placement);
  facts[Fact::isolation] = std::string(shared_process);
  const OomWatch oom(program_.oom_kills);
  const auto written = write_file_atomically(files.spec(), to_json_line(spec) + '\n');
  if (!written) return not_started(spec, facts, written.error());
  const auto finished =
      served_.at(place_name(spec, placement))
          .attempt(command({"serve"}, placement), files, limits(placement.limit_s));
  if (!finished) return not_started(spec, facts, finished.error());
  Remains remains;
  remains.oom_kill = oom.struck();
  remains.limit_s = placement.limit_s;
  return settle(spec, facts, *finished, read_result(files.result(), spec), remains);
}

tl::expected<std::unique_ptr<LockstepSession>, AttemptRow> WorkerProcess::lockstep(
    const AttemptSpec& spec, const Placement& placement) {
  auto files = std::make_unique<ExchangeFiles>(program_.scratch);
  const Provenance facts = runner_facts(program_, placement);
  OomWatch oom(program_.oom_kills);
  auto child = start("lockstep", spec, *files, placement);
  if (!child) return tl::unexpected(not_started(spec, facts, child.error()));
  auto session = std::make_unique<LockstepProcess>(std::move(*child), std::move(files), spec, facts,
                                                   placement.limit_s, std::move(oom));
  if (!session->wait_until_ready()) return tl::unexpected(session->end());
  return session;
}

}  // namespace

Outcome<std::unique_ptr<Worker>> open_worker(WorkerProgram program) {
  auto scratch = make_ready(program);
  if (!scratch) return pass_on(scratch);
  Attendance attendance = attendance_of(program);
  return attend(std::make_unique<WorkerProcess>(std::move(program), std::move(*scratch)),
                std::move(attendance));
}

}  // namespace tidegate::run
