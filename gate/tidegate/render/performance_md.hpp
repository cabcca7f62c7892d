/// PERFORMANCE.md: what its tables look like, and how a run's crossings are added to them.
/// Decides: sections, columns, that old rows never change and that a run is never recorded twice.
/// Refuses to know: how a Markdown row is spliced (markdown_document) and where the file lies.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <tidegate/base/error.hpp>
#include <tidegate/judge/gate_report.hpp>
#include <tidegate/render/record_table.hpp>

namespace tidegate::render {

inline constexpr std::string_view landed_section = "Landed changes";
inline constexpr std::string_view external_section = "External timings";

/// The table of landed changes or of external timings: both have the same columns.
RecordTable change_table(std::string_view section);

/// All tables of the record, whose rows only ever grow: landed changes, backend baselines, external
/// timings, regression diagnoses.
std::vector<RecordTable> record_tables();

/// One row of the record; all texts as the reader sees them.
struct RecordRow {
  std::string case_name;  ///< `semiring_matmul[n=512] kokkos/openmp`
  std::string metric;     ///< `warm time min`, `warm time p95`
  std::string before;
  std::string after;
  std::string ratio;    ///< with its interval, where it has one: `1.083 [+7.1, +9.4] %`
  std::string verdict;  ///< with its method: `slower (lockstep, 12 pairs)`
};

/// The crossings of one run and where they come from.
struct Record {
  std::string run_id;
  std::string date;    ///< `2026-11-21`
  std::string change;  ///< commit subject, pull request or sha that caused it
  std::string machine_class;
  bool external = false;  ///< not from the reference machine: goes into its own section
  std::string evidence;   ///< link to the decision bundle, relative to PERFORMANCE.md; may be empty
  std::vector<RecordRow> rows;
};

/// One row per crossing of the report, with the statistic that crossed. The rest is what a report
/// does not know about its own landing: see the fields of Record.
Record records_of(const judge::GateReport& report, const std::string& change, bool external,
                  const std::string& evidence);

/// The document with the rows of the record at the end of its section's table. Rows of this
/// run that already stand there are not added again, so recording twice changes nothing. Errors:
/// missing when the section or its columns are not there; bad_input when the record lacks run id,
/// date, change or machine class (a number without provenance is no record).
Outcome<std::string> append_record(std::string document, const Record& record,
                                   const std::string& file = "PERFORMANCE.md");

/// The text of a PERFORMANCE.md that nobody has written yet.
std::string initial_performance_md();

}  // namespace tidegate::render
