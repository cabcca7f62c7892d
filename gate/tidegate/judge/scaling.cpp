#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include <tidegate/judge/fold.hpp>
#include <tidegate/judge/scaling.hpp>
#include <tidegate/row/metric.hpp>

namespace tidegate::judge {
namespace {

constexpr std::string_view seed_axis = "seed";

bool is_size(const Axis& axis) {
  return axis.name != seed_axis && std::holds_alternative<std::int64_t>(axis.value);
}

std::optional<double> memory_of(const ResultRow& row) {
  for (const std::string_view id : {peak_device_memory, peak_rss}) {
    if (const MetricSummary* memory = row.find(id)) return memory->min;
  }
  return std::nullopt;
}

std::optional<double> work_of(const Work& work) {
  if (work.flops) return work.flops;
  return work.bytes ? work.bytes : work.elements;
}

bool counts(const ResultRow& row) {
  return is_ok_and_faithful(row) && row.suspicion.empty() && row.find(warm_time) != nullptr;
}

void add(ScalingSeries& series, const ResultRow& row, double size) {
  series.reference = series.reference || row.reference;
  if (row.status == Status::oom) {
    series.out_of_memory.push_back(size);
    return;
  }
  ScalingPoint point;
  point.size = size;
  point.time = row.find(warm_time)->min;
  point.memory = memory_of(row);
  if (row.ratio) point.ratio = row.ratio->value;
  point.work = work_of(row.work);
  series.points.push_back(point);
}

/// The law of `value` over size in the first `n` points; nothing where one lacks the value.
template <class Value>
std::optional<stats::PowerLaw> law_of(const ScalingSeries& series, std::size_t n, Value value) {
  std::vector<double> x;
  std::vector<double> y;
  for (std::size_t i = 0; i < n; ++i) {
    const std::optional<double> found = value(series.points[i]);
    if (!found) return std::nullopt;
    x.push_back(series.points[i].size);
    y.push_back(*found);
  }
  return stats::power_law(x, y);
}

std::optional<double> time_of(const ScalingPoint& point) { return point.time; }

/// Tries the law of the smaller sizes on the largest one.
void try_anchor(ScalingSeries& series) {
  const double largest = series.points.back().size;
  const auto below = static_cast<std::size_t>(
      std::count_if(series.points.begin(), series.points.end(),
                    [largest](const ScalingPoint& point) { return point.size < largest; }));
  const auto law = law_of(series, below, time_of);
  if (!law) return;
  const double ratio = series.points.back().time / law->at(largest);
  series.anchor_ratio = ratio;
  const bool near = ratio <= anchor_slack && ratio >= 1 / anchor_slack;
  series.anchor = near ? Anchor::validated : Anchor::off;
}

void find_law(ScalingSeries& series) {
  std::set<double> sizes;
  for (const ScalingPoint& point : series.points) sizes.insert(point.size);
  series.sizes = sizes.size();
  if (series.points.empty()) return;
  series.law = law_of(series, series.points.size(), time_of);
  const auto work =
      law_of(series, series.points.size(), [](const ScalingPoint& point) { return point.work; });
  if (work) series.stated = work->exponent;
  if (!series.law) return;
  series.off_stated =
      series.stated && std::abs(series.law->exponent - *series.stated) > exponent_slack;
  series.far_time = series.law->at(far_factor * series.points.back().size);
  try_anchor(series);
}

void find_memory(ScalingSeries& series) {
  const auto law =
      law_of(series, series.points.size(), [](const ScalingPoint& point) { return point.memory; });
  if (!law || law->r2 < memory_r2 || law->exponent < memory_growth) return;
  series.size_in_budget = std::pow(memory_budget / law->factor, 1 / law->exponent);
}

/// Against the reference provider on the same platform.
void find_risk(ScalingSeries& series, const Scaling& scaling) {
  for (const ScalingPoint& point : series.points) {
    if (!point.ratio) continue;
    series.wins += *point.ratio < 1 ? 1 : 0;
    series.losses += *point.ratio > 1 ? 1 : 0;
    series.loses_largest = *point.ratio > 1;  // the last one that has a ratio decides
  }
  series.at_risk = series.loses_largest;
  const auto reference = std::find_if(scaling.series.begin(), scaling.series.end(),
                                      [&series](const ScalingSeries& other) {
                                        return other.reference && other.platform == series.platform;
                                      });
  if (reference == scaling.series.end() || &*reference == &series) return;
  for (const ScalingPoint& point : series.points) {
    for (const ScalingPoint& other : reference->points) {
      if (other.size != point.size || !point.memory || !other.memory || *other.memory <= 0)
        continue;
      series.memory_ratio = *point.memory / *other.memory;
    }
  }
  if (series.memory_ratio && 1 / *series.memory_ratio < least_headroom) series.at_risk = true;
}

void finish(Scaling& scaling) {
  for (ScalingSeries& series : scaling.series) {
    std::stable_sort(series.points.begin(), series.points.end(),
                     [](const ScalingPoint& a, const ScalingPoint& b) { return a.size < b.size; });
    std::sort(series.out_of_memory.begin(), series.out_of_memory.end());
    find_law(series);
    find_memory(series);
  }
  for (ScalingSeries& series : scaling.series) find_risk(series, scaling);
}

}  // namespace

std::string fixed_axes(const Point& point) {
  Point rest;
  for (const Axis& axis : point.axes) {
    if (!is_size(axis) && axis.name != seed_axis) rest.axes.push_back(axis);
  }
  return rest.axes.empty() ? std::string() : rest.text();
}

std::optional<double> size_of(const Point& point) {
  std::optional<double> size;
  for (const Axis& axis : point.axes) {
    if (!is_size(axis)) continue;
    const auto value = static_cast<double>(std::get<std::int64_t>(axis.value));
    if (value < 1) return std::nullopt;
    size = size.value_or(1) * value;
  }
  return size;
}

std::vector<Scaling> scalings(std::span<const ResultRow> rows) {
  using Group = std::tuple<std::string, std::string, std::string>;
  using Side = std::pair<std::string, std::string>;
  std::map<Group, std::map<Side, ScalingSeries>> groups;
  for (const ResultRow& row : rows) {
    const std::optional<double> size = size_of(row.key.point);
    if (!size || (row.status != Status::oom && !counts(row))) continue;
    ScalingSeries& series = groups[{row.key.case_name, fixed_axes(row.key.point),
                                    row.machine_class.str()}][{row.key.provider, row.key.platform}];
    series.provider = row.key.provider;
    series.platform = row.key.platform;
    add(series, row, *size);
  }
  std::vector<Scaling> found;
  for (auto& [group, sides] : groups) {
    Scaling scaling;
    std::tie(scaling.case_name, scaling.fixed, scaling.machine_class) = group;
    for (auto& [side, series] : sides) scaling.series.push_back(std::move(series));
    finish(scaling);
    found.push_back(std::move(scaling));
  }
  return found;
}

}  // namespace tidegate::judge
