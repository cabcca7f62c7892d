/// Names that came from data as names of files.
/// Decides: which letters stay, and that two names never share a file. Refuses to know: what is
/// named.
#pragma once

#include <string>
#include <string_view>

namespace tidegate {

/// `name` as the name of a file, another one for every other name: letters, digits, `.`, `_`, `-`
/// and `+` stay, any other byte becomes `%` and two hexadecimal digits, and so does a dot in front
/// (it would hide the file). A name that comes from a file must not lead out of a folder. Never
/// empty (`%`), and at most 200 bytes: of a longer one the beginning stays, then `%-` and a 64-bit
/// hash of it all, so that it fits with an ending into the 255 bytes that file systems allow.
std::string safe_file_name(std::string_view name);

}  // namespace tidegate
