/// A short name for bytes that are equal.
/// Decides: the digest. Refuses to know: what is compared by it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace tidegate {

/// 122 bits of SHA-1 as a UUID of version 5 (RFC 9562) in the namespace of object identifiers: the
/// same on every machine. It tells contents apart; it is no protection against somebody who wants
/// two to be alike.
std::string digest(const void* bytes, std::size_t size);
std::string digest(std::string_view text);

}  // namespace tidegate
