#include <algorithm>

#include <fmt/format.h>

#include <tidegate/judge/report_scaling.hpp>
#include <tidegate/render/bundle_parts.hpp>

namespace tidegate::render {

std::vector<const judge::GateLine*> crossings_of(const judge::GateReport& report) {
  std::vector<const judge::GateLine*> out;
  for (const judge::GateLine& line : report.lines) {
    if (judge::is_crossing(line.verdict)) out.push_back(&line);
  }
  return out;
}

std::optional<std::string> samples_plot_name(const judge::GateLine& line, std::size_t index) {
  if (line.baseline_samples.empty() && line.candidate_samples.empty()) return std::nullopt;
  return fmt::format("samples-{}.svg", index + 1);
}

std::optional<std::string> pairs_plot_name(const judge::GateLine& line, std::size_t index) {
  if (!line.lockstep || line.lockstep->log_ratio_low.empty()) return std::nullopt;
  return fmt::format("pairs-{}.svg", index + 1);
}

std::optional<std::string> trend_plot_name(const BundleInput& input, const judge::GateLine& line,
                                           std::size_t index) {
  if (trend_of(input, line) == nullptr) return std::nullopt;
  return fmt::format("trend-{}.svg", index + 1);
}

std::optional<std::string> scaling_plot_name(const BundleInput& input, const judge::GateLine& line,
                                             std::size_t index) {
  if (!judge::scaling_around(input.report, line)) return std::nullopt;
  return fmt::format("scaling-{}.svg", index + 1);
}

std::vector<const judge::GateLine*> rivals_of(const judge::GateReport& report,
                                              const judge::GateLine& line) {
  std::vector<const judge::GateLine*> out;
  for (const judge::GateLine& other : report.lines) {
    if (other.metric != line.metric || other.key == line.key) continue;
    if (other.key.case_name == line.key.case_name &&
        other.key.point.text() == line.key.point.text()) {
      out.push_back(&other);
    }
  }
  return out;
}

const judge::History* trend_of(const BundleInput& input, const judge::GateLine& line) {
  for (const judge::History& history : input.trends) {
    if (history.key == line.key && history.metric == line.metric.str() &&
        history.machine_class == input.report.candidate.machine_class) {
      return &history;
    }
  }
  return nullptr;
}

std::vector<FactDifference> environment_difference(const judge::GateReport& report) {
  std::vector<FactDifference> out;
  const std::shared_ptr<const Provenance>& before = report.baseline.provenance;
  const std::shared_ptr<const Provenance>& after = report.candidate.provenance;
  if (!before || !after) return out;
  for (const FactInfo& info : all_facts()) {
    if ((*before)[info.fact] != (*after)[info.fact]) {
      out.push_back({info, (*before)[info.fact], (*after)[info.fact]});
    }
  }
  // What makes two times incomparable is read first.
  std::stable_partition(out.begin(), out.end(), [](const FactDifference& difference) {
    return difference.info.match == Match::must;
  });
  return out;
}

}  // namespace tidegate::render
