/// The largest resident set that this process ever had, in bytes.
/// Decides: VmHWM of /proc/self/status, which starts anew at exec. ru_maxrss is only the fallback:
/// a child inherits its parent's peak through fork (512 MB seen for /bin/true).
/// Refuses to know: device memory.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace tidegate::measure {

/// Bytes in the line `VmHWM:     1234 kB` of a /proc/<pid>/status text, if it has one.
std::optional<std::uint64_t> high_water_mark(std::string_view status_text);

/// Bytes; nothing where neither source answers.
std::optional<std::uint64_t> peak_memory();

}  // namespace tidegate::measure
