#include <algorithm>

#include <fmt/format.h>

#include <tidegate/render/markup.hpp>
#include <tidegate/render/terminal.hpp>
#include <tidegate/render/verdict_table.hpp>

namespace tidegate::render {
namespace {

constexpr std::size_t columns = 100;

Style style_of(const VerdictRow& row) {
  if (row.failing) return Style::red;
  switch (row.verdict) {
    case judge::Verdict::same:
      return Style::plain;
    case judge::Verdict::faster:
    case judge::Verdict::recovered:
      return Style::green;
    default:
      break;
  }
  return judge::severity(row.verdict) == judge::Severity::broke ? Style::red : Style::yellow;
}

Style style_of_headline(std::string_view headline) {
  if (headline == "PASS") return Style::green;
  return headline == "FIRST RUN" ? Style::yellow : Style::red;
}

/// `label  text`, wrapped, with later lines under the text.
std::string labelled(std::string_view label, std::string_view text, std::size_t indent,
                     std::size_t width, Style style, Colour colour) {
  std::string out;
  const std::size_t start = indent + width + 2;
  for (const std::string& part : wrapped(text, columns - start)) {
    if (out.empty()) {
      out += std::string(indent, ' ') + styled(label, style, colour);
      out += std::string(width - std::min(width, display_width(label)) + 2, ' ');
    } else {
      out += std::string(start, ' ');
    }
    out += part + "\n";
  }
  return out;
}

/// `+8.3 % [+7.1, +9.4]`: one percent sign serves both.
std::string change_cell(const VerdictRow& row) {
  if (row.interval.empty()) return row.change;
  return fmt::format("{} {}", row.change, row.interval.substr(0, row.interval.rfind(' ')));
}

std::string how_cell(const VerdictRow& row) {
  return row.pairs.empty() ? row.method : row.method + " " + row.pairs;
}

TextTable numbers(const VerdictTable& table) {
  TextTable out({{"verdict", Align::left},
                 {"change [interval]", Align::left},
                 {"base min", Align::right},
                 {"new min", Align::right},
                 {"p95", Align::left},
                 {"blind<", Align::right},
                 {"how, pairs", Align::left}});
  for (const VerdictRow& row : table.rows) {
    out.add({{row.word, style_of(row)},
             {change_cell(row)},
             {row.baseline},
             {row.candidate},
             {row.tail},
             {row.detectable},
             {how_cell(row)}});
  }
  return out;
}

/// What explains a line that is not `same`. A command is never wrapped: it is there to be copied.
std::string explanation(const VerdictRow& row, Colour colour) {
  if (row.verdict == judge::Verdict::same) return {};
  std::string out;
  if (!row.reason.empty()) out += labelled("why", row.reason, 4, 4, Style::dim, colour);
  if (!row.next_step.empty()) {
    out += "    " + styled("next", Style::dim, colour) + "  " + row.next_step + "\n";
  }
  return out;
}

std::string body(const VerdictTable& table, Colour colour) {
  if (table.rows.empty()) return {};
  const std::vector<std::string> lines = numbers(table).lines(colour);
  std::string out = "\n  " + lines[0] + "\n";
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    const VerdictRow& row = table.rows[i];
    out += styled(fmt::format("{}, {}", row.key, row.metric), Style::bold, colour);
    if (!row.noise.empty()) {
      out += styled(fmt::format("  noise {} a pair", row.noise), Style::dim, colour);
    }
    out += "\n";
    out += "  " + lines[i + 1] + "\n" + explanation(row, colour);
  }
  return out + "\n";
}

std::string head(const VerdictTable& table, Colour colour) {
  std::string out;
  for (const std::string& problem : table.problems) {
    out += labelled("problem", problem, 0, 13, Style::red, colour);
  }
  out += labelled("lines", table.coverage, 0, 13, Style::dim, colour);
  for (const ReportFact& fact : table.facts) {
    out += labelled(fact.label, fact.value, 0, 13, Style::dim, colour);
  }
  return out;
}

}  // namespace

std::string render_terminal(const judge::GateReport& report, Colour colour) {
  const VerdictTable table = verdict_table(report);
  std::string out = head(table, colour) + body(table, colour);
  for (const std::string& note : table.notes) {
    out += labelled("note", note, 0, 13, Style::dim, colour);
  }
  if (!table.reproduce.empty()) {
    out += styled("again", Style::dim, colour) + std::string(10, ' ') + table.reproduce + "\n";
  }
  out += styled(table.headline, style_of_headline(table.headline), colour);
  return out + table.sentence.substr(table.headline.size()) + "\n";
}

}  // namespace tidegate::render
