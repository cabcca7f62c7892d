#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include <tidegate/render/markup.hpp>
#include <tidegate/render/quantity_text.hpp>
#include <tidegate/render/standing_text.hpp>
#include <tidegate/render/text_table.hpp>

namespace tidegate::render {
namespace {

using judge::Standing;
using Look = MarkdownCell::Look;

constexpr std::array<RecordColumn, 10> columns{{{"Date"},
                                                {"Change"},
                                                {"Case"},
                                                {"Time", true},
                                                {"Yardstick"},
                                                {"Its time", true},
                                                {"Speed", true},
                                                {"Ceiling", true},
                                                {"Machine class"},
                                                {"Evidence"}}};

/// Rounded down, as a speed is: what misses a target by a little does not seem to meet it.
std::string ceiling_text(const Standing& standing) {
  if (!standing.fraction) return "";
  const bool small = *standing.fraction < 0.1;
  const double percent = std::floor(*standing.fraction * (small ? 1000 : 100)) / (small ? 10 : 1);
  return fmt::format("{:.{}f} % of {}", percent, small ? 1 : 0, standing.ceiling);
}

/// The row's name, with what a reader must know before believing its time.
std::string case_text(const Standing& standing) {
  const ResultRow& row = *standing.row;
  std::string text = row.key.text();
  if (!row.resolved_backend.empty()) text += fmt::format(", ran by {}", row.resolved_backend);
  if (row.failed > 0) text += fmt::format(", {} of {} failed", row.failed, row.attempts);
  if (!row.fidelity) text += ", unchecked";
  return text;
}

std::string yardstick_text(const Standing& standing) {
  return standing.yardstick.empty() ? "the machine" : standing.yardstick;
}

std::string yardstick_time(const Standing& standing) {
  return standing.yardstick.empty() ? "" : seconds_text(standing.yardstick_seconds);
}

/// `0.61x`: rounded down, so that what misses a target by a little does not seem to meet it.
std::string speed_text(const Standing& standing) {
  if (standing.yardstick.empty()) return "";
  const double hundredths = std::floor(standing.speed * 100) / 100;
  return standing.speed < 10 ? fmt::format("{:.2f}x", hundredths)
                             : fmt::format("{:.1f}x", std::floor(standing.speed * 10) / 10);
}

MarkdownCell cell_for(std::string_view title, const Standing& standing,
                      const StandingRecord& record) {
  const std::string& run = standing.row->run_id;
  if (title == "Date") return {record.date, Look::text, ""};
  if (title == "Change") return {record.change, Look::text, ""};
  if (title == "Case") return {case_text(standing), Look::code, ""};
  if (title == "Time") return {seconds_text(standing.seconds), Look::text, ""};
  if (title == "Yardstick") return {yardstick_text(standing), Look::text, ""};
  if (title == "Its time") return {yardstick_time(standing), Look::text, ""};
  if (title == "Speed") return {speed_text(standing), Look::text, ""};
  if (title == "Ceiling") return {ceiling_text(standing), Look::text, ""};
  if (title == "Machine class") return {standing.row->machine_class, Look::code, ""};
  if (title != "Evidence") return {};
  return {run, record.evidence.empty() ? Look::code : Look::link, record.evidence};
}

bool stands_in(const MarkdownTable& table, const Standing& standing) {
  return std::any_of(table.rows.begin(), table.rows.end(), [&](const auto& cells) {
    return says(table, cells, "Evidence", standing.row->run_id) &&
           says(table, cells, "Case", case_text(standing)) &&
           says(table, cells, "Yardstick", yardstick_text(standing));
  });
}

Outcome<void> check(const StandingRecord& record) {
  if (is_date(record.date) && !plain_line(record.change).empty()) return {};
  return fail(ErrorKind::bad_input, "a standing without a date or a change is not recorded",
              "Record rows of a known commit, or name the change.");
}

}  // namespace

RecordTable standing_table() { return {"Backend baselines", columns}; }

std::string standing_text(std::span<const Standing> standings) {
  TextTable table({{"row", Align::left},
                   {"min", Align::right},
                   {"yardstick", Align::left},
                   {"its min", Align::right},
                   {"speed", Align::right},
                   {"reaches", Align::right}});
  for (const Standing& standing : standings) {
    table.add({{plain_line(case_text(standing))},
               {seconds_text(standing.seconds)},
               {plain_line(yardstick_text(standing))},
               {yardstick_time(standing)},
               {speed_text(standing)},
               {ceiling_text(standing)}});
  }
  std::string text;
  for (const std::string& line : table.lines(Colour::off)) text += line + "\n";
  return text;
}

Outcome<StandingsAdded> append_standings(std::string document, std::span<const Standing> standings,
                                         const StandingRecord& record, const std::string& file) {
  if (const auto complete = check(record); !complete) return pass_on(complete);
  const auto parsed = parse_markdown(std::move(document), file);
  if (!parsed) return pass_on(parsed);
  const auto index = require_table(*parsed, standing_table());
  if (!index) return pass_on(index);
  const MarkdownTable& table = parsed->tables()[*index];
  std::vector<std::vector<MarkdownCell>> rows;
  for (const Standing& standing : standings) {
    if (stands_in(table, standing)) continue;
    std::vector<MarkdownCell> cells;
    for (const std::string& title : table.header) {
      cells.push_back(cell_for(title, standing, record));
    }
    rows.push_back(std::move(cells));
  }
  const auto written = insert_rows(*parsed, *index, rows);
  if (!written) return pass_on(written);
  return StandingsAdded{written->text(), rows.size()};
}

}  // namespace tidegate::render
