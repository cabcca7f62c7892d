/// A file that somebody named twice, however it is spelt.
/// Decides: when two paths are one file. Refuses to know: what the files are read for.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <tidegate/base/error.hpp>

namespace tidegate::command {

/// `usage`, with both spellings and the caller's hint, where two of these are one file: by another
/// path, a symbolic or a hard link; and where one lies in another, a folder. What does not exist is
/// compared by its spelling.
Outcome<void> no_file_twice(const std::vector<std::filesystem::path>& files,
                            const std::string& hint);

}  // namespace tidegate::command
