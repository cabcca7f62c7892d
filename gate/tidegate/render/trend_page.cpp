#include <fmt/format.h>

#include <tidegate/base/file_name.hpp>
#include <tidegate/base/fnv.hpp>
#include <tidegate/render/markup.hpp>
#include <tidegate/render/quantity_text.hpp>
#include <tidegate/render/svg_trend.hpp>
#include <tidegate/render/trend_page.hpp>
#include <tidegate/render/trend_text.hpp>
#include <tidegate/render/verdict_table.hpp>

namespace tidegate::render {
namespace {

using judge::History;
using judge::HistoryChange;

constexpr std::size_t enough_to_draw = 3;  // two points are a line whatever happened

/// The same for the same row and machine, however many others there are.
std::string picture_name(const std::string& stem, const History& history) {
  return fmt::format("{}-{:08x}.svg", stem,
                     fnv_1a(history.key.canonical() + '\n' + history.machine_class) >> 32U);
}

std::string change_at(const History& history, std::size_t point) {
  for (const HistoryChange& change : history.changes) {
    if (change.at == point) return size_of(change);
  }
  return {};
}

std::string table_of(const History& history) {
  std::string out =
      fmt::format("| Date | Commit | {} | Run | Change |\n|:---|:---|---:|:---|---:|\n",
                  markdown_text(metric_title(history.metric)));
  for (std::size_t i = 0; i < history.points.size(); ++i) {
    const judge::HistoryPoint& point = history.points[i];
    out += fmt::format(
        "| {} | {} | {} | {} | {} |\n", point.date.empty() ? "unknown" : markdown_text(point.date),
        markdown_code(short_commit(point.commit)), value_text(point.value, history.unit),
        markdown_code(point.run_id), change_at(history, i));
  }
  return out;
}

std::string section_of(const History& history, const std::string& picture) {
  std::string out = fmt::format("\n## {}\n\n", markdown_text(trend_title(history)));
  if (!picture.empty()) {
    out += fmt::format("![{} over {}]({})\n\n", markdown_text(metric_title(history.metric)),
                       counted(history.points.size(), "commit"), picture);
  }
  out += table_of(history);
  if (!history.changes.empty()) out += "\n";
  for (const HistoryChange& change : history.changes) {
    out += fmt::format("- {}\n", markdown_text(change_sentence(history, change)));
  }
  return out;
}

}  // namespace

std::vector<PageFile> trend_page(std::string_view metric, std::span<const History> series) {
  const std::string stem = safe_file_name(metric);
  std::vector<PageFile> files{{stem + ".md", ""}};
  std::string page = fmt::format(
      "# Trend of {}\n\n"
      "One row for each commit, row and class of machines. `tidegate trend --record` appends to\n"
      "`{}.jsonl` and writes this page from it: edit neither.\n",
      markdown_text(metric_title(std::string{metric})), stem);
  for (const History& history : series) {
    std::string picture;
    if (history.points.size() >= enough_to_draw) {
      picture = picture_name(stem, history);
      files.push_back({picture, trend_svg(history)});
    }
    page += section_of(history, picture);
  }
  files.front().text = std::move(page);
  return files;
}

}  // namespace tidegate::render
