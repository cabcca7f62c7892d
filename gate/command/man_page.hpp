/// Manual pages, written from the tables of commands and flags.
/// Decides: their sections and troff's escapes. Refuses to know: where the pages go.
#pragma once

#include <span>
#include <string>

#include "flag.hpp"

namespace tidegate::command {

/// tidegate(1): every command in one line, the exit codes, the files.
std::string program_page(std::span<const Command> commands);

/// tidegate-<command>(1): every flag of that command, its examples and exit codes.
std::string command_page(const Command& command);

}  // namespace tidegate::command
