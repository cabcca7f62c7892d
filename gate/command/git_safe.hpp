/// The exit code of the program, where `git bisect run` may be what reads it.
/// Decides: which codes git would misread, and that it stops there instead.
/// Refuses to know: what a command does, and which commit comes next.
#pragma once

#include <span>

#include "flag.hpp"

namespace tidegate::command {

/// git takes 0 for a good commit and 1 to 127 but 125 for a bad one, so that a word spelt wrong
/// would name an innocent one. 128, where git stops, is what becomes
/// - of whatever is no answer of `bisect step`, wherever it is called;
/// - while a `git bisect` is under way in the current repository: of wrong usage of any command, of
///   a `bisect run` that failed, and of help where a step was meant.
/// - where `git bisect run` started this process: of whatever else it would misread, of any
/// command,
///   and a sentence on stderr says so. 0 and 1 of a gate are results, whoever reads them.
/// Every other code is kept.
/// `parsed` has no command where none was understood; `words` is the whole command line.
ExitCode git_safe(const Parsed& parsed, std::span<char*> words, ExitCode code);

}  // namespace tidegate::command
