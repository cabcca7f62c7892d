/// The committed baselines: `<folder>/<machine_class>/<case>.jsonl`.
/// Decides: where a row lies, which rows are fit to be a baseline, and that accepting is all or
/// nothing for bad rows. Refuses to know: verdicts, and who commits the files.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include <tidegate/base/error.hpp>
#include <tidegate/row/jsonl_file.hpp>
#include <tidegate/row/result_row.hpp>

namespace tidegate::judge {

/// Names of the machine classes that have rows, sorted. None when the folder does not exist.
Outcome<std::vector<std::string>> baseline_classes(const std::filesystem::path& folder);

/// The rows of one machine class; no rows when it has none. Errors are those of read_results.
Outcome<RowsRead<ResultRow>> load_baselines(const std::filesystem::path& folder,
                                            const std::string& machine_class);

/// The rows of all machine classes: what a screen needs to tell `not_comparable` from
/// `no_baseline`.
Outcome<RowsRead<ResultRow>> load_all_baselines(const std::filesystem::path& folder);

struct Accepted {
  std::vector<std::filesystem::path> files;  ///< written, to be committed
  std::size_t rows = 0;
};

/// Whether all of these can be baselines at all: none is not ok or unfaithful, has no times, is of
/// a quick run, of a Debug or sanitizer build, stands twice, or has a machine class or case that
/// cannot be a file name. Errors: `bad_input` with the first that cannot, `missing` without rows.
Outcome<void> check_sound(std::span<const ResultRow> rows);

/// Rows of quick runs are no baselines, wherever they come from. Errors: `bad_input`.
Outcome<void> refuse_quick(std::span<const ResultRow> rows);

/// Writes the rows into their files, with their acceptance; rows of other keys stay, a row of the
/// same key is replaced. Each acceptance is also a line of `<machine_class>/accepted.log`. Nothing
/// is written where check_sound fails. Guards are the caller's to check (judge/baseline_guards).
Outcome<Accepted> accept_baselines(const std::filesystem::path& folder,
                                   std::span<const ResultRow> rows, const Acceptance& acceptance);

}  // namespace tidegate::judge
