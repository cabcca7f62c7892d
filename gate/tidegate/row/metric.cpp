/// The rows of the metric registry.
#include <array>
#include <cmath>

#include <tidegate/row/metric.hpp>

namespace tidegate {
namespace {

// Bytes and operations per second are not here: reports derive them from a row's work and time.
constexpr std::array metrics{
    MetricInfo{warm_time, "s", Better::lower, Fold::pool, true, 1.10, 1.25, Operator::greater,
               "warm time"},
    MetricInfo{cold_time, "s", Better::lower, Fold::minimum, false, 0, 0, Operator::greater,
               "cold time"},
    MetricInfo{peak_rss, "B", Better::lower, Fold::maximum, false, 0, 0, Operator::greater,
               "peak memory"},
};

}  // namespace

std::span<const MetricInfo> all_metrics() { return metrics; }

std::optional<MetricInfo> metric_info(std::string_view id) {
  for (const MetricInfo& info : metrics) {
    if (info.id == id) return info;
  }
  return std::nullopt;
}

bool is_plausible(double value, std::string_view unit) {
  if (unit == "s") return value > 0 && value < 1e9;
  return std::abs(value) < 1e30;  // false for what is no number
}

std::string_view operator_text(Operator op) { return op == Operator::greater ? ">" : ">="; }

std::optional<Operator> operator_from(std::string_view text) {
  if (text == ">") return Operator::greater;
  if (text == ">=") return Operator::greater_equal;
  return std::nullopt;
}

}  // namespace tidegate
