#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include <tidegate/judge/ceiling_fraction.hpp>
#include <tidegate/row/metric.hpp>

namespace tidegate::judge {
namespace {

std::optional<double> ceiling_of(std::span<const AttemptRow* const> attempts,
                                 std::string_view name) {
  std::optional<double> highest;
  for (const AttemptRow* attempt : attempts) {
    for (const Counter& counter : attempt->counters) {
      if (counter.name != name || !counter.value || !(*counter.value > 0)) continue;
      highest = std::max(highest.value_or(0), *counter.value);
    }
  }
  return highest;
}

bool is_double_precision(const Key& key) {
  const AxisValue* dtype = key.point.find("dtype");
  const auto* word = dtype == nullptr ? nullptr : std::get_if<std::string>(dtype);
  return word != nullptr && (*word == "fp64" || *word == "double" || *word == "f64");
}

void add_fraction(ResultRow& row, std::string_view id, std::string_view rate_id,
                  const std::optional<double>& ceiling) {
  const MetricSummary* rate = row.find(rate_id);
  const auto info = metric_info(id);
  if (rate == nullptr || !ceiling || row.find(id) != nullptr) return;
  MetricSummary fraction;
  fraction.metric = std::string(info->id);
  fraction.unit = std::string(info->unit);
  fraction.n = rate->n;
  fraction.min = rate->min / *ceiling;
  fraction.median = fraction.min;
  fraction.mean = fraction.min;
  row.metrics.push_back(std::move(fraction));
}

}  // namespace

void add_fractions(ResultRow& row, std::span<const AttemptRow* const> attempts) {
  add_fraction(row, bandwidth_fraction, bytes_per_s, ceiling_of(attempts, "ceiling_bytes_per_s"));
  add_fraction(row, flops_fraction, flops_per_s,
               ceiling_of(attempts, is_double_precision(row.key) ? "ceiling_fp64_flops_per_s"
                                                                 : "ceiling_fp32_flops_per_s"));
}

}  // namespace tidegate::judge
