/// Names that came from data as names of files.
/// Decides: which letters stay. Refuses to know: what is named.
#pragma once

#include <string>
#include <string_view>

namespace tidegate {

/// `name` with characters other than [A-Za-z0-9._-] as `_`, and no dot in front (it would hide the
/// file): a name that comes from a file must not lead out of a folder. Never empty.
std::string safe_file_name(std::string_view name);

}  // namespace tidegate
