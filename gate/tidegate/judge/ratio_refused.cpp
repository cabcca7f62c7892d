#include <fmt/format.h>

#include <tidegate/judge/fold.hpp>
#include <tidegate/judge/ratio_refused.hpp>
#include <tidegate/row/metric.hpp>

namespace tidegate::judge {
namespace {

std::string includes_text(const ResultRow& row) {
  return row.includes ? fmt::format("includes {}", includes_name(*row.includes))
                      : std::string("does not say what it includes");
}

}  // namespace

double fastest(const ResultRow& row) {
  const MetricSummary* times = row.find(warm_time);
  return is_ok_and_faithful(row) && times != nullptr ? times->min : 0;
}

std::string ratio_refused(const ResultRow& row, const ResultRow& reference,
                          const std::string& name) {
  if (reference.status != Status::ok) {
    return fmt::format("{} is {}", name, status_name(reference.status));
  }
  if (fastest(row) <= 0) return "an attempt's output could not be checked";
  if (fastest(reference) <= 0) return fmt::format("an output of {} could not be checked", name);
  if (row.includes != reference.includes) {
    return fmt::format("its time {}, that of {} {}", includes_text(row), name,
                       includes_text(reference));
  }
  if (!row.suspicion.empty()) return "no processor could have taken its time";
  if (!reference.suspicion.empty()) {
    return fmt::format("no processor could have taken the time of {}", name);
  }
  return {};
}

}  // namespace tidegate::judge
