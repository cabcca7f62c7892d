#include <string>
#include <system_error>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <tidegate/run/find_program.hpp>
#include <tidegate/run/worker_program.hpp>

namespace tidegate::run {

namespace fs = std::filesystem;

Outcome<std::unique_ptr<OwnedFolder>> make_ready(WorkerProgram& program) {
  std::error_code code;
  program.scratch = fs::absolute(program.scratch, code);
  auto owned = std::make_unique<OwnedFolder>(program.remove_scratch ? program.scratch : fs::path());
  const auto path = fs::absolute(program.executable, code);
  const auto found = find_program(code ? program.executable : path);
  if (!found) return pass_on(found);
  program.executable = *found;
  fs::create_directories(program.scratch, code);
  if (!code) return owned;
  return fail(
      ErrorKind::io,
      fmt::format("creating the folder {} failed: {}", program.scratch.string(), code.message()),
      "Check who owns the folder above it.");
}

Command command_of(const WorkerProgram& program, const Placement& placement) {
  Command command;
  command.program = program.executable;
  command.arguments = program.arguments;
  // Always present, so that the environment grows by exactly `padding` bytes and nothing else.
  command.environment = {{"TIDEGATE_PADDING", std::string(placement.padding, 'x')}};
  if (!placement.gpus.empty()) {
    command.environment.emplace_back("CUDA_VISIBLE_DEVICES",
                                     fmt::format("{}", fmt::join(placement.gpus, ",")));
  }
  command.cpus = placement.cpus;
  return command;
}

Attendance attendance_of(const WorkerProgram& program) {
  Attendance attendance = program.attendance;
  if (!attendance.interrupted) attendance.interrupted = program.interrupted;
  return attendance;
}

}  // namespace tidegate::run
