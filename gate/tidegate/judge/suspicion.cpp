#include <charconv>

#include <fmt/format.h>

#include <tidegate/judge/suspicion.hpp>
#include <tidegate/row/metric.hpp>

namespace tidegate::judge {
namespace {

constexpr double clock_hz = 6.5e9;  ///< above the highest boost clock that is sold (6.2 GHz)
constexpr double most_cores = 4096;

/// Per core and cycle. Operations: a tile unit that multiplies 16 x 16 x 32 in 16 cycles, the most
/// of any core. Bytes: two loads and two stores of 64 bytes. An element has at least one byte.
constexpr double most_per_cycle(RateOf rate) {
  switch (rate) {
    case RateOf::flops:
      return 2048;
    case RateOf::bytes:
    case RateOf::elements:
      return 256;
    case RateOf::none:
      break;
  }
  return 0;
}

double told_cores(const Provenance& facts) {
  const std::string text = facts[Fact::cpu_cores].value_or("");
  unsigned cores = 0;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), cores);
  return code == std::errc{} && cores > 0 ? cores : most_cores;
}

/// 0 for platforms that are bounded by something else than cores.
double cores_of(const std::string& platform, const Provenance& facts) {
  if (platform == "serial") return 1;
  if (platform == "openmp" || platform == "threads") return told_cores(facts);
  return 0;
}

}  // namespace

std::string suspicion_of(const ResultRow& row, const Provenance& facts) {
  const MetricSummary* time = row.find(warm_time);
  if (row.status != Status::ok || time == nullptr) return {};
  if (time->min * clock_hz < 0.5) {
    return fmt::format("a call of {:.2g} s is below half a clock cycle: the timed loop is empty",
                       time->min);
  }
  const double cores = cores_of(row.key.platform, facts);
  for (const MetricInfo& info : all_metrics()) {
    const double most = cores * clock_hz * most_per_cycle(info.rate);
    const MetricSummary* rate = row.find(info.id);
    if (most <= 0 || rate == nullptr || rate->min <= most) continue;
    return fmt::format(
        "{:.2g} {} is above the {:.2g} that {} core{} of any processor could reach: "
        "the work did not happen, or it is stated wrong",
        rate->min, info.unit, most, cores, cores == 1 ? "" : "s");
  }
  return {};
}

}  // namespace tidegate::judge
