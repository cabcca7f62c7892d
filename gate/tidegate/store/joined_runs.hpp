/// What a store will hold once others are merged into it.
/// Decides: which copy of a run file is the latest, which runs stay unfinished, and which two
/// copies contradict each other. Refuses to know: how files are copied (run_bytes, merge).
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <tidegate/base/error.hpp>
#include <tidegate/store/row_store.hpp>

namespace tidegate::store {

class JoinedRuns {
 public:
  /// The runs of a store; the first one that is added is the one to merge into. Errors: as
  /// run_files; io.
  Outcome<void> add(const std::filesystem::path& root);

  /// The place of a file within its store (`<case>/<run_id>.jsonl`) and the latest copy of it.
  struct Latest {
    std::filesystem::path path;
    std::uint64_t bytes = 0;
    bool ours = false;  ///< stands in the first store
  };
  const std::map<std::filesystem::path, Latest>& files() const { return files_; }
  /// How many files of the other stores say nothing that the first one does not.
  std::size_t same() const { return same_; }
  /// Two copies of one run that cannot both be true, a sentence each.
  const std::vector<std::string>& contradictions() const { return contradictions_; }

  /// Ids of the runs that are known to be unfinished somewhere, and the plan to keep for each; none
  /// where a store that has all of the run's rows has no plan any more: there it was finished.
  std::map<std::string, std::optional<std::filesystem::path>> plans() const;

 private:
  struct Store {
    std::map<std::filesystem::path, std::uint64_t> bytes;  // of each file
    std::map<std::string, std::filesystem::path> plans;    // of each run id
  };
  Outcome<void> add_file(const RunFile& file);
  Outcome<void> add_plan(const std::string& run_id, const std::filesystem::path& plan);
  /// Whether a store knows of the run and has all rows of it that any store has.
  bool has_all_of(const Store& store, const std::string& run_id) const;

  std::vector<Store> stores_;
  std::map<std::filesystem::path, Latest> files_;
  std::vector<std::string> contradictions_;
  std::size_t same_ = 0;
};

}  // namespace tidegate::store
