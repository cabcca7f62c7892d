/// The subcommands; main.cpp puts them into one table.
/// Decides: their names here. Refuses to know: their order and what they do.
#pragma once

#include "flag.hpp"

namespace tidegate::command {

/// Every command of the program, in the order of its help.
std::span<const Command> all_commands();

Command run_command();
Command gate_command();
Command compare_command();
Command baseline_command();
Command record_command();
Command bundle_command();
Command snapshot_command();
Command render_command();
Command calibrate_command();
Command doctor_command();
Command harness_command();
Command import_command();
Command store_command();
Command standing_command();
Command trend_command();
Command coverage_command();
Command feed_command();
Command drift_command();
Command completion_command();
Command man_command();
Command bisect_command();

}  // namespace tidegate::command
