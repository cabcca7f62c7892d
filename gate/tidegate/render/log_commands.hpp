/// Lines that whoever shows a job's log would obey, when somebody's name or message is one.
/// Decides: which they are, and how such a text is printed so that it reads the same and does
/// nothing. Refuses to know: where the text comes from.
///
/// GitHub's runner takes `::name ...::` for a command after nothing but white space of any script,
/// and `##[name]`
/// anywhere in a line (actions/runner, ActionCommand.cs); the agent of Azure Pipelines
/// `##vso[name]` anywhere (azure-pipelines-agent, Command.cs) and `##[name]` at the start. One of
/// them hides what a job prints after it, or sets variables of later steps.
#pragma once

#include <string>
#include <string_view>

namespace tidegate::render {

/// Whether a GitHub job would take a printed line for a command of its own: `::`, behind nothing or
/// white space, U+00A0 and its like included.
bool reads_as_workflow_command(std::string_view line);

/// Whether the text is empty or all white space: what follows it on its line may read as a command.
bool is_white_space(std::string_view text);

/// The line, behind a backslash where it would be taken for one.
std::string log_line(std::string_view line);

/// A backslash before the bracket of every `##[` and `##vso[`.
std::string without_log_commands(std::string_view text);

/// The same in a shell command, where a shell reads the same words: `##\[`, between quotes `##''[`.
std::string command_without_log_commands(std::string_view command);

/// Text of several lines for stderr, a line each as plain_command leaves it, and none a command.
std::string log_text(std::string_view text);

}  // namespace tidegate::render
