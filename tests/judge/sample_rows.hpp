/// Rows with numbers that can be worked out by hand.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <tidegate/row/metric.hpp>
#include <tidegate/row/result_row.hpp>

namespace tidegate::judge {

inline Key key_of(const std::string& case_name, const std::string& provider = "naive") {
  return Key{case_name, Point{{Axis{"n", std::int64_t{512}}}}, provider, "serial"};
}

inline MetricSummary times(double min, std::optional<double> p95 = std::nullopt,
                           std::uint64_t n = 40) {
  MetricSummary summary;
  summary.metric = std::string(warm_time);
  summary.unit = "s";
  summary.n = n;
  summary.min = min;
  summary.median = min;
  summary.mean = min;
  summary.p95 = p95;
  return summary;
}

inline ResultRow result(const std::string& run, const Key& key, const MetricSummary& summary) {
  ResultRow row;
  row.run_id = run;
  row.key = key;
  row.attempts = 1;
  row.metrics = {summary};
  row.machine_class = "cpu-00000001";
  row.provenance = std::make_shared<const Provenance>();
  return row;
}

inline ResultRow failed_result(const std::string& run, const Key& key, Status status) {
  ResultRow row = result(run, key, times(1));
  row.metrics.clear();
  row.status = status;
  row.failure = "it went wrong";
  row.failed = 1;
  return row;
}

inline AttemptRow attempt(const std::string& run, const Key& key, std::vector<double> samples) {
  AttemptRow row;
  row.run_id = run;
  row.key = key;
  row.metrics = {{std::string(warm_time), "s", 1, std::move(samples)}};
  row.machine_class = "cpu-00000001";
  return row;
}

inline AttemptRow failed_attempt(const std::string& run, const Key& key, Status status) {
  AttemptRow row = attempt(run, key, {1});
  row.status = status;
  row.failure = Failure{"measure", "it went wrong", {}, {}, {}};
  return row;
}

}  // namespace tidegate::judge
