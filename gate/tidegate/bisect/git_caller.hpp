/// Whether `git bisect run` reads the exit code of this process.
/// Decides: by whom a process was started, from the command lines of its ancestors.
/// Refuses to know: what the process does, and which exit code it has.
#pragma once

#include <filesystem>
#include <span>

namespace tidegate::bisect {

/// Git sets no variable for the command that it runs, and a bisection that is under way says
/// nothing about a command that somebody types meanwhile. But git hands our words on as they are,
/// to the shell that starts us: so do `nice`, `timeout` and `env`. The ancestors whose command line
/// ends with ours pass our exit code on, and the answer is whether `git bisect run` is one of them.
/// A script that names our words inside reads the code itself; it is no such ancestor.
///
/// `words` is our command line; `root` is `/`, or a folder with a made-up /proc. False where /proc
/// cannot be read.
bool git_bisect_reads(std::span<char* const> words, const std::filesystem::path& root = "/");

}  // namespace tidegate::bisect
