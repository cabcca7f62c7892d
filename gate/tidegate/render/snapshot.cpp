#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include <tidegate/render/markup.hpp>
#include <tidegate/render/quantity_text.hpp>
#include <tidegate/render/snapshot.hpp>
#include <tidegate/render/verdict_table.hpp>
#include <tidegate/row/metric.hpp>

namespace tidegate::render {
namespace {

std::string value_cell(const std::optional<double>& value, const std::string& unit) {
  return value ? value_text(*value, unit) : std::string{};
}

std::string line_of(const SnapshotLine& line) {
  return fmt::format("| {} | {} | {} | {} | {} | {} |\n", markdown_code(line.key.text()),
                     markdown_text(metric_title(line.metric)), value_cell(line.before, line.unit),
                     value_cell(line.after, line.unit),
                     line.ratio ? ratio_text(*line.ratio) : std::string{},
                     markdown_text(line.verdict));
}

bool is_name(const std::string& text) {
  const auto fits = [](char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
           (letter >= '0' && letter <= '9') || letter == '.' || letter == '-';
  };
  constexpr std::size_t longest = 100;
  return !text.empty() && text.size() <= longest && text.front() != '.' &&
         std::all_of(text.begin(), text.end(), fits);
}

/// `1 slower, 5 same`, by name.
std::string verdict_counts(const Snapshot& snapshot) {
  std::map<std::string, std::size_t> counts;
  for (const SnapshotLine& line : snapshot.lines) ++counts[line.verdict];
  std::string text;
  for (const auto& [verdict, count] : counts) {
    text += fmt::format("{}{} {}", text.empty() ? "" : ", ", count, verdict);
  }
  return text;
}

}  // namespace

std::vector<SnapshotLine> snapshot_lines(std::span<const ResultRow> rows) {
  std::vector<SnapshotLine> lines;
  for (const ResultRow& row : rows) {
    if (row.status != Status::ok) {
      lines.push_back(
          {row.key, std::string{warm_time}, "s", {}, {}, {}, std::string{status_name(row.status)}});
      continue;
    }
    for (const std::string_view metric : {warm_time, cold_time, peak_rss, peak_device_memory}) {
      const MetricSummary* found = row.find(metric);
      if (found == nullptr) continue;
      lines.push_back(
          {row.key, std::string{metric}, found->unit.str(), {}, found->min, {}, "measured"});
    }
  }
  return lines;
}

std::vector<SnapshotLine> snapshot_lines(const judge::GateReport& report) {
  std::vector<SnapshotLine> lines;
  for (const judge::GateLine& line : report.lines) {
    SnapshotLine out{line.key, line.metric.str(), "", {}, {}, {}, {}};
    out.verdict = std::string{judge::verdict_name(line.verdict)};
    if (line.baseline) out.before = line.baseline->min;
    if (line.candidate) out.after = line.candidate->min;
    if (line.baseline) out.unit = line.baseline->unit.str();
    if (line.candidate) out.unit = line.candidate->unit.str();
    if (line.min) out.ratio = line.min->ratio;
    lines.push_back(std::move(out));
  }
  return lines;
}

std::string snapshot_name(const Snapshot& snapshot) {
  return fmt::format("{}_{}", snapshot.short_name, snapshot.date);
}

std::string snapshot_md(const Snapshot& snapshot) {
  std::string out = fmt::format(
      "# Snapshot {}\n\n{}: {}\n\n- run {}\n- machine class {}\n- {}\n\n"
      "| Case | Metric | Before | After | Ratio | Verdict |\n|:---|:---|---:|---:|---:|:---|\n",
      markdown_text(snapshot_name(snapshot)), markdown_text(snapshot.change),
      markdown_text(snapshot.summary), markdown_code(snapshot.run_id),
      markdown_code(snapshot.machine_class), markdown_text(verdict_counts(snapshot)));
  for (const SnapshotLine& line : snapshot.lines) out += line_of(line);
  return out;
}

Record snapshot_record(const Snapshot& snapshot, bool external, const std::string& link) {
  Record record;
  record.run_id = snapshot.run_id;
  record.date = snapshot.date;
  record.change = snapshot.change;
  record.machine_class = snapshot.machine_class;
  record.external = external;
  record.evidence = link;
  std::set<std::string> keys;
  std::set<std::string> cases;
  for (const SnapshotLine& line : snapshot.lines) {
    keys.insert(line.key.canonical());
    cases.insert(line.key.case_name);
  }
  RecordRow row;
  row.case_name =
      fmt::format("{} of {}", counted(keys.size(), "row"), counted(cases.size(), "case"));
  row.metric = fmt::format("snapshot {}", snapshot_name(snapshot));
  row.verdict = verdict_counts(snapshot);
  record.rows.push_back(std::move(row));
  return record;
}

Outcome<void> check_snapshot(const Snapshot& snapshot) {
  if (plain_line(snapshot.summary).empty()) {
    return fail(ErrorKind::usage, "a snapshot without a summary says nothing",
                "Say in a sentence or two, with --summary, what moved and why.");
  }
  if (!is_name(snapshot.short_name)) {
    return fail(ErrorKind::usage,
                fmt::format("'{}' cannot be the name of a snapshot", snapshot.short_name),
                "Name it with --short: letters, digits, '.' and '-'.");
  }
  if (!is_date(snapshot.date) || plain_line(snapshot.change).empty() || snapshot.lines.empty()) {
    return fail(ErrorKind::bad_input, "a snapshot needs a date, a change and at least one row",
                "Measure rows of a commit, or name what changed with --change.");
  }
  return {};
}

}  // namespace tidegate::render
