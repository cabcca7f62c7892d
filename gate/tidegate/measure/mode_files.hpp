/// What the modes of the protocol read and write: specs, listings and rows.
/// Decides: how a spec becomes something to measure, and how a result reaches its file.
/// Refuses to know: the modes, and what is measured.
#pragma once

#include <filesystem>
#include <string>

#include <tidegate/measure/attempt.hpp>
#include <tidegate/measure/worker.hpp>

namespace tidegate::measure {

/// Atomically where there may be a file; straight into a pipe or terminal such as /dev/stdout.
/// Errors: io.
Outcome<void> write_result(const std::filesystem::path& path, const std::string& text);

/// 0 once the row is written; else what went wrong is printed.
ExitCode write_row(Worker& worker, const AttemptRow& row, const std::filesystem::path& result);

/// What is asked for.
struct Request {
  AttemptSpec spec;
  Target target;
};

/// Errors: as read_json_file and spec_from_json; wrong declarations; a spec of something that this
/// program does not have, for which an `env_failed` row goes to `result` unless that is empty.
tl::expected<Request, ExitCode> read_request(Worker& worker, const std::filesystem::path& spec,
                                             const std::filesystem::path& result);

/// One attempt in a process of its own: its sessions start and end with it.
AttemptRow measured_attempt(const Worker& worker, const Request& request,
                            const Measuring& measuring);

}  // namespace tidegate::measure
