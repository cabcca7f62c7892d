/// The verdicts on a page: what needs a person first, each with its next step.
#include <map>

#include <fmt/format.h>

#include <tidegate/render/html_parts.hpp>
#include <tidegate/render/html_text.hpp>
#include <tidegate/render/verdict_table.hpp>

namespace tidegate::render {
namespace {

using Anchors = std::map<std::string, std::string>;

Anchors anchors_of(const SiteInput& input) {
  Anchors anchors;
  for (std::size_t i = 0; i < input.rows.size(); ++i) {
    anchors.emplace(input.rows[i].row.key.text(), row_anchor(i));
  }
  return anchors;
}

std::string line_of(const VerdictRow& row, const Anchors& anchors) {
  const auto anchor = anchors.find(row.key);
  const std::string name = html_text(row.key);
  std::string out = "<tr><th scope=\"row\">";
  out +=
      anchor == anchors.end() ? name : fmt::format("<a href=\"#{}\">{}</a>", anchor->second, name);
  out += "</th>" + html_cell(row.metric) +
         fmt::format("<td class=\"{}\">{}</td>", row.failing ? "failed" : "verdict",
                     html_text(row.word)) +
         html_cell(row.change) + html_cell(row.interval) + html_cell(row.detectable) +
         html_cell(row.method);
  out += fmt::format("<td>{}", html_text(row.reason));
  if (!row.next_step.empty()) {
    out += fmt::format("<br>Next: {}", html_text(row.next_step));
  }
  if (!row.next_command.empty()) {
    out += fmt::format("<br>Run: <code>{}</code>", html_text(row.next_command));
  }
  return out + "</td></tr>\n";
}

std::string report_section(const judge::GateReport& report, std::size_t number,
                           const Anchors& anchors) {
  const VerdictTable table = verdict_table(report);
  std::string out = fmt::format("<h3 class=\"sentence\">{}</h3>\n<dl class=\"facts\">\n",
                                html_text(table.sentence));
  for (const ReportFact& fact : table.facts) {
    out += fmt::format("<div><dt>{}</dt><dd>{}</dd></div>\n", html_text(fact.label),
                       html_text(fact.value));
  }
  out += "</dl>\n" + html_list(table.problems);
  out += fmt::format(
      "<div class=\"wide\" role=\"region\" aria-label=\"Verdict {}\" tabindex=\"0\">\n<table "
      "class=\"verdicts\">\n"
      "<caption>Verdict on each row, what needs a person first.</caption>\n<thead>\n<tr>",
      number + 1);
  for (const std::string_view title :
       {"row", "metric", "verdict", "change", "interval", "blind below", "how", "why"}) {
    out += fmt::format("<th scope=\"col\">{}</th>", title);
  }
  out += "</tr>\n</thead>\n<tbody>\n";
  for (const VerdictRow& row : table.rows) out += line_of(row, anchors);
  out += "</tbody>\n</table>\n</div>\n" + html_list(table.notes);
  if (!table.reproduce.empty()) {
    out += fmt::format("<p>Again: <code>{}</code></p>\n", html_text(table.reproduce));
  }
  return out;
}

}  // namespace

std::string verdict_sections(const SiteInput& input) {
  if (input.verdicts.empty()) return {};
  const Anchors anchors = anchors_of(input);
  std::string out = "<section aria-labelledby=\"verdicts\">\n<h2 id=\"verdicts\">Verdicts</h2>\n";
  for (std::size_t i = 0; i < input.verdicts.size(); ++i) {
    out += report_section(input.verdicts[i], i, anchors);
  }
  return out + "</section>\n";
}

}  // namespace tidegate::render
