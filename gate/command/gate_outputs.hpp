/// The reports of a gate run, on disk before the shell hears the exit code.
/// Decides: names and places of the files. Refuses to know: how a report looks (render).
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <tidegate/base/error.hpp>
#include <tidegate/judge/gate_report.hpp>

#include "gate_settings.hpp"

namespace tidegate::command {

struct GateFiles {
  std::filesystem::path verdict;               ///< verdict.json: everything re-renders from it
  std::vector<std::filesystem::path> reports;  ///< report.md, junit.xml, and what was asked for
  std::filesystem::path bundle;                ///< decision bundle; empty when nothing crossed
  std::filesystem::path candidate;             ///< baseline candidate of a first run, or empty
};

Outcome<GateFiles> write_gate_files(const GateSettings& settings, const judge::GateReport& report,
                                    const std::vector<ResultRow>& current);

/// Removes the verdict of an earlier run and every report beside it, whatever this run is asked to
/// write: an error, also one of its inputs, cannot leave them to be read as this run's. Nothing but
/// our own files goes, and none that is an input of this run.
Outcome<void> clear_reports(const GateSettings& settings);

/// The same, and the evidence and baseline candidate of an earlier run.
Outcome<void> clear_gate_files(const GateSettings& settings);

/// Where the reports lie, and the next command: what stands below the verdict table.
std::string closing_text(const judge::GateReport& report, const GateFiles& files);

}  // namespace tidegate::command
