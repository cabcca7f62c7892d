/// Points in time and their ISO 8601 text, in UTC.
/// Decides: the two spellings of a time stamp (row field, run id). Refuses to know: any clock; the
/// caller passes the time, so that tests pass their own.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include <tidegate/base/error.hpp>

namespace tidegate {

using WallTime = std::chrono::sys_seconds;

/// `2026-11-21T01:30:00Z`
std::string iso_time(WallTime time);

/// `2026-11-21`
std::string iso_date(WallTime time);

/// `20261121T013000Z`: sorts as time does, usable in a file name.
std::string compact_time(WallTime time);

/// Reads `2026-11-21T01:30:00Z`; anything else is bad_input.
Outcome<WallTime> parse_iso_time(std::string_view text);

}  // namespace tidegate
