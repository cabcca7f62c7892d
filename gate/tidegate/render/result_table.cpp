#include <cmath>

#include <fmt/format.h>

#include <tidegate/render/log_commands.hpp>
#include <tidegate/render/markup.hpp>
#include <tidegate/render/quantity_text.hpp>
#include <tidegate/render/result_table.hpp>
#include <tidegate/render/text_table.hpp>
#include <tidegate/row/metric.hpp>

namespace tidegate::render {
namespace {

/// The first of operations, bytes and elements per second that the row has.
std::string rate_of(const ResultRow& row) {
  for (const std::string_view id : {flops_per_s, bytes_per_s, throughput}) {
    if (const MetricSummary* rate = row.find(id)) return value_text(rate->min, rate->unit);
  }
  return {};
}

/// The ceiling that the row comes nearest to: `41 % of flops`, `130 % of memory: above it`.
std::string ceiling_of(const ResultRow& row) {
  const MetricSummary* memory = row.find(bandwidth_fraction);
  const MetricSummary* flops = row.find(flops_fraction);
  const bool by_flops = flops != nullptr && (memory == nullptr || flops->min >= memory->min);
  const MetricSummary* nearest = by_flops ? flops : memory;
  if (nearest == nullptr) return {};
  return fmt::format("{:.{}f} % of {}{}", nearest->min * 100, nearest->min < 0.1 ? 1 : 0,
                     by_flops ? "flops" : "memory", nearest->min > 1 ? ": above it" : "");
}

std::string ratio_of(const ResultRow& row) {
  if (row.ratio) return ratio_text(row.ratio->value);
  return row.reference ? "ref" : "";
}

std::string status_of(const ResultRow& row) {
  std::string text{row.status == Status::ok ? "" : status_name(row.status)};
  if (row.failed > 0 && row.status == Status::ok) {
    text = fmt::format("{} of {} failed", count_text(row.failed), counted(row.attempts, "attempt"));
  }
  if (row.status == Status::ok && !row.fidelity) text += text.empty() ? "unchecked" : ", unchecked";
  if (!row.suspicion.empty()) text += text.empty() ? "impossible" : ", impossible";
  return text;
}

/// A plain count in full, `1,300`: people look for the one that is more.
std::string amount_text(double value, const std::string& unit) {
  constexpr double exact = 9e15;  // whole numbers above are not all doubles
  const bool whole = value >= 0 && value < exact && std::floor(value) == value;
  return unit == "1" && whole ? count_text(static_cast<std::uint64_t>(value))
                              : value_text(value, unit);
}

/// The row's members of a family with their names: `evaluations 12, cells 4096`.
std::string members_of(const ResultRow& row, Family family) {
  std::string text;
  for (const MetricSummary& metric : row.metrics) {
    const auto info = metric_info(metric.metric.str());
    if (!info || info->family != family) continue;
    text += fmt::format("{}{} {}", text.empty() ? "" : ", ", member_name(info->id),
                        amount_text(metric.min, metric.unit.str()));
  }
  return text;
}

/// The lines below a row.
std::vector<std::string> notes_of(const ResultRow& row) {
  std::vector<std::string> notes;
  for (const std::string& note : {row.failure, row.suspicion.str()}) {
    if (!note.empty()) notes.push_back("      why  " + plain_line(note) + "\n");
  }
  if (!row.resolved_backend.empty()) {
    notes.push_back("      ran by  " + plain_line(row.resolved_backend) + "\n");
  }
  for (const Warning& warning : row.warnings) {
    notes.push_back(fmt::format("      warning x{}  {}\n", count_text(warning.count),
                                plain_line(warning.text)));
  }
  if (!row.ratio_refused.empty()) {
    notes.push_back("      no ratio  " + plain_line(row.ratio_refused) + "\n");
  }
  for (const MetricInfo& family : metric_families()) {
    const std::string members = members_of(row, family.family);
    if (members.empty()) continue;
    notes.push_back(fmt::format("      {}  {}\n", family.title, plain_line(members)));
  }
  return notes;
}

std::vector<TableCell> cells_of(const ResultRow& row) {
  std::vector<TableCell> cells{{plain_line(row.key.point.text())},
                               {plain_line(row.key.provider + "/" + row.key.platform)}};
  const MetricSummary* time = row.find(warm_time);
  if (const MetricSummary* count = row.find(callgrind_instructions); time == nullptr && count) {
    cells.push_back({fmt::format("{:.0f} instructions", count->min)});
    cells.resize(9);
  } else if (time == nullptr) {
    cells.resize(9);
  } else {
    cells.push_back({value_text(time->min, time->unit)});
    cells.push_back({value_text(time->median, time->unit)});
    cells.push_back({time->p95 ? value_text(*time->p95, time->unit) : ""});
    cells.push_back({count_text(time->n)});
    cells.push_back({rate_of(row)});
    cells.push_back({ceiling_of(row)});
    cells.push_back({ratio_of(row)});
  }
  cells.push_back({status_of(row)});
  return cells;
}

}  // namespace

std::string reaches_text(const ResultRow& row) { return ceiling_of(row); }
std::string ratio_cell_text(const ResultRow& row) { return ratio_of(row); }
std::string status_text(const ResultRow& row) { return status_of(row); }

std::string result_table(std::span<const ResultRow> rows) {
  if (rows.empty()) return "no rows\n";
  TextTable table({{"point", Align::left},
                   {"provider", Align::left},
                   {"min", Align::right},
                   {"median", Align::right},
                   {"p95", Align::right},
                   {"n", Align::right},
                   {"rate", Align::right},
                   {"reaches", Align::right},
                   {"ratio", Align::right},
                   {"status", Align::left}});
  for (const ResultRow& row : rows) table.add(cells_of(row));
  const std::vector<std::string> lines = table.lines(Colour::off);
  std::string out = "  " + lines[0] + "\n";
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const std::string& name = rows[i].key.case_name;
    if (i == 0 || rows[i - 1].key.case_name != name) out += log_line(plain_line(name)) + "\n";
    out += "  " + lines[i + 1] + "\n";
    for (const std::string& note : notes_of(rows[i])) out += note;
  }
  return out;
}

}  // namespace tidegate::render
