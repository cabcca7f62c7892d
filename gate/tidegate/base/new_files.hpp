/// Many new files at once.
/// Decides: that many reach the disk together, by one flush of it, and that where one of more than
/// a hundred cannot be written none appears. Refuses to know: what they hold, and files that are
/// there already (base/atomic_file).
#pragma once

#include <filesystem>
#include <map>
#include <string>

#include <tidegate/base/error.hpp>

namespace tidegate {

/// Puts these files, text by name, into `folder`, which is made when it is missing. They are
/// written into a hidden folder in it, which goes again, flushed and renamed one by one: a failure
/// before the first rename leaves none of them, and a crash no half one. Up to 100 of them are
/// flushed one by one (write_file_atomically): the flush of a whole disk waits for other programs'
/// writes too. Errors: `io`, with the file that could not be written.
Outcome<void> write_new_files(const std::filesystem::path& folder,
                              const std::map<std::string, std::string>& texts);

}  // namespace tidegate
