#include <map>
#include <vector>

#include <fmt/format.h>

#include <tidegate/base/file_name.hpp>
#include <tidegate/base/split.hpp>
#include <tidegate/render/acceptance_text.hpp>
#include <tidegate/render/markup.hpp>
#include <tidegate/render/quantity_text.hpp>
#include <tidegate/render/run_of_record.hpp>
#include <tidegate/row/metric.hpp>

namespace tidegate::render {
namespace {

std::string low_text(const MetricSummary* summary) {
  return summary == nullptr ? std::string{} : value_text(summary->min, summary->unit.str());
}

std::string commit_of(const ResultRow& row) {
  const std::string commit =
      row.provenance ? (*row.provenance)[Fact::commit].value_or("") : std::string{};
  return commit.empty() ? "unknown" : commit.substr(0, 12);
}

std::string line_of(const ResultRow& row) {
  const MetricSummary* time = row.find(warm_time);
  const auto part = [time](double MetricSummary::*field) {
    return time == nullptr ? std::string{} : value_text(time->*field, time->unit.str());
  };
  return fmt::format(
      "| {} | {} | {} | {} | {} | {} | {} | {} | {} |\n", markdown_code(row.key.point.text()),
      markdown_code(row.key.provider + "/" + row.key.platform), part(&MetricSummary::min),
      part(&MetricSummary::median),
      time != nullptr && time->p95 ? value_text(*time->p95, time->unit.str()) : "",
      time == nullptr ? std::string{} : count_text(time->n), low_text(row.find(peak_rss)),
      markdown_code(row.run_id.str()), markdown_code(commit_of(row)));
}

std::string section_of(const std::string& machine_class, const std::vector<ResultRow>& rows) {
  std::string out = fmt::format("\n## {}\n\n", markdown_text(machine_class));
  for (const std::string& line : split(acceptance_text(rows), '\n')) {
    out += fmt::format("- {}\n", markdown_text(line));
  }
  out +=
      "\n| Point | Provider | Min | Median | p95 | Samples | Peak memory | Run | Commit |\n"
      "|:---|:---|---:|---:|---:|---:|---:|:---|:---|\n";
  for (const ResultRow& row : rows) out += line_of(row);
  return out;
}

}  // namespace

std::string run_of_record_name(std::string_view area) {
  return fmt::format("latest_{}.md", safe_file_name(area));
}

std::string run_of_record(std::string_view area, std::span<const ResultRow> rows) {
  std::map<std::string, std::vector<ResultRow>> classes;
  for (const ResultRow& row : rows) classes[row.machine_class.str()].push_back(row);
  std::string out = fmt::format(
      "# Run of record: {}\n\n"
      "The rows that count, of each class of machines. `tidegate baseline accept` writes this "
      "page\n"
      "from `<machine class>/{}.jsonl`: no other run replaces it, and nobody edits it.\n",
      markdown_text(area), safe_file_name(area));
  for (const auto& [machine_class, own] : classes) out += section_of(machine_class, own);
  return out;
}

}  // namespace tidegate::render
