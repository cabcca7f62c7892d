#include <algorithm>
#include <array>

#include <tidegate/judge/verdict.hpp>
#include <tidegate/render/diagnosis.hpp>
#include <tidegate/render/markup.hpp>
#include <tidegate/render/performance_md.hpp>

namespace tidegate::render {
namespace {

using Cells = std::vector<std::string>;
using Look = MarkdownCell::Look;

constexpr std::array<RecordColumn, 7> columns{
    {{"Date"}, {"Alert"}, {"Case"}, {"Metric"}, {"State"}, {"Cause"}, {"Fix"}}};

struct StateName {
  DiagnosisState state;
  std::string_view name;
};
constexpr std::array<StateName, 3> state_names{{{DiagnosisState::open, "open"},
                                                {DiagnosisState::fixed, "fixed"},
                                                {DiagnosisState::accepted, "accepted"}}};

std::string state_text(DiagnosisState state) {
  for (const StateName& known : state_names) {
    if (known.state == state) return std::string{known.name};
  }
  return {};
}

/// `slower (lockstep, 12 pairs)` and `shape_changed (screen)` are; `faster` is not.
bool is_regression(const std::string& verdict) {
  const auto known = judge::verdict_from(verdict.substr(0, verdict.find(' ')));
  return known && judge::severity(*known) == judge::Severity::regression;
}

bool concerns(const MarkdownTable& table, const Cells& cells, const Alert& alert) {
  return says(table, cells, "Alert", alert.run_id) && says(table, cells, "Case", alert.case_name) &&
         says(table, cells, "Metric", alert.metric);
}

/// What the rows of this table say of the alert; the newest stands last.
void look_up(const MarkdownTable& table, Alert& alert) {
  for (const Cells& cells : table.rows) {
    if (!concerns(table, cells, alert)) continue;
    const std::string state = cell_of(table, cells, "State");
    for (const StateName& known : state_names) {
      if (known.name == state) alert.state = known.state;
    }
    if (alert.since.empty()) alert.since = cell_of(table, cells, "Date");
    alert.fix = cell_of(table, cells, "Fix");
  }
}

MarkdownCell cell_for(std::string_view title, const Alert& alert, const Diagnosis& diagnosis) {
  if (title == "Date") return {diagnosis.date, Look::text, ""};
  if (title == "Alert") return {alert.run_id, Look::link, "#landed-changes"};
  if (title == "Case") return {alert.case_name, Look::code, ""};
  if (title == "Metric") return {alert.metric, Look::text, ""};
  if (title == "State") return {state_text(diagnosis.state), Look::text, ""};
  if (title == "Cause") return {diagnosis.cause, Look::text, ""};
  if (title == "Fix") return {diagnosis.fix, Look::text, ""};
  return {};
}

bool stands_in(const MarkdownTable& table, const Alert& alert, const Diagnosis& diagnosis) {
  return std::any_of(table.rows.begin(), table.rows.end(), [&](const Cells& cells) {
    return concerns(table, cells, alert) &&
           says(table, cells, "State", state_text(diagnosis.state)) &&
           says(table, cells, "Cause", diagnosis.cause) && says(table, cells, "Fix", diagnosis.fix);
  });
}

Outcome<void> check(const Diagnosis& diagnosis) {
  if (!is_date(diagnosis.date) || plain_line(diagnosis.cause).empty()) {
    return fail(ErrorKind::bad_input, "a diagnosis without a date or a cause is not recorded",
                "Say in one sentence what the slower time comes from.");
  }
  if ((diagnosis.state == DiagnosisState::fixed) == plain_line(diagnosis.fix).empty()) {
    return fail(ErrorKind::bad_input, "a fixed regression names the commit of its fix, no other",
                "Name the commit, or leave the diagnosis open.");
  }
  return {};
}

}  // namespace

RecordTable diagnosis_table() { return {diagnosis_section, columns}; }

std::vector<Alert> alerts_of(const MarkdownDocument& document) {
  std::vector<Alert> alerts;
  for (const std::size_t index : find_tables(document, change_table(landed_section))) {
    const MarkdownTable& table = document.tables()[index];
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
      const Cells& cells = table.rows[i];
      if (!is_regression(cell_of(table, cells, "Verdict"))) continue;
      Alert alert;
      alert.line = table.row_lines[i];
      alert.date = cell_of(table, cells, "Date");
      alert.run_id = cell_of(table, cells, "Evidence");
      alert.case_name = cell_of(table, cells, "Case");
      alert.metric = cell_of(table, cells, "Metric");
      for (const std::size_t diagnoses : find_tables(document, diagnosis_table())) {
        look_up(document.tables()[diagnoses], alert);
      }
      alerts.push_back(std::move(alert));
    }
  }
  return alerts;
}

Outcome<DiagnosesAdded> append_diagnosis(std::string document, std::span<const Alert> alerts,
                                         const Diagnosis& diagnosis, const std::string& file) {
  if (const auto complete = check(diagnosis); !complete) return pass_on(complete);
  const auto parsed = parse_markdown(std::move(document), file);
  if (!parsed) return pass_on(parsed);
  const auto index = require_table(*parsed, diagnosis_table());
  if (!index) return pass_on(index);
  const MarkdownTable& table = parsed->tables()[*index];
  std::vector<std::vector<MarkdownCell>> rows;
  for (const Alert& alert : alerts) {
    if (stands_in(table, alert, diagnosis)) continue;
    std::vector<MarkdownCell> cells;
    for (const std::string& title : table.header) {
      cells.push_back(cell_for(title, alert, diagnosis));
    }
    rows.push_back(std::move(cells));
  }
  const auto written = insert_rows(*parsed, *index, rows);
  if (!written) return pass_on(written);
  return DiagnosesAdded{written->text(), rows.size()};
}

}  // namespace tidegate::render
