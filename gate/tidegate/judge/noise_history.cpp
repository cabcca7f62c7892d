#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include <tidegate/base/duration.hpp>
#include <tidegate/judge/noise_history.hpp>
#include <tidegate/judge/pooled_facts.hpp>
#include <tidegate/row/metric.hpp>

namespace tidegate::judge {
namespace {

/// One run of one key.
struct Run {
  WallTime time;
  double min = 0;
  std::optional<double> p95;
};

/// Runs of one key by the code they ran.
struct Row {
  Key key;
  std::map<std::string, std::vector<Run>> by_code;
};

bool is_fit(const ResultRow& row, const std::string& machine_class) {
  return row.status == Status::ok && row.coverage == Coverage::full &&
         row.suspicion.str().empty() && row.machine_class.str() == machine_class &&
         row.provenance && row.find(warm_time) != nullptr;
}

/// What pairs of runs of one code lie apart, where they are far enough from each other in time.
struct Distances {
  std::vector<double> min;
  std::vector<double> p95;
  std::set<WallTime> times;  // of the runs in any pair

  explicit Distances(const std::vector<Run>& runs) {
    for (std::size_t i = 0; i < runs.size(); ++i) {
      for (std::size_t j = i + 1; j < runs.size(); ++j) add(runs[i], runs[j]);
    }
  }
  void add(const Run& a, const Run& b) {
    const std::chrono::duration<double> gap = a.time - b.time;
    if (std::abs(gap.count()) < history_gap_s) return;
    times.insert({a.time, b.time});
    min.push_back(std::abs(std::log(a.min / b.min)));
    if (a.p95 && b.p95) p95.push_back(std::abs(std::log(*a.p95 / *b.p95)));
  }
};

/// The band of all codes with enough runs; nothing without one.
std::optional<NoiseBand> learnt(const Row& row) {
  std::vector<double> min;
  std::vector<double> p95;
  std::uint64_t runs = 0;
  for (const auto& [code, own] : row.by_code) {
    const Distances apart(own);
    if (apart.times.size() < history_runs) continue;
    min.insert(min.end(), apart.min.begin(), apart.min.end());
    p95.insert(p95.end(), apart.p95.begin(), apart.p95.end());
    runs += apart.times.size();
  }
  if (runs == 0) return std::nullopt;
  return NoiseBand{row.key, band_of(min), band_of(p95), runs};
}

}  // namespace

HistoryBands bands_of_history(std::span<const ResultRow> rows, const std::string& machine_class) {
  HistoryBands found;
  std::map<std::string, Row> by_key;
  for (const ResultRow& row : rows) {
    if (!is_fit(row, machine_class)) continue;
    const Provenance& facts = *row.provenance;
    const auto time = parse_iso_time(facts[Fact::timestamp].value_or(""));
    if (is_tainted(facts)) {
      ++found.disturbed;
    } else if (!facts[Fact::code] || !time) {
      ++found.nameless;
    } else {
      const MetricSummary& warm = *row.find(warm_time);
      const std::string code =
          facts[Fact::code].value_or("") + facts[Fact::device_code].value_or("");
      Row& entry = by_key[row.key.canonical()];
      entry.key = row.key;
      entry.by_code[code].push_back({*time, warm.min, warm.p95});
    }
  }
  for (const auto& [name, row] : by_key) {
    if (auto band = learnt(row)) {
      found.bands.push_back(std::move(*band));
    } else {
      ++found.too_few;
    }
  }
  found.too_wide = take_too_wide(found.bands);
  return found;
}

}  // namespace tidegate::judge
