#include <tidegate/judge/rates.hpp>
#include <tidegate/row/metric.hpp>
#include <tidegate/row/work_rate.hpp>

namespace tidegate::judge {
namespace {

/// One number in all places: the rate of the fastest call has no spread.
MetricSummary rate_summary(const MetricInfo& info, double rate, std::uint64_t samples) {
  MetricSummary summary;
  summary.metric = std::string(info.id);
  summary.unit = std::string(info.unit);
  summary.n = samples;
  summary.min = rate;
  summary.median = rate;
  summary.mean = rate;
  return summary;
}

}  // namespace

void add_rates(ResultRow& row) {
  const MetricSummary* time = row.find(warm_time);
  if (row.status != Status::ok || time == nullptr) return;
  const double fastest = time->min;
  const std::uint64_t samples = time->n;
  for (const MetricInfo& info : all_metrics()) {
    const auto rate = work_rate(row.work, info.rate, fastest);
    if (rate && row.find(info.id) == nullptr) {
      row.metrics.push_back(rate_summary(info, *rate, samples));
    }
  }
}

}  // namespace tidegate::judge
