/// Rows from files of either kind, as result rows.
/// Decides: attempts are folded, results are taken as they are, of several runs the newest counts,
/// and a quick one only where there is nothing else of its case.
/// Refuses to know: what the rows are for.
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <tidegate/base/duration.hpp>
#include <tidegate/base/error.hpp>
#include <tidegate/row/result_row.hpp>
#include <tidegate/run/selection.hpp>
#include <tidegate/store/latest.hpp>

namespace tidegate::command {

Outcome<std::vector<ResultRow>> read_rows(const std::vector<std::filesystem::path>& paths,
                                          const run::Selection& selection,
                                          std::vector<std::string>& notes);

/// The attempts behind these lines, one at a time, each with the name of its file. Errors: io, a
/// line that is no attempt row, those of `take`.
Outcome<void> each_attempt_at(
    const store::Latest& lines,
    const std::function<Outcome<void>(const AttemptRow& row, const std::string& file)>& take);

/// Counts the attempts that shared a process (`run --in-process`).
class SharedProcess {
 public:
  void see(const AttemptRow& row);
  /// What to know of rows with such attempts; nothing when there was none.
  std::optional<std::string> note() const;

 private:
  std::size_t all_ = 0;
  std::size_t shared_ = 0;
};

/// The same of rows that are there already.
std::optional<std::string> shared_process_note(std::span<const AttemptRow> rows);

/// Drops the rows that the selection leaves out and keeps the newest row of each key.
std::vector<ResultRow> selected_rows(std::vector<ResultRow> rows, const run::Selection& selection);

/// The system's clock, in whole seconds.
WallTime now();

}  // namespace tidegate::command
