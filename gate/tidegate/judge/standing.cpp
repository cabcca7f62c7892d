#include <algorithm>
#include <map>

#include <fmt/format.h>

#include <tidegate/judge/ratio_refused.hpp>
#include <tidegate/judge/standing.hpp>
#include <tidegate/row/metric.hpp>

namespace tidegate::judge {
namespace {

using RowsByName = std::map<std::string, const ResultRow*>;

/// Times of two runs are not compared here: their machines may have been in another mood.
std::string name_of(const std::string& run_id, const std::string& machine_class, const Key& key) {
  return run_id + '\n' + machine_class + '\n' + key.canonical();
}

/// The key of the row that `key` is held against; nothing where it lacks an axis.
std::optional<Key> measured_by(const Yardstick& yardstick, Key key) {
  if (yardstick.provider) key.provider = *yardstick.provider;
  for (const Axis& wanted : yardstick.axes.axes) {
    const auto own = std::find_if(key.point.axes.begin(), key.point.axes.end(),
                                  [&wanted](const Axis& axis) { return axis.name == wanted.name; });
    if (own == key.point.axes.end()) return std::nullopt;
    own->value = wanted.value;
  }
  return key;
}

Standing bare(const ResultRow& row) {
  Standing standing;
  standing.row = &row;
  standing.seconds = fastest(row);
  const MetricSummary* memory = row.find(bandwidth_fraction);
  const MetricSummary* flops = row.find(flops_fraction);
  const bool by_flops = flops != nullptr && (memory == nullptr || flops->min >= memory->min);
  const MetricSummary* nearest = by_flops ? flops : memory;
  if (nearest != nullptr) {
    standing.fraction = nearest->min;
    standing.ceiling = by_flops ? "flops" : "memory";
  }
  return standing;
}

/// Adds the standing beside each yardstick that has a row; counts those that have.
void stand_beside(const ResultRow& row, const RowsByName& by_name,
                  std::span<const Yardstick> yardsticks, std::vector<std::size_t>& used,
                  Standings& all) {
  for (std::size_t i = 0; i < yardsticks.size(); ++i) {
    const auto key = measured_by(yardsticks[i], row.key);
    if (!key || *key == row.key) continue;
    const auto found = by_name.find(name_of(row.run_id, row.machine_class, *key));
    if (found == by_name.end()) continue;
    ++used[i];
    const std::string why = ratio_refused(row, *found->second, yardsticks[i].text);
    if (!why.empty()) {
      all.refused.push_back(fmt::format("{}: {}", row.key.text(), why));
      continue;
    }
    Standing standing = bare(row);
    standing.yardstick = yardsticks[i].text;
    if (!found->second->resolved_backend.empty()) {
      standing.yardstick += fmt::format(", ran by {}", found->second->resolved_backend);
    }
    standing.yardstick_seconds = fastest(*found->second);
    standing.speed = standing.yardstick_seconds / standing.seconds;
    all.found.push_back(std::move(standing));
  }
}

}  // namespace

Outcome<Yardstick> parse_yardstick(std::string_view text) {
  constexpr std::string_view by_provider = "provider=";
  Yardstick yardstick{std::string(text), std::nullopt, {}};
  if (text.starts_with(by_provider) && text.find(',') == std::string_view::npos) {
    yardstick.provider = std::string(text.substr(by_provider.size()));
    if (!yardstick.provider->empty()) return yardstick;
  } else if (auto point = parse_point(text); point && !point->axes.empty()) {
    yardstick.axes = std::move(*point);
    return yardstick;
  }
  return fail(ErrorKind::usage, fmt::format("'{}' is no yardstick", text),
              "Name another provider, provider=openblas, or a value of an axis, algebra=real.");
}

Standings standings_of(std::span<const ResultRow> rows, std::span<const ResultRow> yardstick_rows,
                       std::span<const Yardstick> yardsticks) {
  RowsByName by_name;
  for (const ResultRow& row : yardstick_rows) {
    by_name.emplace(name_of(row.run_id, row.machine_class, row.key), &row);
  }
  Standings all;
  std::vector<std::size_t> used(yardsticks.size());
  for (const ResultRow& row : rows) {
    if (fastest(row) <= 0 || !row.suspicion.empty()) continue;
    if (yardsticks.empty()) {
      Standing alone = bare(row);
      if (alone.fraction) all.found.push_back(std::move(alone));
    } else {
      stand_beside(row, by_name, yardsticks, used, all);
    }
  }
  for (std::size_t i = 0; i < yardsticks.size(); ++i) {
    if (used[i] == 0) all.unused.push_back(yardsticks[i].text);
  }
  return all;
}

}  // namespace tidegate::judge
