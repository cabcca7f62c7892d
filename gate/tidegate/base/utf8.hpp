/// What is UTF-8 and what is not.
/// Decides: how long a letter is (RFC 3629: no overlong forms, no surrogates, nothing behind
/// U+10FFFF), and what stands for bytes that are none. Refuses to know: what letters mean.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace tidegate {

inline constexpr std::string_view replacement_letter = "\xEF\xBF\xBD";  // U+FFFD

/// Bytes of the letter at the start of `text`, which is not empty; 0 where none is.
std::size_t utf8_length(std::string_view text);

/// `text` with each byte that belongs to no letter replaced by U+FFFD.
std::string valid_utf8(std::string text);

}  // namespace tidegate
