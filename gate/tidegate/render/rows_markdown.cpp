#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include <tidegate/render/markup.hpp>
#include <tidegate/render/quantity_text.hpp>
#include <tidegate/render/result_table.hpp>
#include <tidegate/render/rows_markdown.hpp>
#include <tidegate/row/metric.hpp>

namespace tidegate::render {
namespace {

using Rows = std::span<const ResultRow>;

/// Values in their order, each once, as a Markdown list in a sentence.
class Distinct {
 public:
  void add(const std::string& value) {
    if (value.empty()) return;
    if (std::find(values_.begin(), values_.end(), value) == values_.end()) values_.push_back(value);
  }
  const std::vector<std::string>& values() const { return values_; }
  std::string text() const {
    std::string text;
    for (const std::string& value : values_) {
      text += (text.empty() ? "" : ", ") + markdown_code(value);
    }
    return text.empty() ? "unknown" : text;
  }

 private:
  std::vector<std::string> values_;
};

/// `- Run: ...`, commit and machine class.
std::string origin_of(Rows rows) {
  Distinct runs;
  Distinct commits;
  Distinct machines;
  for (const ResultRow& row : rows) {
    runs.add(row.run_id.str());
    machines.add(row.machine_class.str());
    if (!row.provenance) continue;
    const std::string commit = (*row.provenance)[Fact::commit].value_or("").substr(0, 12);
    const bool dirty = (*row.provenance)[Fact::dirty].value_or("") == "true";
    if (!commit.empty()) commits.add(commit + (dirty ? " with uncommitted changes" : ""));
  }
  return fmt::format("- Run: {}\n- Commit: {}\n- Machine class: {}\n", runs.text(), commits.text(),
                     machines.text());
}

/// Ids of the stages of these rows, in the order in which they first stand.
std::vector<std::string> stages_of(Rows rows) {
  Distinct stages;
  for (const ResultRow& row : rows) {
    for (const MetricSummary& metric : row.metrics) {
      const auto info = metric_info(metric.metric.str());
      if (info && info->family == Family::stage_time) stages.add(metric.metric.str());
    }
  }
  return stages.values();
}

std::string part_of(const MetricSummary* metric, double MetricSummary::*part) {
  return metric == nullptr ? "" : value_text(metric->*part, metric->unit.str());
}

/// The status always has a word here: an empty cell would not say that all is well.
std::string status_cell(const ResultRow& row) {
  const std::string remarks = status_text(row);
  if (row.status != Status::ok) return remarks;
  return remarks.empty() ? "ok" : "ok, " + remarks;
}

std::string line_of(const ResultRow& row, const std::vector<std::string>& stages) {
  const MetricSummary* time = row.find(warm_time);
  const std::string p95 =
      time != nullptr && time->p95 ? value_text(*time->p95, time->unit.str()) : "";
  std::string line = fmt::format(
      "| {} | {} | {} | {} | {} | {} |", markdown_code(row.key.point.text()),
      markdown_code(row.key.provider + "/" + row.key.platform), part_of(time, &MetricSummary::min),
      part_of(time, &MetricSummary::median), p95, time == nullptr ? "" : count_text(time->n));
  for (const std::string& stage : stages) {
    line += fmt::format(" {} |", part_of(row.find(stage), &MetricSummary::median));
  }
  line += fmt::format(" {} | {} | {} |\n", part_of(row.find(peak_rss), &MetricSummary::min),
                      markdown_text(ratio_cell_text(row)), markdown_text(status_cell(row)));
  return line;
}

/// What a row complains of, an item each.
std::string complaints_of(const ResultRow& row) {
  const std::string name = markdown_code(
      fmt::format("{} {}/{}", row.key.point.text(), row.key.provider, row.key.platform));
  std::string out;
  const auto add = [&](const std::string& sentence) {
    if (!sentence.empty()) out += fmt::format("- {}: {}\n", name, markdown_text(sentence));
  };
  add(row.failure);
  add(row.suspicion.str());
  if (!row.resolved_backend.empty()) add("ran by " + row.resolved_backend.str());
  for (const Warning& warning : row.warnings) {
    add(fmt::format("warning x{}: {}", count_text(warning.count), warning.text));
  }
  if (!row.ratio_refused.empty()) add("no ratio: " + row.ratio_refused.str());
  return out;
}

std::string section_of(Rows rows) {
  const std::vector<std::string> stages = stages_of(rows);
  std::string header = "| Point | Provider | Min | Median | p95 | Samples |";
  std::string marks = "|:---|:---|---:|---:|---:|---:|";
  for (const std::string& stage : stages) {
    header += fmt::format(" Stage {} |", markdown_text(member_name(stage)));
    marks += "---:|";
  }
  std::string out = fmt::format("\n## {}\n\n{} Peak memory | Ratio | Status |\n{}---:|---:|:---|\n",
                                markdown_text(rows.front().key.case_name), header, marks);
  std::string complaints;
  for (const ResultRow& row : rows) {
    out += line_of(row, stages);
    complaints += complaints_of(row);
  }
  return complaints.empty() ? out : out + "\n" + complaints;
}

}  // namespace

std::string rows_markdown(Rows rows) {
  std::string out = "# Results\n\n";
  if (rows.empty()) return out + "No rows.\n";
  out += origin_of(rows);
  out +=
      "\nTimes are per call; that of a stage is its median. A ratio is the min over the min of "
      "the\nreference provider.\n";
  while (!rows.empty()) {
    const std::string& name = rows.front().key.case_name;
    const auto end = std::find_if(rows.begin(), rows.end(), [&name](const ResultRow& row) {
      return row.key.case_name != name;
    });
    const auto count = static_cast<std::size_t>(end - rows.begin());
    out += section_of(rows.first(count));
    rows = rows.subspan(count);
  }
  return out;
}

}  // namespace tidegate::render
