#include <fmt/format.h>

#include <tidegate/judge/recorded.hpp>
#include <tidegate/judge/report_scaling.hpp>
#include <tidegate/render/bundle_evidence.hpp>
#include <tidegate/render/bundle_parts.hpp>
#include <tidegate/render/found_text.hpp>
#include <tidegate/render/markup.hpp>
#include <tidegate/render/quantity_text.hpp>
#include <tidegate/render/svg_scaling.hpp>
#include <tidegate/render/verdict_table.hpp>

namespace tidegate::render {
namespace {

using Row = std::shared_ptr<const ResultRow>;

std::string fidelity_text(const Row& row) {
  if (!row || !row->fidelity) return "not checked";
  const Fidelity& fidelity = *row->fidelity;
  if (fidelity.verdict == Fidelity::Verdict::inconclusive) return "checked, nothing concluded";
  std::string text = fidelity.verdict == Fidelity::Verdict::pass ? "right" : "wrong";
  if (fidelity.rel_to_tol) {
    text += fmt::format(" (worst error {} of the tolerance)", percent_text(*fidelity.rel_to_tol));
  }
  return text;
}

std::string ratio_of(const Row& row) {
  if (!row || !row->ratio) return "n/a";
  return fmt::format("{} times {}", ratio_text(row->ratio->value), markdown_code(row->ratio->vs));
}

std::string value_cell(const std::optional<double>& value, const std::string& unit) {
  return value ? markdown_text(value_text(*value, unit)) : std::string{"n/a"};
}

std::string min_cell(const std::optional<MetricSummary>& summary) {
  return summary ? value_cell(summary->min, summary->unit) : std::string{"n/a"};
}

}  // namespace

std::string witnesses(const judge::GateLine& line) {
  std::string out;
  if (line.witness.code != judge::SameCode::unknown) {
    out += fmt::format("- machine code: {}\n", judge::same_code_name(line.witness.code));
  }
  if (line.witness.instructions) {
    out += fmt::format("- instructions of a call: {}\n", change_text(*line.witness.instructions));
  }
  if (!line.baseline_row && !line.candidate_row) return out;
  out += fmt::format("- result: {} before, {} now\n", fidelity_text(line.baseline_row),
                     fidelity_text(line.candidate_row));
  const bool ratio = (line.baseline_row && line.baseline_row->ratio) ||
                     (line.candidate_row && line.candidate_row->ratio);
  if (ratio) {
    out += fmt::format("- min of the warm time: {} before, {} now\n", ratio_of(line.baseline_row),
                       ratio_of(line.candidate_row));
  }
  return out;
}

std::string sizes(const BundleInput& input, const judge::GateLine& line, std::size_t index) {
  const auto scaling = judge::scaling_around(input.report, line);
  if (!scaling) return {};
  std::string out = "\nTime over size:\n\n";
  for (std::size_t i = 0; i < scaling->series.size(); ++i) {
    const judge::ScalingSeries& series = scaling->series[i];
    out += fmt::format("- {} {}: {}", series_letter(i),
                       markdown_code(series.provider + "/" + series.platform),
                       counted(series.points.size(), "point"));
    out += series.law ? fmt::format(", exponent {}\n", exponent_text(series.law->exponent)) : "\n";
  }
  return out + fmt::format("\n![Time over size, before and now]({})\n",
                           *scaling_plot_name(input, line, index));
}

std::string recorded(const judge::GateLine& line) {
  const std::vector<judge::Recorded> all = judge::recorded_beside(line);
  if (all.empty()) return {};
  std::string out =
      "\nRecorded beside it, and not judged here:\n\n"
      "| | baseline | candidate | change |\n|:---|---:|---:|---:|\n";
  for (const judge::Recorded& one : all) {
    out += fmt::format("| {} | {} | {} | {} |\n", markdown_text(metric_title(one.metric)),
                       value_cell(one.baseline, one.unit), value_cell(one.candidate, one.unit),
                       one.ratio ? change_text(*one.ratio) : "");
  }
  return out;
}

std::string rivals(const judge::GateReport& report, const judge::GateLine& line) {
  const std::vector<const judge::GateLine*> all = rivals_of(report, line);
  if (all.empty()) return {};
  std::string out =
      "\nOthers at the same point:\n\n"
      "| | verdict | baseline min | candidate min | change |\n|:---|:---|---:|---:|---:|\n";
  for (const judge::GateLine* rival : all) {
    out += fmt::format("| {} | {} | {} | {} | {} |\n",
                       markdown_code(rival->key.provider + "/" + rival->key.platform),
                       judge::verdict_name(rival->verdict), min_cell(rival->baseline),
                       min_cell(rival->candidate), rival->min ? change_of(*rival->min) : "");
  }
  return out;
}

}  // namespace tidegate::render
