/// The rows of the metric registry.
#include <algorithm>
#include <array>
#include <cmath>

#include <tidegate/row/metric.hpp>

namespace tidegate {
namespace {

// One row a metric. A measured one needs a line in measure/attempt as well; a rate needs none.
constexpr std::array metrics{
    MetricInfo{warm_time, "s", Better::lower, Fold::pool, true, 1.10, 1.25, Operator::greater,
               "warm time"},
    MetricInfo{cold_time, "s", Better::lower, Fold::minimum, false, 0, 0, Operator::greater,
               "cold time"},
    MetricInfo{peak_rss, "B", Better::lower, Fold::maximum, false, 0, 0, Operator::greater,
               "peak memory"},
    MetricInfo{resident_memory, "B", Better::lower, Fold::maximum, false, 0, 0, Operator::greater,
               "memory held afterwards"},
    MetricInfo{peak_device_memory, "B", Better::lower, Fold::maximum, false, 0, 0,
               Operator::greater, "peak device memory"},
    MetricInfo{cache_cold_time, "s", Better::lower, Fold::pool, false, 1.10, 1.25,
               Operator::greater, "cache-cold time"},
    MetricInfo{throughput, "1/s", Better::higher, Fold::maximum, false, 1.10, 1.25,
               Operator::greater, "throughput", RateOf::elements},
    MetricInfo{bytes_per_s, "B/s", Better::higher, Fold::maximum, false, 1.10, 1.25,
               Operator::greater, "bytes per second", RateOf::bytes},
    MetricInfo{flops_per_s, "flop/s", Better::higher, Fold::maximum, false, 1.10, 1.25,
               Operator::greater, "operations per second", RateOf::flops},
    // Exact counts: 1 % more of them is 1 % more work, whatever the machine does meanwhile.
    MetricInfo{callgrind_instructions, "1", Better::lower, Fold::minimum, false, 1.01, 1.01,
               Operator::greater, "instructions (simulated)"},
    MetricInfo{instructions, "1", Better::lower, Fold::minimum, false, 1.02, 1.05,
               Operator::greater, "instructions"},
    MetricInfo{cycles, "1", Better::lower, Fold::minimum, false, 1.10, 1.25, Operator::greater,
               "cycles"},
    MetricInfo{branch_misses, "1", Better::lower, Fold::minimum, false, 1.25, 1.50,
               Operator::greater, "branch misses"},
    MetricInfo{cache_misses, "1", Better::lower, Fold::minimum, false, 1.25, 1.50,
               Operator::greater, "cache misses"},
    MetricInfo{page_faults, "1", Better::lower, Fold::minimum, false, 1.25, 1.50, Operator::greater,
               "page faults"},
    MetricInfo{context_switches, "1", Better::lower, Fold::minimum, false, 1.25, 1.50,
               Operator::greater, "context switches"},
    MetricInfo{migrations, "1", Better::lower, Fold::minimum, false, 1.25, 1.50, Operator::greater,
               "migrations"},
    // Shares of what the machine can do: for people, who see with them what limits a row.
    MetricInfo{bandwidth_fraction, "1", Better::higher, Fold::maximum, false, 1.10, 1.25,
               Operator::greater, "share of memory bandwidth"},
    MetricInfo{flops_fraction, "1", Better::higher, Fold::maximum, false, 1.10, 1.25,
               Operator::greater, "share of peak operations"},
};

// What rows carry under names of their own. Which way a counter is better, and so which attempt
// counts, is stated where it is counted; a stage's time is already a median of its attempt.
constexpr std::array families{
    MetricInfo{"counter", "", Better::unstated, Fold::pool, false, 1.02, 1.05, Operator::greater,
               "counter", RateOf::none, Family::counter},
    MetricInfo{"stage_time", "s", Better::lower, Fold::minimum, false, 1.10, 1.25,
               Operator::greater, "stage", RateOf::none, Family::stage_time},
};

constexpr std::size_t longest_name = 100;  // ids stand in each line of a baseline

}  // namespace

std::span<const MetricInfo> all_metrics() { return metrics; }

std::span<const MetricInfo> metric_families() { return families; }

std::string known_metrics() {
  std::string text;
  for (const MetricInfo& info : metrics) text.append(info.id).append(", ");
  for (const MetricInfo& info : families) text.append(info.id).append(".<name>, ");
  text.resize(text.size() - 2);
  return text;
}

std::optional<MetricInfo> metric_info(std::string_view id) {
  for (const MetricInfo& info : metrics) {
    if (info.id == id) return info;
  }
  const std::size_t dot = id.find('.');
  if (dot == std::string_view::npos || !is_member_name(id.substr(dot + 1))) return std::nullopt;
  for (MetricInfo info : families) {
    if (info.id != id.substr(0, dot)) continue;
    info.id = id;
    return info;
  }
  return std::nullopt;
}

bool is_member_name(std::string_view name) {
  return !name.empty() && name.size() <= longest_name &&
         std::all_of(name.begin(), name.end(), [](char letter) {
           return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
                  (letter >= '0' && letter <= '9') || letter == '_' || letter == '-';
         });
}

std::string member_id(Family family, std::string_view name) {
  const auto found = std::find_if(families.begin(), families.end(),
                                  [family](const auto& info) { return info.family == family; });
  std::string id{found == families.end() ? "" : found->id};
  return id.append(".").append(name);
}

std::string_view member_name(std::string_view id) {
  const std::size_t dot = id.find('.');
  return dot == std::string_view::npos ? std::string_view{} : id.substr(dot + 1);
}

bool is_plausible(double value, std::string_view unit) {
  if (unit == "s") return value > 0 && value < 1e9;
  return std::abs(value) < 1e30;  // false for what is no number
}

std::string_view better_name(Better better) {
  switch (better) {
    case Better::lower:
      return "lower";
    case Better::higher:
      return "higher";
    case Better::unstated:
      break;
  }
  return "unstated";
}

std::optional<Better> better_from(std::string_view text) {
  if (text == "lower") return Better::lower;
  if (text == "higher") return Better::higher;
  return std::nullopt;
}

std::string_view operator_text(Operator op) { return op == Operator::greater ? ">" : ">="; }

std::optional<Operator> operator_from(std::string_view text) {
  if (text == ">") return Operator::greater;
  if (text == ">=") return Operator::greater_equal;
  return std::nullopt;
}

}  // namespace tidegate
