#include <chrono>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <tidegate/base/duration.hpp>
#include <tidegate/row/machine_class.hpp>
#include <tidegate/row/machine_probe.hpp>
#include <tidegate/run/program_name.hpp>
#include <tidegate/run/settle.hpp>
#include <tidegate/run/worker_process.hpp>

namespace tidegate::run {
namespace {

RowSeen what_is_there(const ResultFound& found) {
  if (!found.problem.empty()) return RowSeen::garbage;
  if (!found.row) return RowSeen::none;
  return found.row->status == Status::ok ? RowSeen::ok : RowSeen::failed;
}

/// What the worker says of itself counts; the runner adds the rest.
void complete(AttemptRow& row, const AttemptSpec& spec, const Provenance& facts) {
  row.run_id = spec.run_id;
  row.provenance.fill_from(facts);
  FactValue& worker = row.provenance[Fact::worker];
  if (worker) worker = program_name(*worker);
  if (row.machine_class.empty()) row.machine_class = machine_class_id(row.provenance);
}

/// Times of something else than was asked for, where that was ruled out. A worker is told so; one
/// that does not listen must not pass.
void refuse_fallback(AttemptRow& row, const AttemptSpec& spec) {
  if (spec.on_fallback != OnFallback::refuse || row.status != Status::ok) return;
  if (row.resolved_backend.empty()) return;
  row.status = Status::env_failed;
  row.failure = Failure{
      "measure",
      fmt::format("fallbacks are refused, and {} ran instead; the worker did not heed on_fallback",
                  row.resolved_backend),
      {},
      {},
      {}};
}

}  // namespace

Provenance runner_facts(const WorkerProgram& program, const Placement& placement) {
  Provenance facts = program.provenance;
  const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  facts[Fact::timestamp] = iso_time(now);
  facts[Fact::isolation] = "subprocess";
  if (!facts[Fact::worker]) facts[Fact::worker] = program_name(program.executable);
  facts[Fact::pinned_cpus] = placement.cpus.empty()
                                 ? std::string(absent_fact)
                                 : fmt::format("{}", fmt::join(placement.cpus, ","));
  facts.fill_from(probe_machine());
  return facts;
}

AttemptRow blank_row(const AttemptSpec& spec, const Provenance& facts) {
  AttemptRow row;
  row.key = spec.key;
  row.seed = spec.seed;
  complete(row, spec, facts);
  return row;
}

AttemptRow unmeasured_row(const AttemptSpec& spec, const WorkerProgram& program,
                          const Placement& placement) {
  Provenance facts = runner_facts(program, placement);
  facts[Fact::isolation] = FactValue{};
  facts[Fact::pinned_cpus] = FactValue{};
  return blank_row(spec, facts);
}

AttemptRow not_started(const AttemptSpec& spec, const Provenance& facts, const Error& error) {
  AttemptRow row = blank_row(spec, facts);
  row.status = error.kind == ErrorKind::interrupted ? Status::skipped : Status::env_failed;
  row.failure = Failure{"start", error.what, {}, {}, {}};
  return row;
}

AttemptRow settle(const AttemptSpec& spec, const Provenance& facts, const Finished& finished,
                  ResultFound found, Remains remains) {
  remains.exit_code = finished.exit_code;
  remains.signal = finished.signal;
  remains.timed_out = finished.timed_out;
  remains.interrupted = finished.interrupted;
  remains.stderr_text = finished.err;
  remains.row = what_is_there(found);
  if (!found.problem.empty() && !remains.broke_protocol) remains.problem = found.problem;

  const auto cause = cause_of_death(remains);
  // A row that was written before a death keeps its numbers: they are evidence, its status is not.
  AttemptRow row = found.row ? std::move(*found.row) : blank_row(spec, facts);
  complete(row, spec, facts);
  if (cause) {
    row.status = cause->status;
    row.failure = cause->failure;
  }
  refuse_fallback(row, spec);
  row.stderr_tail = finished.err;
  return row;
}

}  // namespace tidegate::run
