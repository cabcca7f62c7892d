#include <algorithm>

#include <fmt/format.h>

#include <tidegate/store/joined_runs.hpp>
#include <tidegate/store/open_run.hpp>
#include <tidegate/store/run_bytes.hpp>

namespace tidegate::store {

namespace fs = std::filesystem;

Outcome<void> JoinedRuns::add(const fs::path& root) {
  const auto files = run_files(root);
  if (!files) return pass_on(files);
  stores_.emplace_back();
  for (const RunFile& file : *files) {
    if (auto added = add_file(file); !added) return added;
  }
  for (const std::string& run_id : unfinished_runs(root)) {
    if (auto added = add_plan(run_id, plan_of_run(root, run_id)); !added) return added;
  }
  return {};
}

Outcome<void> JoinedRuns::add_file(const RunFile& file) {
  const fs::path place = fs::path(file.case_folder) / file.path.filename();
  const bool ours = stores_.size() == 1;
  stores_.back().bytes[place] = file.bytes;
  const auto known = files_.find(place);
  if (known == files_.end()) {
    files_[place] = {file.path, file.bytes, ours};
    return {};
  }
  Latest& latest = known->second;
  const auto relation = compare_bytes(latest.path, file.path);
  if (!relation) return pass_on(relation);
  switch (*relation) {
    case Relation::longer:
      latest = {file.path, file.bytes, ours};
      break;
    case Relation::same:
    case Relation::shorter:
      ++same_;
      break;
    case Relation::differing:
      contradictions_.push_back(fmt::format("{} and {} are the same run with different rows",
                                            file.path.string(), latest.path.string()));
      break;
  }
  return {};
}

Outcome<void> JoinedRuns::add_plan(const std::string& run_id, const fs::path& plan) {
  for (const Store& other : stores_) {
    const auto known = other.plans.find(run_id);
    if (known == other.plans.end()) continue;
    const auto relation = compare_bytes(known->second, plan);
    if (!relation) return pass_on(relation);
    if (*relation == Relation::same) continue;
    contradictions_.push_back(fmt::format("{} and {} are the same run with different plans",
                                          plan.string(), known->second.string()));
  }
  stores_.back().plans[run_id] = plan;
  return {};
}

bool JoinedRuns::has_all_of(const Store& store, const std::string& run_id) const {
  bool known = store.plans.count(run_id) > 0;
  for (const auto& [place, latest] : files_) {
    if (place.stem() != run_id) continue;
    const auto own = store.bytes.find(place);
    if (own == store.bytes.end() || own->second != latest.bytes) return false;
    known = true;
  }
  return known;
}

std::map<std::string, std::optional<fs::path>> JoinedRuns::plans() const {
  std::map<std::string, std::optional<fs::path>> plans;
  for (const Store& store : stores_) plans.insert(store.plans.begin(), store.plans.end());
  for (auto& [run_id, plan] : plans) {
    const bool finished =
        std::any_of(stores_.begin(), stores_.end(), [this, &run_id = run_id](const Store& store) {
          return store.plans.count(run_id) == 0 && has_all_of(store, run_id);
        });
    if (finished) plan.reset();
  }
  return plans;
}

}  // namespace tidegate::store
