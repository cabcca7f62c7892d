/// The verdict.json that a command works on.
/// Decides: that exactly one is named. Refuses to know: what is done with it.
#pragma once

#include <filesystem>

#include <tidegate/base/error.hpp>
#include <tidegate/judge/gate_report.hpp>

#include "flag.hpp"

namespace tidegate::command {

/// Reads the positional `verdict`; a folder means its verdict.json.
Outcome<judge::GateReport> read_report(const Arguments& arguments);

/// The verdict.json that is meant: the file itself, or that of a folder.
std::filesystem::path verdict_file(const std::filesystem::path& named);

/// Reads this verdict.json, or that of this folder.
Outcome<judge::GateReport> read_report(const std::filesystem::path& named);

}  // namespace tidegate::command
