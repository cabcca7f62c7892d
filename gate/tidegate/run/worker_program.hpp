/// A program that is to be measured, before its first process.
/// Decides: which file it is, that its scratch folder is there, and what every process of it is
/// given. Refuses to know: how it is asked: worker_process and adapt/ do.
#pragma once

#include <memory>

#include <tidegate/base/error.hpp>
#include <tidegate/run/child_process.hpp>
#include <tidegate/run/owned_folder.hpp>
#include <tidegate/run/worker_process.hpp>

namespace tidegate::run {

/// Finds the executable, makes its paths absolute (a worker may change its working folder) and
/// creates its scratch folder. The owner of that folder, which removes it if `remove_scratch` says
/// so, also on an error. Errors: `missing` (no such program, or none that may be executed), `io`.
Outcome<std::unique_ptr<OwnedFolder>> make_ready(WorkerProgram& program);

/// A process of it at this place, with the program's own arguments.
Command command_of(const WorkerProgram& program, const Placement& placement);

/// How its attempts are attended: interrupted as the program is, unless `attendance` says
/// otherwise.
Attendance attendance_of(const WorkerProgram& program);

}  // namespace tidegate::run
