#include <algorithm>
#include <string_view>

#include <tidegate/judge/pools.hpp>
#include <tidegate/row/imported.hpp>
#include <tidegate/row/metric.hpp>
#include <tidegate/stats/dispersion.hpp>
#include <tidegate/stats/quantile.hpp>

namespace tidegate::judge {
namespace {

constexpr std::size_t samples_for_p95 = 20;

MetricSummary summary_of(const std::string& metric, const std::string& unit,
                         const std::vector<double>& values) {
  MetricSummary summary;
  summary.metric = metric;
  summary.unit = unit;
  summary.n = values.size();
  summary.min = *std::min_element(values.begin(), values.end());
  summary.median = stats::median(values);
  // Rounding must not leave a mean below the minimum.
  summary.mean = std::max(summary.min, stats::mean(values));
  summary.stddev = stats::stddev(values);
  summary.iqr = stats::iqr(values);
  if (values.size() >= samples_for_p95) summary.p95 = stats::quantile(values, 0.95);
  return summary;
}

/// The samples themselves for a distribution, one value an attempt for the others.
std::vector<double> folded_values(const std::vector<std::vector<double>>& attempts, Fold fold) {
  std::vector<double> values;
  for (const std::vector<double>& attempt : attempts) {
    if (fold == Fold::pool) {
      values.insert(values.end(), attempt.begin(), attempt.end());
    } else {
      const auto ends = std::minmax_element(attempt.begin(), attempt.end());
      values.push_back(fold == Fold::minimum ? *ends.first : *ends.second);
    }
  }
  return values;
}

/// The smallest or largest attempt alone, with the number of attempts behind it.
MetricSummary extreme_of(const std::string& metric, const std::string& unit,
                         const std::vector<double>& values, Fold fold) {
  const auto ends = std::minmax_element(values.begin(), values.end());
  const double extreme = fold == Fold::minimum ? *ends.first : *ends.second;
  MetricSummary summary = summary_of(metric, unit, {extreme});
  summary.n = values.size();
  return summary;
}

/// A counter folds as its direction says; a metric of elsewhere, which nobody knows, is a
/// distribution.
Fold fold_of(const std::string& metric, Better better) {
  const auto info = metric_info(metric);
  if (!info) return Fold::pool;
  if (info->family != Family::counter || better == Better::unstated) return info->fold;
  return better == Better::lower ? Fold::minimum : Fold::maximum;
}

/// Ceilings are the machine's; judge/ceiling_fraction reads them.
bool is_own(const Counter& counter) {
  return counter.value && is_member_name(counter.name) &&
         !std::string_view(counter.name).starts_with(ceiling_prefix);
}

}  // namespace

bool Pools::add(const AttemptRow& attempt) {
  const bool stands_in = is_stand_in(attempt);
  for (const MetricSamples& samples : attempt.metrics) {
    if (!add(samples.metric, samples.unit, Better::unstated, samples.samples, stands_in)) {
      return false;
    }
  }
  for (const Counter& counter : attempt.counters) {
    if (!is_own(counter)) continue;
    const std::string id = member_id(Family::counter, counter.name);
    if (!add(id, counter.unit, counter.better, {*counter.value})) return false;
  }
  if (!attempt.stages) return true;
  for (const StageTime& stage : attempt.stages->times) {
    if (!(stage.seconds > 0) || !is_member_name(stage.name)) continue;
    if (!add(member_id(Family::stage_time, stage.name), "s", Better::unstated, {stage.seconds})) {
      return false;
    }
  }
  return true;
}

bool Pools::add(const std::string& metric, const std::string& unit, Better better,
                const std::vector<double>& samples, bool stands_in) {
  if (samples.empty()) return true;
  const auto known = std::find_if(pools_.begin(), pools_.end(),
                                  [&](const Pool& pool) { return pool.metric == metric; });
  if (known == pools_.end()) {
    pools_.push_back({metric, unit, better, {samples}, stands_in});
    return true;
  }
  known->stands_in = known->stands_in || stands_in;
  known->attempts.push_back(samples);
  if (known->unit == unit && known->better == better) return true;
  disputed_ = metric;
  return false;
}

std::vector<MetricSummary> Pools::fold() const {
  std::vector<MetricSummary> summaries;
  summaries.reserve(pools_.size());
  for (const Pool& pool : pools_) summaries.push_back(fold_pool(pool));
  return summaries;
}

MetricSummary Pools::fold_pool(const Pool& pool) {
  const Fold fold = fold_of(pool.metric, pool.better);
  const std::vector<double> values = folded_values(pool.attempts, fold);
  MetricSummary summary = fold == Fold::pool ? summary_of(pool.metric, pool.unit, values)
                                             : extreme_of(pool.metric, pool.unit, values, fold);
  summary.better = pool.better;
  if (pool.stands_in) summary.p95.reset();
  return summary;
}

}  // namespace tidegate::judge
