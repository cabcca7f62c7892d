/// Files of rows, one JSON value a line.
/// Decides: what a torn line is (not valid JSON, and without final newline or closed with
/// torn_line_mark behind a dead writer: reported, forgiven), that any other bad line is an error,
/// and which files of a folder are rows (*.jsonl, recursive, sorted). Refuses to know: what the
/// rows are used for.
#pragma once

#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include <tidegate/base/error.hpp>
#include <tidegate/row/attempt_row.hpp>
#include <tidegate/row/result_row.hpp>

namespace tidegate {

template <class Row>
struct RowsRead {
  std::vector<Row> rows;
  std::vector<std::string> notes;  ///< one sentence for each torn line
  std::size_t files = 0;
};

/// Reads files or folders. A path that does not exist, and a set of paths without a single row, are
/// errors. Rows of the other kind in a file are an error that says which command wants them.
/// Attempts stand in memory with all their samples: for files that may be large, see store/by_key.
Outcome<RowsRead<AttemptRow>> read_attempts(std::span<const std::filesystem::path> paths);

/// Whether a row is kept; none is passed by without it.
template <class Row>
using Keep = std::function<bool(const Row&)>;

/// Rows that nobody keeps are gone as soon as they are read; they still count as rows.
Outcome<RowsRead<ResultRow>> read_results(std::span<const std::filesystem::path> paths,
                                          const Keep<ResultRow>& keep = {});

/// The files behind files and folders, folders replaced by their *.jsonl, recursively and sorted.
/// Errors: `missing` (a path that does not exist), io.
Outcome<std::vector<std::filesystem::path>> row_files(std::span<const std::filesystem::path> paths);

enum class RowKind { attempt, result };

/// The kind of the first row of these files or folders, for commands that take either. A first line
/// that is no row counts as an attempt: reading it then gives the precise error.
Outcome<RowKind> kind_of(std::span<const std::filesystem::path> paths);

/// Replaces the file by these rows, sorted by key, atomically.
Outcome<void> write_results(const std::filesystem::path& path, std::vector<ResultRow> rows);

/// Appends one row as a line (base/atomic_file append_line).
Outcome<void> append_attempt(const std::filesystem::path& path, const AttemptRow& row);

}  // namespace tidegate
