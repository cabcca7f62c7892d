#include <algorithm>

#include <fmt/format.h>

#include <tidegate/render/markdown.hpp>
#include <tidegate/render/markdown_sections.hpp>
#include <tidegate/render/markup.hpp>
#include <tidegate/render/quantity_text.hpp>
#include <tidegate/render/verdict_table.hpp>

namespace tidegate::render {
namespace {

constexpr std::string_view table_head =
    "| Case | Metric | Verdict | Change | Interval | Baseline min | Candidate min | p95 "
    "| Blind below | Noise | Method | Pairs |\n"
    "|:---|:---|:---|---:|:---|---:|---:|---:|---:|---:|:---|---:|\n";

bool asks_attention(const VerdictRow& row) { return row.verdict != judge::Verdict::same; }

std::string table_line(const VerdictRow& row) {
  const std::string word = row.failing ? fmt::format("**{}**", row.word) : row.word;
  return fmt::format("| {} | {} | {} | {} | {} | {} | {} | {} | {} | {} | {} | {} |\n",
                     markdown_code(row.key), markdown_text(row.metric), word, row.change,
                     markdown_text(row.interval), row.baseline, row.candidate, row.tail,
                     row.detectable, row.noise, row.method, row.pairs);
}

std::string explanation(const VerdictRow& row) {
  std::string out = fmt::format("- {} {}: **{}**. {}\n", markdown_code(row.key),
                                markdown_text(row.metric), row.word, markdown_text(row.reason));
  if (!row.next_step.empty()) out += fmt::format("  - next: {}\n", markdown_text(row.next_step));
  if (!row.next_command.empty()) {
    out += fmt::format("  - run: {}\n", markdown_command(row.next_command));
  }
  return out;
}

std::string bullet(const std::string& text) { return fmt::format("- {}\n", markdown_text(text)); }

Section bullets(std::string_view singular, std::string_view title,
                const std::vector<std::string>& texts, int rank) {
  Section section;
  section.singular = singular;
  section.head = fmt::format("\n### {}\n\n", title);
  for (const std::string& text : texts) section.items.push_back(bullet(text));
  section.rank = rank;
  return section;
}

Section facts(const VerdictTable& table) {
  Section section;
  section.singular = "fact";
  section.items.push_back(fmt::format("- {}\n", table.coverage));
  for (const ReportFact& fact : table.facts) {
    section.items.push_back(fmt::format("- {}: {}\n", fact.label, markdown_code(fact.value)));
  }
  section.rank = 0;
  return section;
}

Section attention(const VerdictTable& table) {
  Section section;
  section.singular = "non-same line";
  section.head = "\n### What asks for attention\n\n" + std::string{table_head};
  section.middle = "\n";
  for (const VerdictRow& row : table.rows) {
    if (!asks_attention(row)) continue;
    section.items.push_back(table_line(row));
    section.comments.push_back(explanation(row));
  }
  section.rank = 2;
  return section;
}

Section same(const VerdictTable& table) {
  Section section;
  section.singular = "same line";
  for (const VerdictRow& row : table.rows) {
    if (!asks_attention(row)) section.items.push_back(table_line(row));
  }
  section.head = fmt::format("\n<details><summary>{} the same</summary>\n\n{}",
                             counted(section.items.size(), "line"), table_head);
  section.tail = "\n</details>\n";
  section.rank = 5;
  return section;
}

Section repeat(const VerdictTable& table) {
  Section section;
  section.singular = "command";
  section.head = "\n### Repeat it\n\n";
  if (!table.reproduce.empty()) section.items.push_back(markdown_block("sh", table.reproduce));
  section.rank = 3;
  return section;
}

std::vector<Section> sections_of(const VerdictTable& table) {
  return {facts(table), bullets("problem", "Problems", table.problems, 1), attention(table),
          same(table),  bullets("note", "Notes", table.notes, 4),          repeat(table)};
}

std::string heading(const VerdictTable& table, std::string_view title) {
  return fmt::format("## {}: {}\n\n{}\n\n", title, table.headline, markdown_text(table.sentence));
}

}  // namespace

std::string render_markdown(const judge::GateReport& report) {
  const VerdictTable table = verdict_table(report);
  std::vector<Section> sections = sections_of(table);
  show_all(sections);
  return heading(table, "tidegate") + text_of(sections);
}

std::string render_markdown_within(const judge::GateReport& report, std::size_t most,
                                   std::string_view title) {
  const VerdictTable table = verdict_table(report);
  std::vector<Section> sections = sections_of(table);
  show_all(sections);
  const std::string head = heading(table, title);
  std::string whole = head + text_of(sections);
  if (whole.size() <= most) return whole;
  constexpr std::size_t sentence_room = 1024;
  const std::size_t taken = head.size() + sentence_room;
  show_what_fits(sections, most - std::min(most, taken));
  return head +
         fmt::format(
             "**Cut to fit {} bytes.** Left out: {}. verdict.json has everything, and "
             "`tidegate render verdict.json --format markdown` shows it.\n\n",
             count_text(most), left_out(sections)) +
         text_of(sections);
}

}  // namespace tidegate::render
