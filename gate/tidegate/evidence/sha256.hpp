/// SHA-256 of a text, as sha256sum prints it.
/// Decides: the spelling, 64 lower-case hexadecimal digits. Refuses to know: what is summed.
#pragma once

#include <string>
#include <string_view>

namespace tidegate::evidence {

/// FIPS 180-4. Unlike base/digest it also stands against somebody who wants two texts to be alike.
/// Empty where the library refuses, as a policy of the machine may make it.
std::string sha256(std::string_view text);

}  // namespace tidegate::evidence
