#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include <fmt/format.h>

#include <tidegate/measure/fidelity.hpp>
#include <tidegate/measure/people_table.hpp>
#include <tidegate/row/metric.hpp>
#include <tidegate/row/status.hpp>
#include <tidegate/stats/quantile.hpp>

namespace tidegate::measure {
namespace {

using Line = std::array<std::string, 4>;

std::string outcome_text(const AttemptRow& row) {
  if (row.fidelity) return fidelity_text(*row.fidelity);
  if (row.status == Status::ok) return "unchecked";
  return fmt::format("{}: {}", status_name(row.status), row.failure ? row.failure->message : "");
}

Line line_of(const AttemptRow& row) {
  const MetricSamples* warm = row.find(warm_time);
  if (warm == nullptr || warm->samples.empty())
    return {row.key.text(), "-", "-", outcome_text(row)};
  const double smallest = *std::min_element(warm->samples.begin(), warm->samples.end());
  return {row.key.text(), time_text(smallest), time_text(stats::median(warm->samples)),
          outcome_text(row)};
}

std::size_t width(const std::vector<Line>& lines, std::size_t column) {
  std::size_t widest = 0;
  for (const Line& line : lines) widest = std::max(widest, line.at(column).size());
  return widest;
}

}  // namespace

std::string time_text(double seconds) {
  struct Unit {
    double scale;
    const char* name;
  };
  static constexpr std::array<Unit, 3> units{{{1, "s"}, {1e3, "ms"}, {1e6, "us"}}};
  for (const Unit& unit : units) {
    if (seconds * unit.scale >= 1) return fmt::format("{:.4g} {}", seconds * unit.scale, unit.name);
  }
  return fmt::format("{:.4g} ns", seconds * 1e9);
}

std::string people_table(std::span<const AttemptRow> rows) {
  std::vector<Line> lines{{"case", "min", "median", "fidelity"}};
  for (const AttemptRow& row : rows) lines.push_back(line_of(row));
  const std::size_t key = width(lines, 0);
  const std::size_t min = width(lines, 1);
  const std::size_t median = width(lines, 2);
  std::string text;
  for (const Line& line : lines) {
    text += fmt::format("{:<{}}  {:>{}}  {:>{}}  {}\n", line[0], key, line[1], min, line[2], median,
                        line[3]);
  }
  return text;
}

std::string people_list(std::span<const CaseListing> listings) {
  std::string text;
  for (const CaseListing& listing : listings) {
    text += listing.key.text();
    if (listing.representative) text += "  representative";
    if (listing.reference) text += "  reference";
    if (!listing.skip_reason.empty()) text += "  skipped: " + listing.skip_reason;
    text += '\n';
  }
  return text;
}

}  // namespace tidegate::measure
