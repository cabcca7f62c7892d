#include "dialect_flag.hpp"

#include <utility>

#include <tidegate/adapt/dialects.hpp>
#include <tidegate/adapt/foreign_worker.hpp>

namespace tidegate::command {

Outcome<std::string> named_format(const Arguments& arguments) {
  // Given and empty, as an unset variable of a script leaves it, is not the same as left out.
  const auto format = arguments.text("format");
  if (!format) return std::string();
  const auto dialect = adapt::dialect_of(*format);
  if (!dialect) return pass_on(dialect);
  return *format;
}

Outcome<std::unique_ptr<run::Worker>> foreign_worker_of(const std::string& format,
                                                        const std::filesystem::path& program,
                                                        const std::vector<std::string>& arguments,
                                                        const Provenance& fill,
                                                        run::Attendance attendance) {
  const auto dialect = adapt::dialect_of(format);
  if (!dialect) return pass_on(dialect);
  auto worker = worker_program(program, arguments, fill, std::move(attendance));
  if (!worker) return pass_on(worker);
  return adapt::open_foreign_worker(std::move(*worker), **dialect);
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
