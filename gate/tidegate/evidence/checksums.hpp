/// The file SHA256SUMS of a folder of evidence.
/// Decides: that it covers every other regular file below the folder, in the format of
/// `sha256sum -c`, and what is wrong when it does not. Refuses to know: what the files say.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <tidegate/base/error.hpp>

namespace tidegate::evidence {

inline constexpr const char* checksums_file = "SHA256SUMS";

/// Writes it, atomically, in the order of the names. Errors: io; a link, device or pipe below the
/// folder, or a name with a newline or a backslash, which the format cannot have plainly
/// (bad_input).
Outcome<void> write_checksums(const std::filesystem::path& folder);

/// One sentence for each file that was changed, is missing or was added, in the order of the names;
/// empty when all is as it was written. Errors: no such folder or no SHA256SUMS (missing), a line
/// that is none of the format, a link, device or pipe (bad_input), io.
Outcome<std::vector<std::string>> checksum_flaws(const std::filesystem::path& folder);

}  // namespace tidegate::evidence
