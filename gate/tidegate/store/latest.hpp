/// The newest row of each key, or the newest run of each case: what a case is like now, as far as
/// anybody measured.
/// Decides: that of each (case, point, provider, platform, machine class) the rows of the newest
/// run_id count, all of its attempts; that torn lines never do, and fast rows (`run --quick`) only
/// where a run of a case is asked for that has no other.
/// Refuses to know: what the rows say. Only heads are read, so that a million rows need no memory.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <tidegate/base/error.hpp>
#include <tidegate/row/attempt_row.hpp>
#include <tidegate/row/json.hpp>

namespace tidegate::store {

/// Where a line stands.
struct Place {
  std::size_t file = 0;  ///< of Latest::files
  std::uint64_t offset = 0;
  std::uint64_t bytes = 0;
  std::size_t line = 0;
};

struct LatestRow {
  Key key;
  Coverage coverage = Coverage::full;
  std::string machine_class;
  std::string run_id;
  std::vector<Place> attempts;  ///< in the order in which they were appended
};

struct Latest {
  std::vector<LatestRow> rows;  ///< by key, then machine class
  std::vector<std::filesystem::path> files;
  std::vector<std::string> notes;  ///< one sentence for each torn line
  std::size_t lines = 0;           ///< rows that were looked at
  std::size_t fast = 0;            ///< those among them that cannot be the newest
};

/// Over these files, in any order. Errors: a file that cannot be read, a line that is not the start
/// of a row (with file and line). What is wrong behind the head of a row shows when it is read.
Outcome<Latest> latest_of(std::span<const std::filesystem::path> files);

/// The same for whole runs: of each case on each class of machines the rows of its newest full run,
/// or of its newest fast one where there is no full one. One LatestRow for each, whose key has only
/// the name of the case.
Outcome<Latest> newest_runs_of(std::span<const std::filesystem::path> files);

/// Hands over the line of every row, byte for byte, with its source. Errors: io, those of `take`.
Outcome<void> each_line(
    const Latest& latest,
    const std::function<Outcome<void>(std::string_view line, const std::string& file,
                                      std::size_t number)>& take);

/// The same with the place of each line.
Outcome<void> each_place(
    const Latest& latest,
    const std::function<Outcome<void>(std::string_view line, const TextSource& source,
                                      const Place& place)>& take);

}  // namespace tidegate::store
