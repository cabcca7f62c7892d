#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include <tidegate/judge/capability.hpp>

namespace tidegate::judge {
namespace {

void count(CapabilityCell& cell, Status status) {
  switch (status) {
    case Status::ok:
      ++cell.measured;
      return;
    case Status::skipped:
    case Status::env_failed:
      ++cell.skipped;
      return;
    default:
      ++cell.failed;
  }
}

}  // namespace

CapabilityMatrix capabilities(std::span<const ResultRow> rows) {
  std::set<std::string> platforms;
  for (const ResultRow& row : rows) platforms.insert(row.key.platform);
  CapabilityMatrix matrix;
  matrix.platforms.assign(platforms.begin(), platforms.end());
  std::map<std::pair<std::string, std::string>, std::vector<CapabilityCell>> lines;
  for (const ResultRow& row : rows) {
    auto& cells = lines[{row.key.case_name, row.key.provider}];
    cells.resize(matrix.platforms.size());
    const auto place =
        std::lower_bound(matrix.platforms.begin(), matrix.platforms.end(), row.key.platform);
    count(cells[static_cast<std::size_t>(place - matrix.platforms.begin())], row.status);
  }
  for (auto& [name, cells] : lines) {
    matrix.lines.push_back({name.first, name.second, std::move(cells)});
  }
  return matrix;
}

}  // namespace tidegate::judge
