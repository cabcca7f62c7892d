/// Where rows stand, as a table for people and as rows of PERFORMANCE.md.
/// Decides: columns, and that a run's standings are recorded once. Refuses to know: what they are
/// computed from (judge/standing).
#pragma once

#include <span>
#include <string>
#include <string_view>

#include <tidegate/base/error.hpp>
#include <tidegate/judge/standing.hpp>
#include <tidegate/render/record_table.hpp>

namespace tidegate::render {

/// The section of PERFORMANCE.md and the columns of its table.
RecordTable standing_table();

/// `case[point] provider/platform`, its time, each yardstick with the speed beside it, the ceiling.
std::string standing_text(std::span<const judge::Standing> standings);

/// What a row of the record says beside its numbers.
struct StandingRecord {
  std::string date;      ///< `2026-11-21`
  std::string change;    ///< commit and subject that was measured
  std::string evidence;  ///< link to the rows, relative to PERFORMANCE.md; may be empty
};

struct StandingsAdded {
  std::string document;
  std::size_t rows = 0;  ///< that were not there yet
};

/// The document with a row for each standing at the end of the section's table; a standing of the
/// same run, case and yardstick that is there already is not added again. Errors: missing when the
/// section is not there; bad_input without date or change.
Outcome<StandingsAdded> append_standings(std::string document,
                                         std::span<const judge::Standing> standings,
                                         const StandingRecord& record, const std::string& file);

}  // namespace tidegate::render
