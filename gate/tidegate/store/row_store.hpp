/// A store of attempt rows: `<root>/<case>/<run_id>.jsonl`, one file a case of a run.
/// Decides: which file a row goes to, and that a store only ever grows: no file is written over.
/// Refuses to know: which rows count (latest), how they are thinned out (prune) and joined (merge).
///
/// Safe against writers at the same time and against death at any byte: rows are appended as whole
/// lines under a lock (base/atomic_file), and half a line that a dead writer left is closed by the
/// next one and passed by by every reader.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <tidegate/base/error.hpp>
#include <tidegate/row/attempt_row.hpp>

namespace tidegate::store {

/// One file of a store.
struct RunFile {
  std::string case_folder;  ///< the case, as a file name
  std::string run_id;       ///< as a file name; sorts as time does, see is_older_run
  std::filesystem::path path;
  std::uint64_t bytes = 0;
};

class RowStore {
 public:
  /// Creates the folder. Errors: io.
  static Outcome<RowStore> open(std::filesystem::path root);

  const std::filesystem::path& root() const { return root_; }
  std::filesystem::path file_of(const AttemptRow& row) const;

  /// On the disk when this returns. Errors: io; then the file is as it was.
  Outcome<void> append(const AttemptRow& row) const;
  /// The same for many rows, with one write and one fsync for all of the same file that follow each
  /// other. An error leaves those of the files before it kept.
  Outcome<void> append(std::span<const AttemptRow> rows) const;

 private:
  explicit RowStore(std::filesystem::path root) : root_(std::move(root)) {}
  std::filesystem::path root_;
};

/// The folder within a store that marks it as one: a folder of reports looks alike otherwise.
std::filesystem::path mark_of(const std::filesystem::path& root);

/// The files of a store, by case and then from the oldest run to the newest. Errors: `missing` when
/// there is no such folder, io. Anything else in the folder is not looked at.
Outcome<std::vector<RunFile>> run_files(const std::filesystem::path& root);

}  // namespace tidegate::store
