/// Figures that come with words: a history with its changes, a scaling with its laws.
#include <algorithm>

#include <fmt/format.h>

#include <tidegate/render/html_parts.hpp>
#include <tidegate/render/html_text.hpp>
#include <tidegate/render/markup.hpp>
#include <tidegate/render/quantity_text.hpp>
#include <tidegate/render/svg_picture.hpp>
#include <tidegate/render/svg_scaling.hpp>
#include <tidegate/render/svg_trend.hpp>
#include <tidegate/render/trend_text.hpp>
#include <tidegate/row/json.hpp>

namespace tidegate::render {
namespace {

/// JSON that no HTML parser can see an end of the script element in.
std::string script_safe(const std::string& json) {
  std::string out;
  for (const char c : json) {
    switch (c) {
      case '<':
        out += "\\u003c";
        break;
      case '>':
        out += "\\u003e";
        break;
      case '&':
        out += "\\u0026";
        break;
      default:
        out += c;
    }
  }
  return out;
}

/// What is drawn, with what a reader wants to know of each point.
std::string zoom_data(const judge::History& history, std::size_t most) {
  double largest = 0;
  JsonArray at;
  JsonArray values;
  JsonArray commits;
  JsonArray dates;
  for (const std::size_t i : drawn_points(history, most)) {
    const judge::HistoryPoint& point = history.points[i];
    largest = std::max(largest, point.value);
    at.emplace_back(i);
    values.emplace_back(point.value);
    commits.emplace_back(plain_line(short_commit(point.commit)));
    dates.emplace_back(plain_line(point.date));
  }
  JsonArray changes;
  for (const judge::HistoryChange& change : history.changes) {
    changes.push_back(JsonObject{{"at", change.at}, {"size", size_of(change)}});
  }
  const AxisUnit unit = axis_unit(largest, history.unit);
  return script_safe(json_line(JsonObject{{"unit", unit.name},
                                          {"factor", unit.factor},
                                          {"of", history.points.size()},
                                          {"at", at},
                                          {"values", values},
                                          {"commits", commits},
                                          {"dates", dates},
                                          {"changes", changes}}));
}

std::string law_text(const judge::ScalingSeries& series) {
  if (series.law) return exponent_text(series.law->exponent);
  return fmt::format("provisional: {}", counted(series.sizes, "size"));
}

std::string stated_text(const judge::ScalingSeries& series) {
  if (!series.stated) return "";
  return fmt::format("{}{}", exponent_text(*series.stated), series.off_stated ? ", off" : "");
}

std::string anchor_text(const judge::ScalingSeries& series) {
  switch (series.anchor) {
    case judge::Anchor::validated:
      return fmt::format("validated, {} times", ratio_text(*series.anchor_ratio));
    case judge::Anchor::off:
      return fmt::format("off, {} times", ratio_text(*series.anchor_ratio));
    case judge::Anchor::provisional:
      break;
  }
  return "provisional";
}

std::string memory_text(const judge::ScalingSeries& series) {
  std::string text;
  if (series.size_in_budget) text = size_text(*series.size_in_budget) + " in 24 GB";
  for (const double size : series.out_of_memory) {
    text += fmt::format("{}out of memory at {}", text.empty() ? "" : "; ", size_text(size));
  }
  return text;
}

std::string wins_text(const judge::ScalingSeries& series) {
  if (series.wins + series.losses == 0) return "";
  return fmt::format("{} won, {} lost{}", series.wins, series.losses,
                     series.loses_largest ? ", the largest too" : "");
}

std::string series_line(const judge::ScalingSeries& series, std::size_t number) {
  const auto far = series.far_time;
  return fmt::format("<tr><th scope=\"row\">{} {}</th>", series_letter(number),
                     html_text(series.provider + "/" + series.platform)) +
         html_cell(law_text(series)) + html_cell(series.law ? ratio_text(series.law->r2) : "") +
         html_cell(stated_text(series)) + html_cell(anchor_text(series)) +
         html_cell(far ? seconds_text(*far) : "") + html_cell(wins_text(series)) +
         html_cell(series.memory_ratio ? ratio_text(*series.memory_ratio) : "") +
         html_cell(memory_text(series)) + html_cell(series.at_risk ? "at risk" : "") + "</tr>\n";
}

std::string law_table(const judge::Scaling& scaling) {
  std::string out =
      "<div class=\"wide\"><table class=\"metrics\">\n<caption>How each series grows: time is a "
      "constant times size to the exponent.</caption>\n<thead>\n<tr>";
  for (const std::string_view title :
       {"series", "exponent", "R²", "exponent of stated work",
        "largest size against the others' law", "at 100 times the largest size, by the law",
        "against the reference", "memory, times", "largest size by memory", "risk"}) {
    out += fmt::format("<th scope=\"col\">{}</th>", title);
  }
  out += "</tr>\n</thead>\n<tbody>\n";
  for (std::size_t i = 0; i < scaling.series.size(); ++i) out += series_line(scaling.series[i], i);
  return out + "</tbody>\n</table></div>\n";
}

}  // namespace

std::string history_figure(const judge::History& history, const std::string& id, std::size_t most,
                           bool zoom) {
  std::string out = "<figure class=\"history\">\n" + embedded(trend_svg(history, most), id);
  std::vector<std::string> sentences;
  for (const judge::HistoryChange& change : history.changes) {
    sentences.push_back(change_sentence(history, change));
  }
  if (sentences.empty()) {
    sentences.push_back(
        fmt::format("no change detected over {}", counted(history.points.size(), "commit")));
  }
  out += "<figcaption>\n" + html_list(sentences) + "</figcaption>\n";
  if (zoom) {
    out += fmt::format("<script type=\"application/json\">{}</script>\n", zoom_data(history, most));
  }
  return out + "</figure>\n";
}

std::string scaling_figure(const judge::Scaling& scaling, const std::string& id) {
  return "<figure>\n" + embedded(scaling_svg(scaling), id) + law_table(scaling) + "</figure>\n";
}

}  // namespace tidegate::render
