#include <fmt/format.h>

#include <tidegate/render/markdown.hpp>
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

std::string rows_table(const VerdictTable& table, bool attention) {
  std::string out{table_head};
  for (const VerdictRow& row : table.rows) {
    if (asks_attention(row) == attention) out += table_line(row);
  }
  return out;
}

std::size_t count_rows(const VerdictTable& table, bool attention) {
  std::size_t count = 0;
  for (const VerdictRow& row : table.rows) count += asks_attention(row) == attention ? 1 : 0;
  return count;
}

std::string explanations(const VerdictTable& table) {
  std::string out;
  for (const VerdictRow& row : table.rows) {
    if (!asks_attention(row)) continue;
    out += fmt::format("- {} {}: **{}**. {}\n", markdown_code(row.key), markdown_text(row.metric),
                       row.word, markdown_text(row.reason));
    if (!row.next_step.empty()) {
      out += fmt::format("  - next: {}\n", markdown_text(row.next_step));
    }
  }
  return out;
}

std::string bullets(std::string_view title, const std::vector<std::string>& texts) {
  if (texts.empty()) return {};
  std::string out = fmt::format("\n### {}\n\n", title);
  for (const std::string& text : texts) out += fmt::format("- {}\n", markdown_text(text));
  return out;
}

std::string head(const VerdictTable& table) {
  std::string out =
      fmt::format("## tidegate: {}\n\n{}\n\n", table.headline, markdown_text(table.sentence));
  out += fmt::format("- {}\n", table.coverage);
  for (const ReportFact& fact : table.facts) {
    out += fmt::format("- {}: {}\n", fact.label, markdown_code(fact.value));
  }
  return out;
}

std::string attention_section(const VerdictTable& table) {
  if (count_rows(table, true) == 0) return {};
  return "\n### What asks for attention\n\n" + rows_table(table, true) + "\n" + explanations(table);
}

std::string same_section(const VerdictTable& table) {
  const std::size_t count = count_rows(table, false);
  if (count == 0) return {};
  return fmt::format("\n<details><summary>{} the same</summary>\n\n{}\n</details>\n",
                     counted(count, "line"), rows_table(table, false));
}

}  // namespace

std::string render_markdown(const judge::GateReport& report) {
  const VerdictTable table = verdict_table(report);
  std::string out = head(table) + bullets("Problems", table.problems) + attention_section(table) +
                    same_section(table) + bullets("Notes", table.notes);
  if (!table.reproduce.empty()) {
    out += "\n### Repeat it\n\n" + markdown_block("sh", table.reproduce);
  }
  return out;
}

}  // namespace tidegate::render
