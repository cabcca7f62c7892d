/// What the gate found, as one value: everything a report, a bundle or the exit code needs.
/// Decides: the fields, the order of lines (crossings first), the exit code.
/// Refuses to know: how a number is printed (render) and how it was measured.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <tidegate/base/exit_code.hpp>
#include <tidegate/judge/policy.hpp>
#include <tidegate/judge/verdict.hpp>
#include <tidegate/judge/witness.hpp>
#include <tidegate/row/result_row.hpp>
#include <tidegate/row/source_place.hpp>

namespace tidegate::judge {

/// A ratio candidate/baseline with its limit. Screen ratios have no interval.
struct RatioFound {
  double ratio = 1;
  std::optional<double> low;  ///< exact confidence interval of the ratio
  std::optional<double> high;
  std::optional<Threshold> limit;
  bool crossed = false;
};

/// What lockstep pairs say about one row; see judge/paired_compare.
struct LockstepEvidence {
  std::uint32_t pairs = 0;
  double p_slower = 1;  ///< exact one-sided p of the low band at the last look or where it settled
  double p_faster = 1;
  std::optional<double> detectable;  ///< smallest excess slowdown these pairs would have shown
  /// Spread of one pair's ratio, as excess: the interquartile range of ln(ratio) over 1.349, which
  /// is the standard deviation of normal values. Nothing below 4 pairs.
  std::optional<double> noise;
  std::optional<std::uint32_t> pairs_to_settle;  ///< of an undecided row; see judge/undecided
  std::string reference;   ///< full commit of the build that these pairs are against, or its path
  std::uint64_t seed = 0;  ///< all draws of this row follow from it
  std::vector<double> log_ratio_low;   ///< d_j, one a pair, in order
  std::vector<double> log_ratio_tail;  ///< e_j
};

/// One line of the report: one metric of one key.
struct GateLine {
  Key key;
  SourcePlace source;  ///< where the row is declared, as the candidate's worker said
  KeptText metric;     ///< registry id
  Verdict verdict = Verdict::broken;
  Method method = Method::screen;
  std::optional<RatioFound> min;  ///< min ratio (screen) or low-band ratio (lockstep)
  std::optional<RatioFound> p95;
  std::optional<LockstepEvidence> lockstep;
  std::optional<MetricSummary> baseline;
  std::optional<MetricSummary> candidate;
  std::vector<double> baseline_samples;  ///< raw, for the bundle; may be empty (stored baselines)
  std::vector<double> candidate_samples;
  /// Of a crossing: the whole rows, counters, stages and result included; null where there is none.
  std::shared_ptr<const ResultRow> baseline_row;
  std::shared_ptr<const ResultRow> candidate_row;
  Witness witness;                    ///< what else than time says
  std::optional<Echo> baseline_echo;  ///< what each side computed, in a few numbers
  std::optional<Echo> candidate_echo;
  /// The candidate's output agreed with an oracle in every attempt, and is not known to differ
  /// from the baseline's.
  bool result_checked = false;
  std::string reason;        ///< one sentence: why this verdict
  std::string next_step;     ///< one action, in a sentence; empty for `same`
  std::string next_command;  ///< the command line that helps with this very row, or empty
  std::string waived;        ///< why a person lets this pass, and until when; empty: nobody does
};

/// One side of the comparison.
struct Side {
  std::string run_id;
  std::string machine_class;
  std::shared_ptr<const Provenance> provenance;  ///< may be null when nothing was measured
  std::string ref;                               ///< the git ref it was built from, or empty
  std::string commit;                            ///< full sha when known, or empty
};

struct GateReport {
  /// Tells comparisons of one commit apart where their reports meet, as the comments of one pull
  /// request do: the same from run to run. `perf`, where nobody gave another.
  std::string name = "perf";
  std::string run_id;     ///< of the candidate; `record` refuses to record one twice
  std::string timestamp;  ///< ISO UTC, of the verdict
  Side baseline;
  Side candidate;
  std::string filter;  ///< explicit restriction of the expected rows, printed; empty for none
  std::uint64_t expected = 0;  ///< M of "compared N of M"
  std::uint64_t compared = 0;  ///< N: lines with a baseline and a candidate that were judged
  std::vector<GateLine> lines;
  std::vector<std::string> problems;  ///< suite-level failures, a sentence with its next step each
  std::vector<std::string> notes;     ///< torn lines, dropped rows, labels
  std::string reproduce;              ///< the command that repeats this
  Policy policy;
  bool first_run = false;  ///< nothing could be compared because no reference exists yet
};

/// Sorts lines: regressions, broke, undecided, faster, the rest; by key inside.
void sort_lines(GateReport& report);

/// Calls lines `suspicious` that are `faster` by the policy's suspicious_speedup or more: work that
/// went missing is faster too.
void doubt_large_speedups(GateReport& report);

/// Says where the two sides did not compute the same thing, however fast, and takes such a result
/// for unchecked. Calls lines `unfaithful` whose candidate's result correlates less with its oracle
/// than the policy's least_correlation, or by nobody knows what; a failing line keeps its verdict,
/// and a problem of the report says the rest.
void doubt_results(GateReport& report);

/// Both, in the order in which they bear on each other.
void doubt(GateReport& report);

/// Whether this line alone keeps the gate from saying `ok`: a suspicious one that the policy fails
/// for, and that nobody accepted by a waiver.
bool is_doubtful(const GateReport& report, const GateLine& line);

/// Whether a waiver lets such a line pass. A wrong or missing result is never a matter of patience.
bool may_be_waived(Verdict verdict);

/// Marks the lines that the policy's waivers let pass, and notes every waiver, used or not.
void apply_waivers(GateReport& report);

/// Whether this line makes the gate red as a regression: it is one, or undecided under
/// OnUndecided::fail, and nobody waived it.
bool is_failing(const GateReport& report, const GateLine& line);

/// 1 when any line is failing; else 77 on a first run
/// without problems or broke lines; else 2 when anything broke or is doubtful, a problem stands, or
/// compared is 0; else 0. A regression wins over `broke`: both are printed.
ExitCode exit_code(const GateReport& report);

}  // namespace tidegate::judge
