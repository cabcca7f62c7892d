/// The bundle for readers, and the blank form of the decision.
#include <fmt/format.h>

#include <tidegate/render/bundle_parts.hpp>
#include <tidegate/render/decision_bundle.hpp>
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
  std::string text =
      fmt::format("- {}: {} ({})", name, ratio_text(found->ratio), change_text(found->ratio));
  if (found->low && found->high) {
    text += fmt::format(", interval {}", markdown_text(interval_text(*found->low, *found->high)));
  }
  if (found->limit) {
    text += fmt::format(", limit {} {}", markdown_text(operator_text(found->limit->op)),
                        ratio_text(found->limit->limit));
  }
  return text + (found->crossed ? ", **crossed**\n" : "\n");
}

std::string lockstep_bullet(const judge::GateLine& line) {
  if (!line.lockstep) return {};
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

std::string crossing(const BundleInput& input, const judge::GateLine& line, std::size_t index) {
  std::string out =
      fmt::format("\n### {}. {} {}: {}\n\n", index + 1, markdown_code(line.key.text()),
                  markdown_text(metric_title(line.metric)), judge::verdict_name(line.verdict));
  out += markdown_text(line.reason) + "\n\n" + summaries(line) + "\n";
  out += fmt::format("- method: {}\n", judge::method_name(line.method));
  out += ratio_bullet("min", line.min) + ratio_bullet("p95", line.p95) + lockstep_bullet(line);
  return out + plots(line, index) + trend(input, line, index);
}

std::string crossings(const BundleInput& input) {
  std::string out = "\n## What crossed\n";
  const std::vector<const judge::GateLine*> lines = crossings_of(input.report);
  for (std::size_t i = 0; i < lines.size(); ++i) out += crossing(input, *lines[i], i);
  return out;
}

std::string fact_text(const FactValue& value) {
  return value ? markdown_code(*value) : std::string{"not known"};
}

std::string environment(const judge::GateReport& report) {
  std::string out = "\n## Environment difference\n\n";
  if (!report.baseline.provenance || !report.candidate.provenance) {
    return out + "Not known: one side carries no provenance.\n";
  }
  const std::vector<FactDifference> differences = environment_difference(report);
  if (differences.empty()) return out + "None: every recorded fact is the same on both sides.\n";
  out += "| Fact | Baseline | Candidate | Part of the machine class |\n|:---|:---|:---|:---|\n";
  for (const FactDifference& difference : differences) {
    out += fmt::format("| {} | {} | {} | {} |\n", markdown_text(difference.info.title),
                       fact_text(difference.baseline), fact_text(difference.candidate),
                       difference.info.match == Match::must ? "yes" : "no");
  }
  return out + "\nAll other facts are the same.\n";
}

std::string way_between(const BundleInput& input) {
  std::string out = "\n## Commits between\n\n";
  for (const BundleCommit& commit : input.commits) {
    out += fmt::format("- {} {}\n", markdown_code(commit.sha.substr(0, 12)),
                       markdown_text(commit.subject));
  }
  if (input.commits.empty()) out += "Not known.\n";
  if (!input.files.empty()) out += "\n## Files changed\n\n";
  for (const std::string& file : input.files) out += fmt::format("- {}\n", markdown_code(file));
  if (!input.links.empty()) out += "\n## See also\n\n";
  for (const BundleLink& link : input.links) {
    out += fmt::format("- {}\n", markdown_link(link.title, link.target));
  }
  return out;
}

std::string head(const VerdictTable& table, const judge::GateReport& report) {
  std::string out =
      fmt::format("# Decision bundle {}\n\n{}\n\n{}\n\n", markdown_text(report.run_id),
                  markdown_text(table.sentence), bundle_note);
  for (const ReportFact& fact : table.facts) {
    out += fmt::format("- {}: {}\n", fact.label, markdown_code(fact.value));
  }
  out += fmt::format("- time of the verdict: {}\n", markdown_text(report.timestamp));
  for (const std::string& problem : table.problems) {
    out += fmt::format("- problem: {}\n", markdown_text(problem));
  }
  for (const std::string& note : table.notes) {
    out += fmt::format("- note: {}\n", markdown_text(note));
  }
  return out;
}

}  // namespace

std::string bundle_markdown(const BundleInput& input) {
  const VerdictTable table = verdict_table(input.report);
  std::string out =
      head(table, input.report) + crossings(input) + environment(input.report) + way_between(input);
  if (!table.reproduce.empty()) {
    out += "\n## Repeat it\n\n" + markdown_block("sh", table.reproduce);
  }
  return out +
         "\n## To decide\n\n"
         "Accept the change as it is, revert it, or waive the limit for a stated time. The form "
         "is\n"
         "[decision.md](decision.md); every number above, and the samples behind them, are in\n"
         "[bundle.json](bundle.json).\n";
}

std::string decision_form(const BundleInput& input) {
  std::string out = fmt::format("# Decision on {}\n\n", markdown_text(input.report.run_id));
  out += "Evidence: [bundle.md](bundle.md). Fill in, and commit.\n\n";
  for (const judge::GateLine* line : crossings_of(input.report)) {
    out +=
        fmt::format("- {} {}: {}\n", markdown_code(line->key.text()),
                    markdown_text(metric_title(line->metric)), judge::verdict_name(line->verdict));
  }
  return out +
         "\n"
         "- [ ] accept: the new cost is wanted; the baseline is accepted anew\n"
         "- [ ] revert: the change is taken back\n"
         "- [ ] waive: the limit is waived until the date below\n"
         "\n"
         "| | |\n"
         "|:---|:---|\n"
         "| Decided by | |\n"
         "| Date | |\n"
         "| Reason | |\n"
         "| Waived until | |\n"
         "| Follow-up | |\n";
}

}  // namespace tidegate::render
