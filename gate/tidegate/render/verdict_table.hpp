/// A gate report as text cells: made once, laid out by each renderer.
/// Decides: which words, numbers and sentences a report consists of, and their order.
/// Refuses to know: terminals, Markdown, XML; and any statistic, all of which the judge made.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <tidegate/judge/gate_report.hpp>

namespace tidegate::render {

/// One line of the report. Every text is a plain line; a cell with nothing to say is empty.
struct VerdictRow {
  judge::Verdict verdict = judge::Verdict::broken;
  bool failing = false;    ///< a regression under this policy (undecided may be one)
  bool doubtful = false;   ///< it alone keeps the gate from passing, though it is no regression
  SourcePlace source;      ///< where the row is declared; may be unknown
  std::string case_name;   ///< `semiring_matmul`
  std::string variant;     ///< `[n=512] kokkos/openmp`: the rest of the key
  std::string key;         ///< both together
  std::string metric;      ///< title: `warm time`
  std::string word;        ///< `slower`
  std::string change;      ///< `+8.3 %`: the min ratio, or the low-band ratio in lockstep
  std::string interval;    ///< `[+7.1, +9.4] %`, lockstep only
  std::string baseline;    ///< min of the baseline: `1.234 ms`
  std::string candidate;   ///< min of the candidate
  std::string tail;        ///< p95 and the number of samples behind it: `+9.0 %, n=480`
  std::string detectable;  ///< `2.4 %`: smaller slowdowns than this would not have been seen
  std::string noise;       ///< `1.1 %`: spread of one pair's ratio, lockstep only
  std::string method;      ///< `screen`, `lockstep`, `unconfirmed`
  std::string pairs;       ///< `12`, lockstep only
  std::string reason;
  std::string waived;  ///< why a person lets this pass, and until when; the reason says it too
  std::string next_step;
  std::string next_command;
};

/// A labelled value of the report's head: `candidate`, `main (7a57be1)`.
struct ReportFact {
  std::string label;
  std::string value;
};

struct VerdictTable {
  std::string headline;           ///< PASS, REGRESSION, COULD NOT SAY or FIRST RUN
  std::string sentence;           ///< `REGRESSION: 1 slower, 3 same; compared 4 of 5.`
  std::string coverage;           ///< `compared 4 of 5`
  std::vector<ReportFact> facts;  ///< filter (if any), both sides, machine class
  std::vector<VerdictRow> rows;   ///< those of shown_lines, in the report's order
  std::size_t unlisted = 0;       ///< lines that are not among the rows; a note says so
  std::vector<std::string> problems;
  std::vector<std::string> notes;
  std::string reproduce;
};

/// Up to this many lines are all shown to people.
inline constexpr std::size_t all_shown = 200;

/// The lines that a report for people lists, in its order: all of them, or in a report with more
/// than `all_shown` lines those that are not `same`. verdict.json always holds every line.
std::vector<const judge::GateLine*> shown_lines(const judge::GateReport& report);

VerdictTable verdict_table(const judge::GateReport& report);

/// The headline that belongs to an exit code of the gate.
std::string_view headline(ExitCode code);

/// Title of a metric (`warm time`), or the id itself when the registry does not know it.
std::string metric_title(std::string_view id);

/// `v1.4.0 (3f2a91c0d1e2), run 20261101T090000Z__3f2a91c`, parts that are unknown left out.
std::string side_text(const judge::Side& side);

/// `+9.0 %, n=480`, `n=480/520` where the sides differ, `n/a` below 20 samples, or nothing.
std::string tail_text(const judge::GateLine& line);

}  // namespace tidegate::render
