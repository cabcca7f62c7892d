/// Words as TOML writes them.
/// Decides: which letters are escaped. Refuses to know: keys, tables and how TOML is read.
#pragma once

#include <string>
#include <string_view>

namespace tidegate::judge {

/// A basic string with its quotes, on one line: control characters, marks that turn text around,
/// quotes and backslashes are escaped. Bytes that are not UTF-8 stay, and whoever reads the text
/// refuses them.
std::string toml_string(std::string_view text);

}  // namespace tidegate::judge
