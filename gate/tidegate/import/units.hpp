/// Units of foreign files.
/// Decides: what they are in ours. Refuses to know: who uses them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <tidegate/base/duration.hpp>

namespace tidegate::foreign {

/// How many s one `ns`, `us` (or `µs`), `ms`, `s`, `min` is; nothing for any other word.
std::optional<double> seconds_in(std::string_view unit);

/// What a time stamp of ISO 8601 says, with `T` or a blank between, fractions cut off and the
/// offset taken off; without an offset it counts as UTC. Nothing for anything else.
std::optional<WallTime> foreign_time(std::string_view text);

}  // namespace tidegate::foreign
