#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include <fmt/format.h>

#include <tidegate/render/markup.hpp>
#include <tidegate/render/quantity_text.hpp>
#include <tidegate/render/rows_csv.hpp>

namespace tidegate::render {
namespace {

constexpr std::string_view line_end = "\r\n";

constexpr std::array<std::string_view, 30> columns{
    "run_id",  "case",      "point",     "provider",       "platform",   "machine_class",
    "commit",  "timestamp", "reference", "representative", "coverage",   "status",
    "failure", "attempts",  "failed",    "fidelity",       "rel_to_tol", "suspicion",
    "ran_by",  "ratio_vs",  "ratio",     "metric",         "unit",       "n",
    "min",     "median",    "mean",      "stddev",         "iqr",        "p95"};
constexpr std::size_t of_metric = 9;  ///< how many of them, the last ones, a metric fills

/// What spreadsheets begin a formula with, the full-width letters too.
bool begins_formula(std::string_view text) {
  static constexpr std::array<std::string_view, 8> starts{
      "=", "+", "-", "@", "\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D", "\xEF\xBC\xA0"};
  return std::any_of(starts.begin(), starts.end(),
                     [text](std::string_view start) { return text.starts_with(start); });
}

std::string number(const std::optional<double>& value) { return value ? exact_text(*value) : ""; }

std::string yes_or_no(bool value) { return value ? "true" : "false"; }

std::string fidelity_word(const std::optional<Fidelity>& fidelity) {
  if (!fidelity) return "";
  switch (fidelity->verdict) {
    case Fidelity::Verdict::pass:
      return "pass";
    case Fidelity::Verdict::fail:
      return "fail";
    case Fidelity::Verdict::inconclusive:
      break;
  }
  return "inconclusive";
}

std::string fact_of(const ResultRow& row, Fact fact) {
  return row.provenance ? (*row.provenance)[fact].value_or("") : "";
}

/// What stands in front of every metric of the row.
std::vector<std::string> head_of(const ResultRow& row) {
  return {csv_field(row.run_id.str()),
          csv_field(row.key.case_name),
          csv_field(row.key.point.text()),
          csv_field(row.key.provider),
          csv_field(row.key.platform),
          csv_field(row.machine_class.str()),
          csv_field(fact_of(row, Fact::commit)),
          csv_field(fact_of(row, Fact::timestamp)),
          yes_or_no(row.reference),
          yes_or_no(row.representative),
          row.coverage == Coverage::fast ? "fast" : "full",
          std::string(status_name(row.status)),
          csv_field(row.failure),
          fmt::format("{}", row.attempts),
          fmt::format("{}", row.failed),
          fidelity_word(row.fidelity),
          row.fidelity ? number(row.fidelity->rel_to_tol) : "",
          csv_field(row.suspicion.str()),
          csv_field(row.resolved_backend.str()),
          row.ratio ? csv_field(row.ratio->vs) : "",
          row.ratio ? exact_text(row.ratio->value) : ""};
}

std::vector<std::string> fields_of(const MetricSummary& metric) {
  return {csv_field(metric.metric.str()), csv_field(metric.unit.str()), fmt::format("{}", metric.n),
          exact_text(metric.min),         exact_text(metric.median),    exact_text(metric.mean),
          exact_text(metric.stddev),      exact_text(metric.iqr),       number(metric.p95)};
}

}  // namespace

std::string csv_field(std::string_view text) {
  std::string field = plain_line(text);
  if (begins_formula(field)) field.insert(0, 1, '\'');
  if (field.find_first_of(",;\"'\t") == std::string::npos) return field;
  std::string quoted = "\"";
  for (const char letter : field) {
    if (letter == '"') quoted += '"';
    quoted += letter;
  }
  return quoted + '"';
}

std::string csv_header() { return fmt::format("{}{}", fmt::join(columns, ","), line_end); }

std::string csv_records(std::span<const ResultRow> rows) {
  std::string out;
  for (const ResultRow& row : rows) {
    const std::string head = fmt::format("{},", fmt::join(head_of(row), ","));
    for (const MetricSummary& metric : row.metrics) {
      out += fmt::format("{}{}{}", head, fmt::join(fields_of(metric), ","), line_end);
    }
    if (row.metrics.empty()) {
      out += fmt::format("{}{}{}", head, std::string(of_metric - 1, ','), line_end);
    }
  }
  return out;
}

}  // namespace tidegate::render
