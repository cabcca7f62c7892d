/// Which keys were ever measured, by the attempts of all runs.
/// Decides: that a run measured a key when one of its attempts is ok and none failed, and that what
/// another provider ran measures neither. Refuses to know: what a case lacks (coverage), and times.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include <tidegate/judge/coverage.hpp>
#include <tidegate/row/case_id.hpp>
#include <tidegate/row/status.hpp>

namespace tidegate::judge {

/// What of a row of either kind says whether its key was measured.
struct SeenRow {
  Key key;
  bool representative = false;
  std::string run_id;
  Status status = Status::ok;
  bool fell_back = false;  ///< another provider ran in its place
};

/// Takes rows in any order, those of several runs mixed too, and keeps a few bytes for each run of
/// a key.
class MeasuredKeys {
 public:
  void see(const SeenRow& row);

  /// One sighting for each key.
  void add_to(CoverageCount& count) const;

 private:
  struct Run {
    std::uint32_t number = 0;  ///< of runs_
    bool ok = false;
    bool failed = false;
  };
  struct Seen {
    Key key;
    bool representative = false;
    std::vector<Run> runs;  ///< by number
  };
  static Run& run_of(Seen& seen, std::uint32_t number);

  std::map<std::string, std::uint32_t> runs_;
  std::map<std::string, Seen> keys_;  ///< by canonical key
};

}  // namespace tidegate::judge
