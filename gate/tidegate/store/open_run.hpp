/// A run on its way into a store: its name, its plan and what it has measured so far.
/// Decides: that a run has a name of its own, one process at a time, and that it is resumed only
/// with the plan it began with: rows of two builds or two settings must not pass for one run.
/// Refuses to know: what a plan's facts mean, and how anything is measured.
///
/// `<root>/.runs/<run_id>.json` is the plan and stands there until the run is complete;
/// `<run_id>.lock` beside it is locked by the process that measures.
#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include <tidegate/base/error.hpp>
#include <tidegate/row/attempt_row.hpp>
#include <tidegate/store/latest.hpp>
#include <tidegate/store/name_lock.hpp>
#include <tidegate/store/row_store.hpp>

namespace tidegate::store {

struct RunPlan {
  /// What must be the same for rows to belong to one run, in words: `samples`, `40`.
  std::vector<std::pair<std::string, std::string>> facts;
  std::vector<std::string> rows;  ///< texts of the keys, one for each attempt, in their order
};

class OpenRun {
 public:
  /// Takes the name `wanted` for a new run, or `wanted-2` and so on where there is such a run
  /// already (two in one second). Errors: io.
  static Outcome<OpenRun> claim(const RowStore& store, const std::string& wanted);
  /// Takes an unfinished run up again; an empty `run_id` is the newest one. Errors: `missing` (no
  /// such run), `incompatible` (another process measures it), io.
  static Outcome<OpenRun> reopen(const RowStore& store, const std::string& run_id);
  OpenRun(OpenRun&& other) noexcept = default;
  OpenRun& operator=(OpenRun&& other) = delete;
  OpenRun(const OpenRun&) = delete;
  OpenRun& operator=(const OpenRun&) = delete;
  /// Lets go of the name; without a plan nothing of it remains.
  ~OpenRun();

  const std::string& run_id() const { return run_id_; }
  /// Keeps the plan of a new run; compares it with the one kept when the run was reopened. Errors:
  /// `incompatible` (the first fact that differs), `bad_input`, io.
  Outcome<void> begin(const RunPlan& plan);
  /// What has been measured, in the order in which it was kept. Errors: as read_attempts.
  Outcome<std::vector<AttemptRow>> rows(std::vector<std::string>& notes) const;
  /// The run is complete: its plan goes.
  Outcome<void> finish();

 private:
  OpenRun(std::filesystem::path root, std::string run_id, NameLock lock);
  std::filesystem::path plan_file() const;

  std::filesystem::path root_;
  std::string run_id_;
  NameLock lock_;
};

/// A sentence for each unfinished run of the store that has rows among these.
std::vector<std::string> unfinished_notes(const std::filesystem::path& root, const Latest& rows);

/// Where the plan of an unfinished run stands: `<root>/.runs/<run_id>.json`.
std::filesystem::path plan_of_run(const std::filesystem::path& root, const std::string& run_id);

/// The ids of the runs whose plan still stands, oldest first.
std::vector<std::string> unfinished_runs(const std::filesystem::path& root);

}  // namespace tidegate::store
