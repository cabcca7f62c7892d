#include <cmath>
#include <ctime>
#include <map>
#include <optional>
#include <set>

#include <tidegate/judge/noise_history.hpp>
#include <tidegate/row/metric.hpp>

namespace tidegate::judge {
namespace {

/// One run of one key.
struct Run {
  double time = 0;  // s since 1970
  double min = 0;
  std::optional<double> p95;
};

/// Runs of one key by the code they ran.
struct Row {
  Key key;
  std::map<std::string, std::vector<Run>> by_code;
};

/// `2026-11-21T12:29:59Z` in seconds; nothing for any other text.
std::optional<double> seconds_of(const std::string& stamp) {
  std::tm parts{};
  const char* end = strptime(stamp.c_str(), "%Y-%m-%dT%H:%M:%SZ", &parts);
  if (end == nullptr || *end != '\0') return std::nullopt;
  return static_cast<double>(timegm(&parts));
}

bool is_fit(const ResultRow& row, const std::string& machine_class) {
  return row.status == Status::ok && row.coverage == Coverage::full &&
         row.suspicion.str().empty() && row.machine_class.str() == machine_class &&
         row.provenance && row.find(warm_time) != nullptr;
}

bool is_disturbed(const Provenance& facts) {
  const FactValue& taint = facts[Fact::taint];
  return taint && *taint != absent_fact;
}

/// What pairs of runs far enough apart lie apart.
struct Distances {
  std::vector<double> min;
  std::vector<double> p95;
  std::set<double> times;  // of the runs in any pair

  void add(const std::vector<Run>& runs) {
    for (std::size_t i = 0; i < runs.size(); ++i) {
      for (std::size_t j = i + 1; j < runs.size(); ++j) add(runs[i], runs[j]);
    }
  }
  void add(const Run& a, const Run& b) {
    if (std::abs(a.time - b.time) < history_gap_s) return;
    times.insert({a.time, b.time});
    min.push_back(std::abs(std::log(a.min / b.min)));
    if (a.p95 && b.p95) p95.push_back(std::abs(std::log(*a.p95 / *b.p95)));
  }
};

}  // namespace

HistoryBands bands_of_history(std::span<const ResultRow> rows, const std::string& machine_class) {
  HistoryBands found;
  std::map<std::string, Row> by_key;
  for (const ResultRow& row : rows) {
    if (!is_fit(row, machine_class)) continue;
    const Provenance& facts = *row.provenance;
    const auto time = seconds_of(facts[Fact::timestamp].value_or(""));
    if (is_disturbed(facts)) {
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
    Distances distances;
    for (const auto& [code, runs] : row.by_code) distances.add(runs);
    if (distances.min.empty()) continue;
    found.bands.push_back(
        {row.key, band_of(distances.min), band_of(distances.p95), distances.times.size()});
  }
  return found;
}

}  // namespace tidegate::judge
