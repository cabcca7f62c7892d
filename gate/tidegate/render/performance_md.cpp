#include <algorithm>
#include <array>
#include <optional>

#include <fmt/format.h>

#include <tidegate/render/diagnosis.hpp>
#include <tidegate/render/found_text.hpp>
#include <tidegate/render/markdown_document.hpp>
#include <tidegate/render/markup.hpp>
#include <tidegate/render/performance_md.hpp>
#include <tidegate/render/quantity_text.hpp>
#include <tidegate/render/record_table.hpp>
#include <tidegate/render/standing_text.hpp>
#include <tidegate/render/verdict_table.hpp>

namespace tidegate::render {
namespace {

using Look = MarkdownCell::Look;

constexpr std::array<RecordColumn, 10> columns{{{"Date"},
                                                {"Change"},
                                                {"Case"},
                                                {"Metric"},
                                                {"Before", true},
                                                {"After", true},
                                                {"Ratio", true},
                                                {"Verdict"},
                                                {"Machine class"},
                                                {"Evidence"}}};

std::string optional_value(const std::optional<double>& value, std::string_view unit) {
  return value ? value_text(*value, unit) : std::string{"n/a"};
}

std::optional<double> statistic(const std::optional<MetricSummary>& summary, bool tail) {
  if (!summary) return std::nullopt;
  return tail ? summary->p95 : std::optional<double>{summary->min};
}

std::string verdict_text(const judge::GateLine& line) {
  const std::string pairs =
      line.lockstep ? fmt::format(", {}", counted(line.lockstep->pairs, "pair")) : std::string{};
  return fmt::format("{} ({}{})", judge::verdict_name(line.verdict),
                     judge::method_name(line.method), pairs);
}

std::string ratio_cell(const std::optional<judge::RatioFound>& found) {
  if (!found) return "n/a";
  const std::string interval = interval_of(*found);
  return ratio_of(*found) + (interval.empty() ? "" : " " + interval);
}

RecordRow row_of(const judge::GateLine& line) {
  const bool tail = line.verdict == judge::Verdict::shape_changed;
  const std::optional<judge::RatioFound>& ratio = tail ? line.p95 : line.min;
  const std::string unit = line.candidate ? line.candidate->unit : "";
  RecordRow out;
  out.case_name = line.key.text();
  out.metric = metric_title(line.metric) + (tail ? " p95" : " min");
  out.before = optional_value(statistic(line.baseline, tail), unit);
  out.after = optional_value(statistic(line.candidate, tail), unit);
  out.ratio = ratio_cell(ratio);
  out.verdict = verdict_text(line);
  return out;
}

/// The cell of one column; an unknown column, which people may add, stays empty.
MarkdownCell cell_for(std::string_view title, const Record& record, const RecordRow& row) {
  if (title == "Date") return {record.date, Look::text, ""};
  if (title == "Change") return {record.change, Look::text, ""};
  if (title == "Case") return {row.case_name, Look::code, ""};
  if (title == "Metric") return {row.metric, Look::text, ""};
  if (title == "Before") return {row.before, Look::text, ""};
  if (title == "After") return {row.after, Look::text, ""};
  if (title == "Ratio") return {row.ratio, Look::text, ""};
  if (title == "Verdict") return {row.verdict, Look::text, ""};
  if (title == "Machine class") return {record.machine_class, Look::code, ""};
  if (title != "Evidence") return {};
  return {record.run_id, record.evidence.empty() ? Look::code : Look::link, record.evidence};
}

/// The run id is the visible text of the evidence cell, so it survives every renderer.
bool stands_in(const MarkdownTable& table, const Record& record, const RecordRow& row) {
  return std::any_of(table.rows.begin(), table.rows.end(), [&](const auto& cells) {
    return says(table, cells, "Evidence", record.run_id) &&
           says(table, cells, "Case", row.case_name) && says(table, cells, "Metric", row.metric);
  });
}

/// In either section: a run that landed is not an external timing as well.
bool already_there(const MarkdownDocument& document, const Record& record, const RecordRow& row) {
  for (const std::string_view section : {landed_section, external_section}) {
    const auto table = find_table(document, change_table(section));
    if (table && stands_in(document.tables()[*table], record, row)) return true;
  }
  return false;
}

Outcome<void> check(const Record& record) {
  const auto lacks = [&record](std::string_view what) {
    return fail(ErrorKind::bad_input,
                fmt::format("the record of run '{}' has no {}", record.run_id, what),
                "Record a verdict of this tool, and name the change that it measures.");
  };
  if (plain_line(record.run_id).empty()) return lacks("run id");
  if (!is_date(record.date)) return lacks("date");
  if (plain_line(record.change).empty()) return lacks("change");
  if (plain_line(record.machine_class).empty()) return lacks("machine class");
  return {};
}

}  // namespace

RecordTable change_table(std::string_view section) { return {section, columns}; }

std::vector<RecordTable> record_tables() {
  return {change_table(landed_section), standing_table(), change_table(external_section),
          diagnosis_table()};
}

Record records_of(const judge::GateReport& report, const std::string& change, bool external,
                  const std::string& evidence) {
  Record record;
  record.run_id = report.run_id;
  record.date = report.timestamp.substr(0, 10);
  record.change = change;
  record.machine_class = report.candidate.machine_class;
  record.external = external;
  record.evidence = evidence;
  for (const judge::GateLine& line : report.lines) {
    if (judge::is_crossing(line.verdict)) record.rows.push_back(row_of(line));
  }
  return record;
}

Outcome<std::string> append_record(std::string document, const Record& record,
                                   const std::string& file) {
  if (const Outcome<void> complete = check(record); !complete) return pass_on(complete);
  Outcome<MarkdownDocument> parsed = parse_markdown(std::move(document), file);
  if (!parsed) return pass_on(parsed);
  const Outcome<std::size_t> index =
      require_table(*parsed, change_table(record.external ? external_section : landed_section));
  if (!index) return pass_on(index);
  std::vector<std::vector<MarkdownCell>> rows;
  for (const RecordRow& row : record.rows) {
    if (already_there(*parsed, record, row)) continue;
    std::vector<MarkdownCell> cells;
    for (const std::string& title : parsed->tables()[*index].header) {
      cells.push_back(cell_for(title, record, row));
    }
    rows.push_back(std::move(cells));
  }
  parsed = insert_rows(*parsed, *index, rows);
  if (!parsed) return pass_on(parsed);
  return parsed->text();
}

std::string initial_performance_md() {
  return fmt::format(
      "# Performance record\n"
      "\n"
      "What each landed change did to the measured cases. `tidegate record` appends to the tables\n"
      "below when a verdict crosses a limit; nobody edits their rows, and no row is ever merged,\n"
      "changed or removed. Every row names the change that caused it and the machine class that\n"
      "measured it, and its evidence leads to the samples and plots behind the numbers. Numbers "
      "of\n"
      "unmerged work do not belong here.\n"
      "\n"
      "A ratio is after / before. A lockstep ratio compares interleaved pairs and need not equal\n"
      "the quotient of the two columns beside it.\n"
      "\n"
      "## {}\n"
      "\n"
      "{}"
      "\n"
      "## {}\n"
      "\n"
      "Where each implementation stood beside its rivals and the ceilings of its machine when it "
      "was\n"
      "measured. Speed is the yardstick's time / its own, of one run: 2x is twice as fast.\n"
      "`tidegate standing --record` appends here.\n"
      "\n"
      "{}"
      "\n"
      "## {}\n"
      "\n"
      "Measured on machines other than the reference machine; compare within a machine class "
      "only.\n"
      "\n"
      "{}"
      "\n"
      "## {}\n"
      "\n"
      "What each landed row that became slower came from, and the commit that fixed it.\n"
      "`tidegate record --diagnosis` appends here; `tidegate record --check` misses those that "
      "lack one.\n"
      "\n"
      "{}",
      landed_section, table_head(change_table(landed_section)), standing_table().section,
      table_head(standing_table()), external_section, table_head(change_table(external_section)),
      diagnosis_section, table_head(diagnosis_table()));
}

}  // namespace tidegate::render
