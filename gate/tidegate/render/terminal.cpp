#include <algorithm>

#include <fmt/format.h>

#include <tidegate/render/folded.hpp>
#include <tidegate/render/markup.hpp>
#include <tidegate/render/terminal.hpp>
#include <tidegate/render/verdict_table.hpp>

namespace tidegate::render {
namespace {

constexpr std::size_t columns = 80;
constexpr std::size_t head_label = 13;  ///< width of the labels above and below the lines

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

/// Lines of at most `width` columns, broken at blanks where there are any.
std::vector<std::string> fitted(std::string_view text, std::size_t width) {
  std::vector<std::string> out;
  for (const std::string& part : wrapped(text, width)) {
    for (std::string& piece : folded(part, width)) out.push_back(std::move(piece));
  }
  return out;
}

/// `label  ` with what follows at column indent + width + 2.
std::string label_text(std::string_view label, std::size_t indent, std::size_t width, Style style,
                       Colour colour) {
  return std::string(indent, ' ') + styled(label, style, colour) +
         std::string(width - std::min(width, display_width(label)) + 2, ' ');
}

/// `label  text`, wrapped, with later lines under the text.
std::string labelled(std::string_view label, std::string_view text, std::size_t indent,
                     std::size_t width, Style style, Colour colour) {
  std::string out;
  const std::size_t start = indent + width + 2;
  for (const std::string& part : fitted(text, columns - start)) {
    out += out.empty() ? label_text(label, indent, width, style, colour) : std::string(start, ' ');
    out += part + "\n";
  }
  return out;
}

/// The same with a command, which stays one that can be copied.
std::string labelled_command(std::string_view label, std::string_view command, std::size_t indent,
                             std::size_t width, Colour colour) {
  if (command.empty()) return {};
  return label_text(label, indent, width, Style::dim, colour) +
         shell_lines(command, indent + width + 2, columns) + "\n";
}

/// `+8.3 % [+7.1, +9.4]`: one percent sign serves both.
std::string change_cell(const VerdictRow& row) {
  if (row.interval.empty()) return row.change;
  return fmt::format("{} {}", row.change, row.interval.substr(0, row.interval.rfind(' ')));
}

/// `lockstep, 12 pairs; noise 1.3 % a pair; blind below 2.4 %`
std::string how_text(const VerdictRow& row) {
  std::string text = row.method;
  if (!row.pairs.empty())
    text += fmt::format(", {} pair{}", row.pairs, row.pairs == "1" ? "" : "s");
  if (!row.noise.empty()) text += fmt::format("; noise {} a pair", row.noise);
  if (!row.detectable.empty()) text += fmt::format("; blind below {}", row.detectable);
  return text;
}

TextTable numbers(const VerdictTable& table) {
  TextTable out({{"verdict", Align::left},
                 {"change [interval]", Align::left},
                 {"base min", Align::right},
                 {"new min", Align::right},
                 {"p95", Align::left}});
  for (const VerdictRow& row : table.rows) {
    out.add({{row.word, style_of(row)},
             {change_cell(row)},
             {row.baseline},
             {row.candidate},
             {row.tail}});
  }
  return out;
}

/// The numbers of one row in a sentence, for a table that would be wider than the terminal.
std::string sentence_of(const VerdictRow& row) {
  std::string text;
  const auto add = [&text](std::string_view label, const std::string& value) {
    if (!value.empty()) text += fmt::format("{}{} {}", text.empty() ? "" : "; ", label, value);
  };
  add("change", change_cell(row));
  add("base min", row.baseline);
  add("new min", row.candidate);
  add("p95", row.tail);
  return text.empty() ? "no numbers" : text;
}

/// The row's numbers in as many lines as they need.
std::string numbers_of(const VerdictRow& row, const std::string& cells, bool fits, Colour colour) {
  constexpr std::size_t longest_verdict = 14;
  if (fits) return "  " + cells + "\n";
  return labelled(row.word, sentence_of(row), 2, longest_verdict, style_of(row), colour);
}

/// What explains a line that is not `same`.
std::string explanation(const VerdictRow& row, Colour colour) {
  if (row.verdict == judge::Verdict::same) return {};
  return labelled("why", row.reason, 4, 4, Style::dim, colour) +
         labelled("next", row.next_step, 4, 4, Style::dim, colour) +
         labelled_command("run", row.next_command, 4, 4, colour);
}

std::string name_of(const VerdictRow& row, Colour colour) {
  std::string out;
  for (const std::string& part : folded(fmt::format("{}, {}", row.key, row.metric), columns)) {
    out += styled(part, Style::bold, colour) + "\n";
  }
  return out;
}

std::string body(const VerdictTable& table, Colour colour) {
  if (table.rows.empty()) return {};
  const TextTable cells = numbers(table);
  const std::vector<std::string> plain = cells.lines(Colour::off);
  const std::vector<std::string> lines = cells.lines(colour);
  const bool fits = std::all_of(plain.begin(), plain.end(), [](const std::string& line) {
    return display_width(line) + 2 <= columns;
  });
  std::string out = fits ? "\n  " + lines[0] + "\n" : "\n";
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    const VerdictRow& row = table.rows[i];
    out += name_of(row, colour) + numbers_of(row, lines[i + 1], fits, colour);
    out += labelled("how", how_text(row), 4, 4, Style::dim, colour) + explanation(row, colour);
  }
  return out + "\n";
}

std::string head(const VerdictTable& table, Colour colour) {
  std::string out;
  for (const std::string& problem : table.problems) {
    out += labelled("problem", problem, 0, head_label, Style::red, colour);
  }
  out += labelled("lines", table.coverage, 0, head_label, Style::dim, colour);
  for (const ReportFact& fact : table.facts) {
    out += labelled(fact.label, fact.value, 0, head_label, Style::dim, colour);
  }
  return out;
}

}  // namespace

std::string render_terminal(const judge::GateReport& report, Colour colour) {
  const VerdictTable table = verdict_table(report);
  std::string out = head(table, colour) + body(table, colour);
  for (const std::string& note : table.notes) {
    out += labelled("note", note, 0, head_label, Style::dim, colour);
  }
  out += labelled_command("again", table.reproduce, 0, head_label, colour);
  out += styled(table.headline, style_of_headline(table.headline), colour);
  const std::vector<std::string> sentence = fitted(table.sentence, columns - 2);
  out += sentence.front().substr(table.headline.size()) + "\n";
  for (std::size_t i = 1; i < sentence.size(); ++i) out += "  " + sentence[i] + "\n";
  return out;
}

}  // namespace tidegate::render
