/// Which file a program's name stands for.
/// Decides: that a program which is missing or may not be executed is found out before a launch.
/// Refuses to know: what the program does.
#pragma once

#include <filesystem>

#include <tidegate/base/error.hpp>

namespace tidegate::run {

/// The absolute path of an executable file. A name without a slash is looked up in PATH, any other
/// from the current folder. `missing` when there is no such file or it may not be executed.
Outcome<std::filesystem::path> find_program(const std::filesystem::path& program);

}  // namespace tidegate::run
