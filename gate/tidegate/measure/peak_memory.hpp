/// The largest resident set that this process ever had, in bytes.
/// Decides: VmHWM of /proc/self/status, which starts anew at exec. ru_maxrss is only the fallback:
/// a child inherits its parent's peak through fork (512 MB seen for /bin/true).
/// What it still holds afterwards is RssAnon: pages of its own, without those of files, which come
/// and go with what was executed. Refuses to know: device memory.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace tidegate::measure {

/// Bytes in the line `VmHWM:     1234 kB` of a /proc/<pid>/status text, if it has one.
std::optional<std::uint64_t> high_water_mark(std::string_view status_text);

/// Bytes; nothing where neither source answers.
std::optional<std::uint64_t> peak_memory();

/// Bytes in the line `RssAnon:     1234 kB`, if the text has it.
std::optional<std::uint64_t> anonymous_memory(std::string_view status_text);

/// Bytes that this process holds now in pages of its own; nothing where the kernel does not say.
std::optional<std::uint64_t> memory_held();

}  // namespace tidegate::measure
