/// The record of a source tree as a file.
/// Decides: where it lies, and that one that nobody has written yet is the empty one.
/// Refuses to know: what stands in it.
#pragma once

#include <filesystem>
#include <string>

#include <tidegate/base/error.hpp>
#include <tidegate/run/file_lock.hpp>

#include "flag.hpp"

namespace tidegate::command {

inline constexpr Flag flag_performance{"performance", Arity::one, "FILE",
                                       "Default: PERFORMANCE.md of the source tree"};

/// Nobody else records into this file while the lock lives: what is read, added to and renamed into
/// place must not lose what another process added meanwhile. The lock lies outside the source tree.
Outcome<run::FileLock> hold_record(const std::filesystem::path& file);

std::filesystem::path performance_file(const Arguments& arguments);

inline constexpr Flag flag_bundles{"bundles", Arity::one, "DIR",
                                   "Default: baselines/bundles of the source tree"};

/// Where the evidence of recorded rows is kept.
std::filesystem::path bundles_folder(const Arguments& arguments);

/// What stands in it, or what a new one begins with.
Outcome<std::string> record_text(const std::filesystem::path& file);

/// `target` as a link in `file`. Absolute first: what does not exist yet would else stay relative.
std::string link_from(const std::filesystem::path& file, const std::filesystem::path& target);

/// What cannot be looked at is there: reading it says why.
bool is_there(const std::filesystem::path& path);

/// `7a57be1aa Smaller tiles`, of a commit that the source tree has. Errors: as run::commit_of.
Outcome<std::string> commit_text(const std::filesystem::path& source, const std::string& commit);

}  // namespace tidegate::command
