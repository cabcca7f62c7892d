#include "dialect_flag.hpp"

#include <tidegate/adapt/dialects.hpp>
#include <tidegate/adapt/foreign_worker.hpp>

#include "interrupt.hpp"

namespace tidegate::command {

Outcome<std::unique_ptr<run::Worker>> foreign_worker_of(const std::string& format,
                                                        const std::filesystem::path& program,
                                                        const std::vector<std::string>& arguments,
                                                        const Provenance& fill,
                                                        run::Attendance attendance) {
  const auto dialect = adapt::dialect_of(format);
  if (!dialect) return pass_on(dialect);
  const auto scratch = scratch_dir();
  if (!scratch) return pass_on(scratch);
  run::WorkerProgram worker;
  worker.executable = program;
  worker.arguments = arguments;
  worker.scratch = *scratch;
  worker.remove_scratch = true;
  worker.provenance = fill;
  worker.provenance.fill_from(code_facts(program, arguments));
  worker.interrupted = interrupted;
  worker.attendance = std::move(attendance);
  return adapt::open_foreign_worker(std::move(worker), **dialect);
}

Outcome<std::unique_ptr<run::Worker>> side_worker(const GateSettings& settings,
                                                  const std::filesystem::path& program,
                                                  const Provenance& fill,
                                                  const std::filesystem::path& project) {
  if (settings.format.empty()) {
    return worker_of(program, settings.worker_arguments, fill, {}, Yield::times,
                     run::Isolation::subprocess, project);
  }
  return foreign_worker_of(settings.format, program, settings.worker_arguments, fill);
}

}  // namespace tidegate::command
