/// The files of a bundle and the plots among them.
#include <array>
#include <cmath>

#include <fmt/format.h>

#include <tidegate/judge/report_json.hpp>
#include <tidegate/judge/report_scaling.hpp>
#include <tidegate/render/bundle_parts.hpp>
#include <tidegate/render/decision_bundle.hpp>
#include <tidegate/render/svg_pairs.hpp>
#include <tidegate/render/svg_samples.hpp>
#include <tidegate/render/svg_scaling.hpp>
#include <tidegate/render/svg_trend.hpp>
#include <tidegate/render/verdict_table.hpp>

namespace tidegate::render {
namespace {

std::string plot_title(const judge::GateLine& line) {
  return fmt::format("{}, {}", line.key.text(), metric_title(line.metric));
}

SampleStrip strip_of(const char* label, const std::vector<double>& samples,
                     const std::optional<MetricSummary>& summary) {
  SampleStrip strip;
  strip.label = label;
  strip.values = samples;
  if (summary) {
    strip.min = summary->min;
    strip.median = summary->median;
    strip.p95 = summary->p95;
  }
  return strip;
}

std::string samples_plot(const judge::GateLine& line) {
  const std::array<SampleStrip, 2> strips{
      strip_of("baseline", line.baseline_samples, line.baseline),
      strip_of("candidate", line.candidate_samples, line.candidate)};
  const std::string unit = line.candidate ? line.candidate->unit : "";
  return samples_svg(plot_title(line), unit, strips);
}

/// The statistic that the verdict stands on: the tail for a changed shape, else the low band.
std::string pairs_plot(const judge::GateLine& line) {
  const bool tail = line.verdict == judge::Verdict::shape_changed;
  const std::optional<judge::RatioFound>& found = tail ? line.p95 : line.min;
  PairsPlot plot;
  plot.title = plot_title(line) + (tail ? ", tail of each pair" : ", low band of each pair");
  for (const double log_ratio :
       tail ? line.lockstep->log_ratio_tail : line.lockstep->log_ratio_low) {
    plot.ratios.push_back(std::exp(log_ratio));
  }
  if (found) {
    plot.estimate = found->ratio;
    plot.low = found->low;
    plot.high = found->high;
    if (found->limit) plot.limit = found->limit->limit;
  }
  return pairs_svg(plot);
}

/// The verdict as a bundle keeps it: of rows that nobody has to decide about, their samples may go.
std::string kept_verdict(judge::GateReport report) {
  for (judge::GateLine& line : report.lines) {
    if (judge::is_crossing(line.verdict)) continue;
    line.baseline_samples.clear();
    line.candidate_samples.clear();
  }
  return judge::to_json_text(report);
}

}  // namespace

std::vector<BundleFile> bundle_files(const BundleInput& input) {
  std::vector<BundleFile> files{{"bundle.md", bundle_markdown(input)},
                                {"bundle.json", bundle_json(input)},
                                {"verdict.json", kept_verdict(input.report)}};
  const std::vector<const judge::GateLine*> lines = crossings_of(input.report);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (const auto name = samples_plot_name(*lines[i], i)) {
      files.push_back({*name, samples_plot(*lines[i])});
    }
    if (const auto name = pairs_plot_name(*lines[i], i)) {
      files.push_back({*name, pairs_plot(*lines[i])});
    }
    if (const auto name = trend_plot_name(input, *lines[i], i)) {
      files.push_back({*name, trend_svg(*trend_of(input, *lines[i]))});
    }
    if (const auto name = scaling_plot_name(input, *lines[i], i)) {
      files.push_back({*name, scaling_svg(*judge::scaling_around(input.report, *lines[i]))});
    }
  }
  return files;
}

}  // namespace tidegate::render
