#include <cmath>
#include <map>
#include <optional>
#include <set>

#include <fmt/format.h>

#include <tidegate/judge/snapshot_advice.hpp>
#include <tidegate/row/metric.hpp>

namespace tidegate::judge {
namespace {

using Stored = std::map<std::string, const ResultRow*>;

std::string name_of(const ResultRow& row) {
  return row.machine_class.str() + '\n' + row.key.canonical();
}

std::string backend_of(const ResultRow& row) {
  return row.key.case_name + '\n' + row.key.provider + '\n' + row.key.platform;
}

/// The peaks of both, of ok rows that have one.
struct Peaks {
  double before = 0;
  double after = 0;

  /// Bytes are whole numbers: no rounding makes 5 % more than 5 %.
  bool moved() const { return std::abs(after - before) * 20 > before; }
  double change() const { return after / before - 1; }
};

std::optional<Peaks> peaks_of(const ResultRow& row, const Stored& stored) {
  const auto found = stored.find(name_of(row));
  if (found == stored.end()) return std::nullopt;
  const MetricSummary* after = row.find(peak_rss);
  const MetricSummary* before = found->second->find(peak_rss);
  if (after == nullptr || before == nullptr || before->min <= 0) return std::nullopt;
  return Peaks{before->min, after->min};
}

std::optional<std::string> memory_advice(std::span<const ResultRow> current, const Stored& stored) {
  const ResultRow* most = nullptr;
  double largest = 0;
  std::size_t moved = 0;
  for (const ResultRow& row : current) {
    const auto peaks = row.status == Status::ok ? peaks_of(row, stored) : std::nullopt;
    if (!peaks || !peaks->moved()) continue;
    ++moved;
    if (most != nullptr && std::abs(peaks->change()) <= std::abs(largest)) continue;
    most = &row;
    largest = peaks->change();
  }
  if (most == nullptr) return std::nullopt;
  return fmt::format(
      "{}the peak memory of {} row{} moved by more than 5 %, most that of {} ({:+.1f} %).",
      advice_begin, moved, moved == 1 ? "" : "s", most->key.text(), largest * 100);
}

std::optional<std::string> inner_advice(std::span<const std::string> inner) {
  if (inner.empty()) return std::nullopt;
  return fmt::format("{}{} of the innermost loops {} changed, such as {}.", advice_begin,
                     inner.size() == 1 ? "a file" : fmt::format("{} files", inner.size()),
                     inner.size() == 1 ? "was" : "were", inner.front());
}

std::optional<std::string> backend_advice(std::span<const ResultRow> current,
                                          std::span<const ResultRow> stored) {
  std::set<std::string> cases;
  std::set<std::string> backends;
  for (const ResultRow& row : stored) {
    cases.insert(row.key.case_name);
    backends.insert(backend_of(row));
  }
  for (const ResultRow& row : current) {
    const bool known = cases.count(row.key.case_name) == 0 || backends.count(backend_of(row)) != 0;
    if (row.status != Status::ok || known) continue;
    return fmt::format("{}{} has no baseline of {} on {}, a new backend.", advice_begin,
                       row.key.case_name, row.key.provider, row.key.platform);
  }
  return std::nullopt;
}

}  // namespace

std::vector<std::string> snapshot_advice(std::span<const ResultRow> current,
                                         std::span<const ResultRow> stored,
                                         std::span<const std::string> inner) {
  Stored by_name;
  for (const ResultRow& row : stored) {
    if (row.status == Status::ok) by_name.emplace(name_of(row), &row);
  }
  std::vector<std::string> advice;
  for (auto& sentence :
       {memory_advice(current, by_name), inner_advice(inner), backend_advice(current, stored)}) {
    if (sentence) advice.push_back(*sentence);
  }
  return advice;
}

}  // namespace tidegate::judge
