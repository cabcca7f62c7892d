/// The table of all rows, and what was measured where.
#include <array>
#include <map>
#include <set>

#include <fmt/format.h>

#include <tidegate/render/found_text.hpp>
#include <tidegate/render/html_parts.hpp>
#include <tidegate/render/html_text.hpp>
#include <tidegate/render/quantity_text.hpp>
#include <tidegate/render/result_table.hpp>
#include <tidegate/render/verdict_table.hpp>
#include <tidegate/row/metric.hpp>

namespace tidegate::render {
namespace {

enum class Sort { text, number };

struct Column {
  std::string_view title;
  Sort sort;
};

constexpr std::array<Column, 13> columns{
    Column{"case", Sort::text},     Column{"platform", Sort::text},  Column{"point", Sort::text},
    Column{"provider", Sort::text}, Column{"status", Sort::text},    Column{"min", Sort::number},
    Column{"p95", Sort::number},    Column{"samples", Sort::number}, Column{"cold", Sort::number},
    Column{"memory", Sort::number}, Column{"fidelity", Sort::text},  Column{"ratio", Sort::number},
    Column{"reaches", Sort::text}};

/// `slower +8.3 %` of each verdict on a row, by the key's canonical text.
std::map<std::string, std::string> verdict_words(const SiteInput& input) {
  std::map<std::string, std::string> words;
  for (const judge::GateReport& report : input.verdicts) {
    for (const judge::GateLine& line : report.lines) {
      if (line.metric != warm_time) continue;
      std::string& text = words[line.key.canonical()];
      text += fmt::format("{}{}{}", text.empty() ? "" : "; ", judge::verdict_name(line.verdict),
                          line.min ? " " + change_of(*line.min) : "");
    }
  }
  return words;
}

bool several_machines(const SiteInput& input) {
  std::set<std::string_view> machines;
  for (const SiteRow& row : input.rows) machines.insert(row.row.machine_class.str());
  return machines.size() > 1;
}

std::string header_cell(const Column& column) {
  return fmt::format("<th scope=\"col\" data-sort=\"{}\"{}>{}</th>\n",
                     column.sort == Sort::number ? "number" : "text",
                     column.sort == Sort::number ? " class=\"number\"" : "", column.title);
}

std::string value_cell(const MetricSummary* metric) {
  if (metric == nullptr) return html_number(std::nullopt, "");
  return html_number(metric->min, value_text(metric->min, metric->unit));
}

std::string time_cells(const MetricSummary* time) {
  if (time == nullptr) {
    return html_number({}, "") + html_number({}, "") + html_number({}, "");
  }
  return value_cell(time) +
         html_number(time->p95, time->p95 ? value_text(*time->p95, time->unit) : "") +
         html_number(static_cast<double>(time->n), count_text(time->n));
}

std::string ratio_cell(const ResultRow& row) {
  if (!row.ratio) return fmt::format("<td class=\"number\">{}</td>", ratio_cell_text(row));
  return html_number(row.ratio->value, ratio_cell_text(row));
}

std::string row_line(const ResultRow& row, std::size_t index, bool machines,
                     const std::map<std::string, std::string>& verdicts) {
  const std::string status = status_text(row);
  std::string out = fmt::format("<tr><th scope=\"row\"><a href=\"#{}\">{}</a></th>",
                                row_anchor(index), html_text(row.key.case_name));
  out += html_cell(row.key.platform) + html_cell(row.key.point.text()) +
         html_cell(row.key.provider) + html_cell(status.empty() ? "ok" : status);
  out += time_cells(row.find(warm_time)) + value_cell(row.find(cold_time)) +
         value_cell(memory_of(row)) + html_cell(fidelity_text(row)) + ratio_cell(row) +
         html_cell(reaches_text(row));
  if (machines) out += html_cell(row.machine_class.str());
  if (!verdicts.empty()) {
    const auto found = verdicts.find(row.key.canonical());
    out += html_cell(found == verdicts.end() ? "" : found->second);
  }
  return out + "</tr>\n";
}

std::string choice(std::string_view label, std::size_t column,
                   const std::set<std::string>& values) {
  std::string out = fmt::format(
      "<label>{} <select data-column=\"{}\"><option value=\"\">all</option>", label, column);
  for (const std::string& value : values) {
    out += fmt::format("<option>{}</option>", html_text(value));
  }
  return out + "</select></label>\n";
}

/// Hidden until the script, without which they would do nothing, shows them.
std::string controls(const SiteInput& input) {
  std::set<std::string> platforms;
  std::set<std::string> providers;
  std::set<std::string> statuses;
  for (const SiteRow& site_row : input.rows) {
    const ResultRow& row = site_row.row;
    platforms.insert(row.key.platform);
    providers.insert(row.key.provider);
    statuses.insert(status_text(row).empty() ? "ok" : status_text(row));
  }
  return "<div id=\"controls\" role=\"group\" aria-label=\"Filter the table\" hidden>\n"
         "<label>Rows with <input type=\"search\" id=\"words\" autocomplete=\"off\" "
         "placeholder=\"all of these words\"></label>\n" +
         choice("Platform", 1, platforms) + choice("Provider", 3, providers) +
         choice("Status", 4, statuses) +
         "<button type=\"button\" id=\"clear\">Show all</button>\n"
         "<p id=\"shown\" role=\"status\"></p>\n</div>\n";
}

std::string capability_cell(const judge::CapabilityCell& cell) {
  std::string text;
  const auto add = [&text](std::size_t count, std::string_view word) {
    if (count > 0) text += fmt::format("{}{} {}", text.empty() ? "" : ", ", word, count);
  };
  add(cell.measured, "measured");
  add(cell.skipped, "skipped");
  add(cell.failed, "failed");
  const std::string_view kind = cell.failed > 0     ? "failed"
                                : cell.measured > 0 ? "measured"
                                : cell.skipped > 0  ? "skipped"
                                                    : "never";
  return fmt::format("<td class=\"{}\">{}</td>", kind, text.empty() ? "never" : text);
}

/// Where each case's section is.
std::map<std::string, std::string> case_links(const SiteInput& input) {
  std::map<std::string, std::string> links;
  for (const SiteRow& row : input.rows) {
    const std::string next = case_anchor(links.size());
    links.emplace(row.row.key.case_name, next);
  }
  return links;
}

}  // namespace

std::string fidelity_text(const ResultRow& row) {
  if (!row.fidelity) return row.status == Status::ok ? "unchecked" : "";
  switch (row.fidelity->verdict) {
    case Fidelity::Verdict::fail:
      return "FAIL";
    case Fidelity::Verdict::inconclusive:
      return "inconclusive";
    case Fidelity::Verdict::pass:
      break;
  }
  if (!row.fidelity->rel_to_tol) return "pass";
  return fmt::format("pass {}", p_value_text(*row.fidelity->rel_to_tol));
}

const MetricSummary* memory_of(const ResultRow& row) {
  const MetricSummary* device = row.find(peak_device_memory);
  return device != nullptr ? device : row.find(peak_rss);
}

std::string rows_section(const SiteInput& input) {
  const bool machines = several_machines(input);
  const auto verdicts = verdict_words(input);
  std::string out =
      "<section aria-labelledby=\"rows\">\n<h2 id=\"rows\" tabindex=\"-1\">All rows</h2>\n";
  if (input.rows.empty()) return out + "<p>No rows.</p>\n</section>\n";
  out += controls(input);
  out +=
      "<div class=\"wide\" role=\"region\" aria-label=\"Table of all rows\" tabindex=\"0\">\n"
      "<table id=\"all\">\n<caption>The newest row of each key. Times are per call; ratio is to "
      "the "
      "reference provider on the same platform, below 1 is faster.</caption>\n<thead>\n<tr>\n";
  for (const Column& column : columns) out += header_cell(column);
  if (machines) out += header_cell({"machine class", Sort::text});
  if (!verdicts.empty()) out += header_cell({"verdict", Sort::text});
  out += "</tr>\n</thead>\n<tbody>\n";
  for (std::size_t i = 0; i < input.rows.size(); ++i) {
    out += row_line(input.rows[i].row, i, machines, verdicts);
  }
  return out + "</tbody>\n</table>\n</div>\n</section>\n";
}

std::string capability_section(const SiteInput& input) {
  std::string out =
      "<section aria-labelledby=\"capabilities\">\n"
      "<h2 id=\"capabilities\">What was measured where</h2>\n";
  const judge::CapabilityMatrix& matrix = input.capabilities;
  if (matrix.lines.empty()) return out + "<p>Nothing, nowhere.</p>\n</section>\n";
  const auto links = case_links(input);
  out +=
      "<div class=\"wide\" role=\"region\" aria-label=\"Table of what was measured where\" "
      "tabindex=\"0\">\n<table class=\"matrix\">\n<caption>Rows of each provider on each platform: "
      "measured, skipped for a stated reason, failed, or never tried.</caption>\n<thead>\n<tr>"
      "<th scope=\"col\">case</th><th scope=\"col\">provider</th>";
  for (const std::string& platform : matrix.platforms) {
    out += fmt::format("<th scope=\"col\">{}</th>", html_text(platform));
  }
  out += "</tr>\n</thead>\n<tbody>\n";
  for (const judge::CapabilityLine& line : matrix.lines) {
    const auto link = links.find(line.case_name);
    const std::string name = html_text(line.case_name);
    out += "<tr><th scope=\"row\">";
    out += link == links.end() ? name : fmt::format("<a href=\"#{}\">{}</a>", link->second, name);
    out += "</th>" + html_cell(line.provider);
    for (const judge::CapabilityCell& cell : line.cells) out += capability_cell(cell);
    out += "</tr>\n";
  }
  return out + "</tbody>\n</table>\n</div>\n</section>\n";
}

}  // namespace tidegate::render
