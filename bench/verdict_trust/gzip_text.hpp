/// The one door to zlib: a file's whole text, whether it is plain or compressed by gzip.
/// Decides: that a compressed file which ends in the middle is an error, since nobody can tell how
/// much of it is missing. Refuses to know: what the text means.
#pragma once

#include <filesystem>
#include <string>

#include <tidegate/base/error.hpp>

namespace verdict_trust {

/// Errors: missing (no such file), io (unreadable), bad_input (damaged or cut gzip data).
tidegate::Outcome<std::string> read_text(const std::filesystem::path& path);

}  // namespace verdict_trust
