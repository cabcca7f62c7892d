#include <set>

#include <fmt/format.h>

#include <tidegate/judge/self_comparison.hpp>
#include <tidegate/row/metric.hpp>

namespace tidegate::judge {

std::string same_run_problem(std::span<const ResultRow> baseline,
                             std::span<const ResultRow> candidate) {
  std::set<std::string> runs;
  for (const ResultRow& row : baseline) runs.insert(row.run_id);
  for (const ResultRow& row : candidate) {
    if (row.run_id.empty() || runs.count(row.run_id) == 0) continue;
    return fmt::format(
        "the same run on both sides, {}, compares a number with itself; give the baseline's rows "
        "and the current rows of two runs.",
        row.run_id.str());
  }
  return {};
}

bool same_samples(const ResultRow* baseline, const ResultRow* candidate) {
  if (baseline == nullptr || candidate == nullptr) return false;
  if (baseline->run_id == candidate->run_id) return false;  // said once already
  const MetricSummary* before = baseline->find(warm_time);
  const MetricSummary* now = candidate->find(warm_time);
  return before != nullptr && now != nullptr && now->stddev > 0 && *before == *now;
}

std::string same_samples_problem(const std::vector<const Key*>& keys) {
  if (keys.empty()) return {};
  return fmt::format(
      "the same samples on both sides, under two run ids: {} row{}, first {}, compared with "
      "itself; give the rows of two measurements.",
      keys.size(), keys.size() == 1 ? "" : "s", keys.front()->text());
}

}  // namespace tidegate::judge
