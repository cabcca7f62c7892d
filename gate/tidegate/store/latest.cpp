#include <map>
#include <string>
#include <utility>

#include <fmt/format.h>

#include <tidegate/row/run_id.hpp>
#include <tidegate/store/head_search.hpp>
#include <tidegate/store/latest.hpp>
#include <tidegate/store/row_store.hpp>

namespace tidegate::store {

namespace fs = std::filesystem;

Outcome<Latest> latest_of(std::span<const fs::path> files) {
  return search_heads(files, Group::key);
}

Outcome<Latest> newest_runs_of(std::span<const fs::path> files) {
  auto found = search_heads(files, Group::run_of_a_case);
  if (!found) return found;
  using CaseAndMachine = std::pair<std::string, std::string>;
  std::map<CaseAndMachine, std::string> full;
  for (const LatestRow& row : found->rows) {
    if (row.coverage == Coverage::full) full[{row.key.case_name, row.machine_class}] = row.run_id;
  }
  std::erase_if(found->rows, [&](const LatestRow& row) {
    const auto other = full.find({row.key.case_name, row.machine_class});
    if (row.coverage == Coverage::full || other == full.end()) return false;
    if (is_older_run(other->second, row.run_id)) {
      found->notes.push_back(fmt::format("the quick run {} of {} was left out: run {} is full",
                                         row.run_id, row.key.case_name, other->second));
    }
    return true;
  });
  return found;
}

}  // namespace tidegate::store
