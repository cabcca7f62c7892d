/// --format: programs that do not speak the worker protocol.
/// Decides: its help, and how such a program becomes a worker. Refuses to know: how it is asked
/// (adapt/).
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include <tidegate/run/attended_worker.hpp>
#include <tidegate/run/worker.hpp>

#include "common_flags.hpp"
#include "gate_settings.hpp"

namespace tidegate::command {

inline constexpr Flag flag_format{
    "format", Arity::one, "NAME",
    "--worker does not speak the protocol but is a program of this kind: google-benchmark, command",
    "google-benchmark command"};

/// The kind that --format names; empty without it. Errors: `usage` for an unknown one,
/// such as an empty text.
Outcome<std::string> named_format(const Arguments& arguments);

/// A program of that kind as a worker; `fill` as of worker_of. Errors: `usage` for an unknown kind;
/// as adapt::open_foreign_worker.
Outcome<std::unique_ptr<run::Worker>> foreign_worker_of(const std::string& format,
                                                        const std::filesystem::path& program,
                                                        const std::vector<std::string>& arguments,
                                                        const Provenance& fill,
                                                        run::Attendance attendance = {});

/// A side of a gate, of either kind; `project` as of worker_of.
Outcome<std::unique_ptr<run::Worker>> side_worker(const GateSettings& settings,
                                                  const std::filesystem::path& program,
                                                  const Provenance& fill,
                                                  const std::filesystem::path& project = {});

}  // namespace tidegate::command
