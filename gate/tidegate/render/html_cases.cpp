/// A section a case: how it scales, and each of its rows.
#include <map>
#include <utility>

#include <fmt/format.h>

#include <tidegate/render/html_parts.hpp>
#include <tidegate/render/html_text.hpp>
#include <tidegate/render/quantity_text.hpp>
#include <tidegate/render/result_table.hpp>
#include <tidegate/render/svg_picture.hpp>
#include <tidegate/render/svg_samples.hpp>
#include <tidegate/render/verdict_table.hpp>
#include <tidegate/row/metric.hpp>

namespace tidegate::render {
namespace {

using HistoryOf = std::map<std::pair<std::string, std::string>, const judge::History*>;

HistoryOf histories_by_row(const SiteInput& input) {
  HistoryOf found;
  for (const judge::History& history : input.histories) {
    found[{history.key.canonical(), history.machine_class}] = &history;
  }
  return found;
}

std::string variant_of(const ResultRow& row) {
  return fmt::format("{} {}/{}", row.key.point.text(), row.key.provider, row.key.platform);
}

/// How, when and from what a row was measured, in one line.
std::string provenance_line(const ResultRow& row) {
  std::string text = fmt::format("run {}, {} attempts, {} failed", row.run_id.str(),
                                 count_text(row.attempts), count_text(row.failed));
  text += ", machine class " + row.machine_class.str();
  if (!row.provenance) return text;
  const Provenance& facts = *row.provenance;
  for (const FactInfo& info : all_facts()) {
    switch (info.fact) {
      case Fact::timestamp:
      case Fact::commit:
      case Fact::compiler:
      case Fact::compiler_flags:
      case Fact::build_type:
      case Fact::kokkos_version:
      case Fact::kokkos_backend:
      case Fact::gpu_model:
      case Fact::isolation:
      case Fact::taint:
        if (facts[info.fact] && *facts[info.fact] != absent_fact) {
          text += fmt::format(", {} {}", info.title, *facts[info.fact]);
        }
        break;
      default:
        break;
    }
  }
  if (facts[Fact::dirty] == "true") text += ", with uncommitted changes";
  return text;
}

std::string metric_line(const MetricSummary& metric) {
  const auto value = [&metric](double number) {
    return html_number(number, value_text(number, metric.unit));
  };
  return fmt::format("<tr><th scope=\"row\">{}</th>",
                     html_text(metric_title(metric.metric.str()))) +
         value(metric.min) + value(metric.median) +
         html_number(metric.p95, metric.p95 ? value_text(*metric.p95, metric.unit) : "") +
         (metric.iqr > 0 ? value(metric.iqr) : html_number({}, "")) +
         html_number(static_cast<double>(metric.n), count_text(metric.n)) + "</tr>\n";
}

std::string metric_table(const ResultRow& row) {
  if (row.metrics.empty()) return {};
  std::string out =
      "<div class=\"wide\"><table class=\"metrics\">\n<caption>All metrics of this row</caption>\n"
      "<thead>\n<tr><th scope=\"col\">metric</th><th scope=\"col\" class=\"number\">min</th>"
      "<th scope=\"col\" class=\"number\">median</th><th scope=\"col\" class=\"number\">p95</th>"
      "<th scope=\"col\" class=\"number\">quartiles apart</th>"
      "<th scope=\"col\" class=\"number\">samples</th></tr>\n</thead>\n<tbody>\n";
  for (const MetricSummary& metric : row.metrics) out += metric_line(metric);
  return out + "</tbody>\n</table></div>\n";
}

/// What the table has no column for.
std::vector<std::string> notes_of(const ResultRow& row) {
  std::vector<std::string> notes;
  const std::string status = status_text(row);
  if (!status.empty()) notes.push_back("status: " + status);
  if (!row.failure.empty()) notes.push_back("why: " + row.failure);
  if (!row.suspicion.empty()) notes.push_back("why: " + row.suspicion.str());
  if (!row.resolved_backend.empty()) notes.push_back("ran by: " + row.resolved_backend.str());
  if (!row.ratio_refused.empty()) notes.push_back("no ratio: " + row.ratio_refused.str());
  for (const Warning& warning : row.warnings) {
    notes.push_back(fmt::format("warning x{}: {}", count_text(warning.count), warning.text));
  }
  return notes;
}

std::string samples_figure(const SiteRow& site_row, std::size_t index, std::size_t most) {
  const MetricSummary* time = site_row.row.find(warm_time);
  if (time == nullptr || site_row.samples.empty()) return {};
  SampleStrip strip;
  strip.label = "samples";
  strip.values = site_row.samples;
  strip.min = time->min;
  strip.median = time->median;
  strip.p95 = time->p95;
  const std::string picture =
      samples_svg(variant_of(site_row.row) + ", warm time", time->unit.str(),
                  std::span<const SampleStrip>(&strip, 1), most);
  return "<figure>\n" + embedded(picture, fmt::format("samples-{}", index + 1)) + "</figure>\n";
}

std::string row_article(const SiteRow& site_row, std::size_t index, const HistoryOf& histories,
                        const SiteDetail& detail, bool zoom) {
  const ResultRow& row = site_row.row;
  std::string out =
      fmt::format("<article aria-labelledby=\"{0}\">\n<h4 id=\"{0}\" tabindex=\"-1\">{1}</h4>\n",
                  row_anchor(index), html_text(variant_of(row)));
  out += html_list(notes_of(row)) + metric_table(row) +
         samples_figure(site_row, index, detail.samples);
  const auto history = histories.find({row.key.canonical(), row.machine_class.str()});
  if (history != histories.end() && history->second->points.size() > 1) {
    out += history_figure(*history->second, fmt::format("history-{}", index + 1), detail.commits,
                          zoom);
  }
  return out + fmt::format("<p class=\"provenance\">{}</p>\n</article>\n",
                           html_text(provenance_line(row)));
}

}  // namespace

std::string case_sections(const SiteInput& input, bool zoom) {
  const HistoryOf histories = histories_by_row(input);
  const SiteDetail detail = site_detail(input);
  std::string out;
  std::size_t number = 0;
  for (std::size_t i = 0; i < input.rows.size();) {
    const std::string& name = input.rows[i].row.key.case_name;
    const std::string id = case_anchor(number++);
    out += fmt::format(
        "<section class=\"case\" aria-labelledby=\"{0}\">\n<h3 id=\"{0}\" "
        "tabindex=\"-1\">{1}</h3>\n",
        id, html_text(name));
    std::size_t drawn = 0;
    for (const judge::Scaling& scaling : input.scalings) {
      if (scaling.case_name != name) continue;
      out += scaling_figure(scaling, fmt::format("{}-scaling-{}", id, ++drawn));
    }
    if (drawn == 0) out += "<p>No size to draw the time of this case over.</p>\n";
    for (; i < input.rows.size() && input.rows[i].row.key.case_name == name; ++i) {
      out += row_article(input.rows[i], i, histories, detail, zoom);
    }
    out += "</section>\n";
  }
  return out;
}

}  // namespace tidegate::render
