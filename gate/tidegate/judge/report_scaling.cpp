#include <algorithm>
#include <utility>
#include <vector>

#include <tidegate/judge/report_scaling.hpp>

namespace tidegate::judge {
namespace {

bool is_own(const Key& key, const Key& line) {
  return key.provider == line.provider && key.platform == line.platform;
}

ResultRow row_of(const GateLine& line, const MetricSummary& summary) {
  ResultRow row;
  row.key = line.key;
  row.metrics = {summary};
  return row;
}

}  // namespace

std::optional<Scaling> scaling_around(const GateReport& report, const GateLine& line) {
  if (line.metric != warm_time) return std::nullopt;
  const std::string fixed = fixed_axes(line.key.point);
  std::vector<ResultRow> rows;
  for (const GateLine& other : report.lines) {
    if (other.key.case_name != line.key.case_name || other.metric != line.metric) continue;
    if (severity(other.verdict) == Severity::broke) continue;
    if (fixed_axes(other.key.point) != fixed) continue;
    if (other.candidate) rows.push_back(row_of(other, *other.candidate));
    if (!other.baseline || !is_own(other.key, line.key)) continue;
    rows.push_back(row_of(other, *other.baseline));
    rows.back().key.provider += before_mark;
  }
  std::vector<Scaling> found = scalings(rows);
  if (found.size() != 1) return std::nullopt;  // no size at all
  const auto own = std::find_if(found.front().series.begin(), found.front().series.end(),
                                [&line](const ScalingSeries& series) {
                                  return series.provider == line.key.provider &&
                                         series.platform == line.key.platform;
                                });
  if (own == found.front().series.end() || own->sizes < 2) return std::nullopt;
  found.front().machine_class = report.candidate.machine_class;
  return std::move(found.front());
}

}  // namespace tidegate::judge
