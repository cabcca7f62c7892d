/// THE metric registry: everything any other file needs to know of a metric stands in one row.
/// Decides: unit, direction, what it is derived from, how attempts fold, default tolerances, title.
/// Refuses to know: how a metric is measured and how a number is printed.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace tidegate {

/// Which way is better. `unstated`: nobody said, so the value is shown and never judged.
enum class Better { lower, higher, unstated };

/// How the values of several attempts become one.
enum class Fold {
  pool,     ///< all samples of all attempts together (a distribution)
  minimum,  ///< the smallest attempt
  maximum   ///< the largest attempt (peaks)
};

/// What of a row's stated work a metric is a rate of; see row/work_rate. `none`: it is measured.
enum class RateOf { none, elements, bytes, flops };

/// Metrics of which a benchmark has any number, each with a name of its own: `counter.evaluations`.
enum class Family { none, counter, stage_time };

/// The comparison stored beside a threshold: exactly the limit passes under `greater` and trips
/// under `greater_equal`.
enum class Operator { greater, greater_equal };

struct MetricInfo {
  std::string_view id;    ///< as in the rows: `warm_time`; of a family its first part, `counter`
  std::string_view unit;  ///< SI, without prefix: `s`, `B`, `1/s`, `B/s`; empty: each row states it
  Better better;
  Fold fold;
  bool gated;        ///< whether the gate judges it by default
  double min_limit;  ///< default limit on candidate/baseline of min (1.10), if gated
  double p95_limit;  ///< default limit on candidate/baseline of p95 (1.25), if gated
  Operator op;
  std::string_view title;  ///< for people: `warm time`
  RateOf rate = RateOf::none;
  Family family = Family::none;
};

/// Every metric, in the order of report columns.
std::span<const MetricInfo> all_metrics();
/// Every family, one row each.
std::span<const MetricInfo> metric_families();
/// The ids of all metrics with commas, and of families as `counter.<name>`: for hints.
std::string known_metrics();
/// The row of `id`, or nothing: an unknown metric is an error of whoever names it. A member of a
/// family has the family's row with its own id, which is a view of the text that was given.
std::optional<MetricInfo> metric_info(std::string_view id);

/// Whether a counter or a stage may have this name, which then stands in ids, keys of tidegate.toml
/// and baselines: letters, digits, `_` and `-`, at most 100.
bool is_member_name(std::string_view name);
/// The id of a family's member: `stage_time.solve`.
std::string member_id(Family family, std::string_view name);
/// The name behind the family's: `solve` of `stage_time.solve`; empty for other metrics.
std::string_view member_name(std::string_view id);

/// Whether any metric in this unit can have this value. A time is above 0 and below 1e9 s (31
/// years); nothing reaches 1e30, whose square sums would soon be no numbers, and what was written
/// could not be read back.
bool is_plausible(double value, std::string_view unit);

std::string_view better_name(Better better);  ///< `lower`, `higher`, `unstated`
/// The stated direction of that name.
std::optional<Better> better_from(std::string_view text);

std::string_view operator_text(Operator op);  ///< `>` or `>=`
std::optional<Operator> operator_from(std::string_view text);

/// Ids of the metrics that code names; everything else goes through the registry.
inline constexpr std::string_view warm_time = "warm_time";  ///< s per call, a distribution
inline constexpr std::string_view cold_time = "cold_time";  ///< s, the first call of a process
inline constexpr std::string_view peak_rss = "peak_rss";    ///< B, of the measuring process
inline constexpr std::string_view resident_memory =
    "resident_memory";  ///< B, still held once an attempt is over
inline constexpr std::string_view peak_device_memory =
    "peak_device_memory";  ///< B, live at once, up to the first call's end
inline constexpr std::string_view cache_cold_time =
    "cache_cold_time";                                          ///< s per call, caches empty
inline constexpr std::string_view throughput = "throughput";    ///< elements per second
inline constexpr std::string_view bytes_per_s = "bytes_per_s";  ///< stated bytes, per second
inline constexpr std::string_view flops_per_s = "flops_per_s";  ///< stated flops, per second

// Events of one call; see measure/hardware_counters.
inline constexpr std::string_view callgrind_instructions =
    "callgrind_instructions";  ///< exact, of a simulated processor
inline constexpr std::string_view instructions = "instructions";
inline constexpr std::string_view cycles = "cycles";
inline constexpr std::string_view branch_misses = "branch_misses";
inline constexpr std::string_view cache_misses = "cache_misses";  ///< of the last level
inline constexpr std::string_view page_faults = "page_faults";
inline constexpr std::string_view context_switches = "context_switches";
inline constexpr std::string_view migrations = "migrations";  ///< to another CPU
/// Counters of that beginning are the machine's, not the benchmark's; see measure/ceilings.
inline constexpr std::string_view ceiling_prefix = "ceiling_";
// Of the ceilings that a run measured; see judge/ceiling_fraction.
inline constexpr std::string_view bandwidth_fraction = "bandwidth_fraction";
inline constexpr std::string_view flops_fraction = "flops_fraction";

}  // namespace tidegate
