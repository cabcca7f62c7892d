/// A dated snapshot of numbers: `baselines/snapshots/<short>_<YYYY-MM-DD>.md`.
/// Decides: what such a page shows, what it is called and the row by which the record links it.
/// Refuses to know: files, git, and whether a snapshot was due (judge/snapshot_advice).
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include <tidegate/base/error.hpp>
#include <tidegate/judge/gate_report.hpp>
#include <tidegate/render/performance_md.hpp>
#include <tidegate/row/json.hpp>
#include <tidegate/row/result_row.hpp>

namespace tidegate::render {

/// One metric of one row.
struct SnapshotLine {
  Key key;
  std::string metric;  ///< registry id
  std::string unit;
  std::optional<double> before;  ///< min, in the unit; nothing where nothing was compared
  std::optional<double> after;
  std::optional<double> ratio;  ///< after / before as it was judged
  std::string verdict;          ///< `measured` where nothing was compared
};

struct Snapshot {
  std::string short_name;  ///< of the change; letters, digits, `.`, `-`
  std::string date;        ///< `2026-11-21`
  std::string change;      ///< commit and subject, or pull request
  std::string summary;     ///< what somebody says of it
  std::string run_id;
  std::string machine_class;
  std::vector<SnapshotLine> lines;
};

/// The times and peaks of these rows, which are of one run.
std::vector<SnapshotLine> snapshot_lines(std::span<const ResultRow> rows);
/// The lines of a verdict, with both sides.
std::vector<SnapshotLine> snapshot_lines(const judge::GateReport& report);

/// `7a57be1_2026-11-21`, without an ending.
std::string snapshot_name(const Snapshot& snapshot);

/// The page. The same snapshot always gives the same bytes.
std::string snapshot_md(const Snapshot& snapshot);

/// What the page is written from, for docs/schema/snapshot.schema.json, and back.
std::string snapshot_json(const Snapshot& snapshot);
Outcome<Snapshot> snapshot_from_json(const Json& json, const TextSource& source);

/// The row of the record that links the page: how many lines have which verdict.
Record snapshot_record(const Snapshot& snapshot, bool external, const std::string& link);

/// usage where the name cannot be a file's, the date is none, or nobody says what it is about.
Outcome<void> check_snapshot(const Snapshot& snapshot);

}  // namespace tidegate::render
