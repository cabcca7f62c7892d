/// One crossing for readers: its numbers, plots, trend, and what else was recorded of it.
/// Decides: the order of these. Refuses to know: any statistic, and what stands around it.
#include <fmt/format.h>

#include <tidegate/render/bundle_evidence.hpp>
#include <tidegate/render/bundle_parts.hpp>
#include <tidegate/render/found_text.hpp>
#include <tidegate/render/markup.hpp>
#include <tidegate/render/quantity_text.hpp>
#include <tidegate/render/trend_text.hpp>
#include <tidegate/render/verdict_table.hpp>

namespace tidegate::render {
namespace {

std::string optional_value(const std::optional<double>& value, const std::string& unit) {
  return value ? value_text(*value, unit) : std::string{"n/a"};
}

std::string summary_row(std::string_view side, const std::optional<MetricSummary>& summary) {
  if (!summary) return fmt::format("| {} | not known | | | | | | |\n", side);
  const MetricSummary& s = *summary;
  return fmt::format("| {} | {} | {} | {} | {} | {} | {} | {} |\n", side, value_text(s.min, s.unit),
                     value_text(s.median, s.unit), optional_value(s.p95, s.unit),
                     value_text(s.mean, s.unit), value_text(s.stddev, s.unit),
                     value_text(s.iqr, s.unit), count_text(s.n));
}

std::string summaries(const judge::GateLine& line) {
  return "| | min | median | p95 | mean | std. dev. | IQR | n |\n"
         "|:---|---:|---:|---:|---:|---:|---:|---:|\n" +
         summary_row("baseline", line.baseline) + summary_row("candidate", line.candidate);
}

std::string ratio_bullet(std::string_view name, const std::optional<judge::RatioFound>& found) {
  if (!found) return {};
  std::string text = fmt::format("- {}: {} ({})", name, ratio_of(*found), change_of(*found));
  const std::string interval = interval_of(*found);
  if (!interval.empty()) text += fmt::format(", interval {}", markdown_text(interval));
  if (found->limit) {
    text += fmt::format(", limit {} {}", markdown_text(operator_text(found->limit->op)),
                        ratio_text(found->limit->limit));
  }
  return text + (found->crossed ? ", **crossed**\n" : "\n");
}

std::string lockstep_bullet(const judge::GateLine& line) {
  if (!line.lockstep) return "- blind below: not known, since nothing was measured in pairs\n";
  const judge::LockstepEvidence& evidence = *line.lockstep;
  std::string text = fmt::format("- {}, seed {}, one-sided p of slower {}, of faster {}\n",
                                 counted(evidence.pairs, "pair"), evidence.seed,
                                 markdown_text(p_value_text(evidence.p_slower)),
                                 markdown_text(p_value_text(evidence.p_faster)));
  if (evidence.detectable) {
    text += fmt::format("- blind below {}: a smaller slowdown would not have been seen\n",
                        percent_text(*evidence.detectable));
  }
  if (evidence.noise) {
    text += fmt::format("- noise: one pair's ratio spreads by {}\n", percent_text(*evidence.noise));
  }
  return text;
}

std::string plots(const judge::GateLine& line, std::size_t index) {
  std::string out;
  if (const auto name = samples_plot_name(line, index)) {
    out += fmt::format("\n![Samples of both sides]({})\n", *name);
  }
  if (const auto name = pairs_plot_name(line, index)) {
    out += fmt::format("\n![Change of each pair, in order]({})\n", *name);
  }
  return out;
}

/// What the row was before: the commits, and between which of them it changed.
std::string trend(const BundleInput& input, const judge::GateLine& line, std::size_t index) {
  const judge::History* history = trend_of(input, line);
  if (history == nullptr) return {};
  std::string out =
      fmt::format("\nTrend over {} on {}:\n\n", counted(history->points.size(), "commit"),
                  markdown_code(history->machine_class));
  for (const judge::HistoryChange& change : history->changes) {
    out += fmt::format("- {}\n", markdown_text(change_sentence(*history, change)));
  }
  if (history->changes.empty()) out += "- no change detected\n";
  if (const std::string order = order_sentence(*history); !order.empty())
    out += "- " + order + "\n";
  return out + fmt::format("\n![Value of each commit, with its changes]({})\n",
                           *trend_plot_name(input, line, index));
}

}  // namespace

std::string crossing_markdown(const BundleInput& input, const judge::GateLine& line,
                              std::size_t index) {
  std::string out =
      fmt::format("\n### {}. {} {}: {}\n\n", index + 1, markdown_code(line.key.text()),
                  markdown_text(metric_title(line.metric)), judge::verdict_name(line.verdict));
  out += markdown_text(line.reason) + "\n\n" + summaries(line) + "\n";
  out += fmt::format("- method: {}\n", judge::method_name(line.method));
  out += ratio_bullet("min", line.min) + ratio_bullet("p95", line.p95) + lockstep_bullet(line);
  if (!line.waived.empty()) out += fmt::format("- {}\n", markdown_text(line.waived));
  return out + witnesses(line) + plots(line, index) + trend(input, line, index) +
         sizes(input, line, index) + recorded(line) + rivals(input.report, line);
}

}  // namespace tidegate::render
