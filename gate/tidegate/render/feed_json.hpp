/// Ratios of cases as the fields that a catalogue of operations keeps, and such a catalogue with
/// them filled in.
/// Decides: the fields (perf_cpu_baseline, perf_cpu_ratio, perf_gpu_baseline, perf_gpu_ratio,
/// _meta), and which operation of a catalogue is which case. Refuses to know: files, and which rows
/// make a ratio (judge/feed).
#pragma once

#include <array>
#include <map>
#include <span>
#include <string>
#include <vector>

#include <tidegate/base/error.hpp>
#include <tidegate/judge/feed.hpp>
#include <tidegate/row/json.hpp>

namespace tidegate::render {

/// Which operation a case is, where their names do not say so: case to operation.
using OperationNames = std::map<std::string, std::string>;

/// `{"<operation>": {perf_cpu_baseline, perf_cpu_ratio, perf_gpu_baseline, perf_gpu_ratio, "_meta":
/// {point, subject, reference, ratio_convention, source, notes}}}`; missing is null, and a note
/// says why. Errors (incompatible): two cases that are one operation.
Outcome<JsonObject> feed_json(std::span<const judge::FeedEntry> entries,
                              const std::array<judge::FeedPair, 2>& wanted,
                              const OperationNames& names);

struct FilledCatalogue {
  Json json;
  std::size_t filled = 0;          ///< operations
  std::vector<std::string> notes;  ///< cases that are no operation of it, or could be several
};

/// The catalogue with those five fields of each operation that is a case; everything else stays,
/// other members of an operation's _meta too. Operations stand in an object by name, or in an array
/// of objects with their name in `qualname`, `name` or `op`; either may be the whole document or
/// its member `ops`. An operation is a case when it has its name; where none has, when it ends in a
/// dot and it. Errors: bad_input (a catalogue without operations), incompatible (two cases that are
/// one operation of it).
Outcome<FilledCatalogue> fill_catalogue(Json catalogue, std::span<const judge::FeedEntry> entries,
                                        const std::array<judge::FeedPair, 2>& wanted,
                                        const OperationNames& names, const std::string& file);

}  // namespace tidegate::render
