/// What the gate is told: thresholds, error rates and budgets, as plain data.
/// Decides: the defaults and the precedence per-metric-of-a-case > per-case > per-metric > global.
/// Refuses to know: TOML (policy_toml is the one door) and the command line.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <tidegate/base/error.hpp>
#include <tidegate/row/metric.hpp>

namespace tidegate::judge {

/// One limit on candidate/baseline. Exactly the limit passes under `greater`.
struct Threshold {
  double limit = 1.10;
  Operator op = Operator::greater;

  /// Whether this ratio crosses. Ratios are compared unrounded.
  bool crossed_by(double ratio) const;
  bool operator==(const Threshold&) const = default;
};

/// Limits of one metric; unset ones fall through to the next wider scope.
struct Limits {
  std::optional<Threshold> min;
  std::optional<Threshold> p95;

  bool operator==(const Limits&) const = default;
};

/// Knobs of the lockstep procedure, for a suite of rows. Ratios as excess: 0.02 is 2 %.
struct LockstepPolicy {
  double family_error = 0.01;       ///< F: chance that any row of an identical suite alarms
  double smallest_slowdown = 0.02;  ///< T: smallest slowdown worth failing for
  double pass_excludes = 0.025;     ///< delta: what a pass must exclude
  double pass_error = 0.025;        ///< beta: one-sided level of the bound behind a pass
  double tail_limit = 0.20;         ///< q95 slowdown that is a shape change
  double tail_hold = 0.15;          ///< q95 estimate below which a pass is possible
  std::uint32_t first_pass = 6;     ///< n0: pairs before a pass is possible
  std::uint32_t max_pairs = 60;     ///< nmax
  std::uint32_t samples = 40;       ///< N samples a side and pair
  std::uint32_t looks = 6;          ///< L planned looks

  bool operator==(const LockstepPolicy&) const = default;
};

enum class OnUndecided { pass, fail };

/// Which `suspicious` rows nobody has accepted make the gate say that it could not say (exit 2).
enum class OnSuspicious {
  pass,            ///< none
  fail_unchecked,  ///< those whose result was not checked against an oracle
  fail             ///< all
};

/// A person lets one regression pass for a while. It hides nothing: every report prints it, and the
/// line keeps its verdict. Results that are wrong or missing cannot be waived.
struct Waiver {
  std::string row;  ///< exactly as a report prints it: `case[n=512] kokkos/serial`
  std::string metric{warm_time};
  std::string reason;
  std::string expires;  ///< the last day on which it holds, UTC, `2027-01-31`

  bool operator==(const Waiver&) const = default;
};

enum class OnStale {
  note,  ///< every report says so
  fail   ///< a problem: the gate cannot say (exit 2)
};

/// What a committed baseline must be, when it is accepted and for how long afterwards.
struct BaselinePolicy {
  std::uint32_t attempts = 1;               ///< ok processes behind each accepted row
  std::uint32_t stale_after_days = 90;      ///< since it was accepted
  std::uint32_t stale_after_commits = 500;  ///< between its commit and the one that is judged
  OnStale on_stale = OnStale::note;

  bool operator==(const BaselinePolicy&) const = default;
};

/// What the record of a project takes.
struct RecordPolicy {
  /// The machine class whose times are the project's; empty: those of the committed baselines.
  std::string reference_class;
  /// Files of the innermost loops, as git's glob patterns: a change there earns a snapshot.
  std::vector<std::string> inner_paths;

  bool operator==(const RecordPolicy&) const = default;
};

struct Policy {
  std::map<std::string, Limits> metrics;                              ///< [metric.<id>]
  std::map<std::string, Limits> cases;                                ///< [case.<name>]
  std::map<std::string, std::map<std::string, Limits>> case_metrics;  ///< [case.<name>.metric.<id>]
  Limits global;                                                      ///< [gate]
  std::optional<Operator> op;                                         ///< [gate] operator
  LockstepPolicy lockstep;                                            ///< [lockstep]
  OnUndecided on_undecided = OnUndecided::pass;                       ///< [gate] undecided
  OnSuspicious on_suspicious = OnSuspicious::fail_unchecked;          ///< [gate] suspicious
  double suspicious_speedup = 2;  ///< [gate] how many times as fast is beyond belief at first
  BaselinePolicy baseline;        ///< [baseline]
  RecordPolicy record;            ///< [record]
  /// [gate] least_correlation: of each result with its oracle; unset: only tolerances are asked.
  std::optional<double> least_correlation;
  std::vector<Waiver> waivers;  ///< [[waiver]]

  /// The limits that hold for this metric of this case; both are set in the answer.
  Limits limits_for(const std::string& case_name, const MetricInfo& metric) const;
  /// Whether the metric is judged for this case: gated by the registry, or named by this policy.
  bool judges(const std::string& case_name, const MetricInfo& metric) const;
  /// Whether a table of this very case names the metric: then a row without it is an error.
  bool names(const std::string& case_name, std::string_view metric) const;
  /// All metrics that are judged for this case: those of the registry in its order, then the named
  /// members of families, whose ids are views of this policy's texts.
  std::vector<MetricInfo> judged_metrics(const std::string& case_name) const;
  bool operator==(const Policy&) const = default;
};

/// What a repository starts from; every key of its file still overrides.
enum class Preset {
  usual,      ///< `default`: 2 % fails, a pass excludes 2.5 %
  strict,     ///< 1 % fails, a pass excludes 2 %, undecided fails; some 10 to 14 pairs a row;
              ///< a baseline has 3 attempts, and 30 days or 100 commits later it fails
  rewrite,    ///< of an implementation: 1.05 times the time passes, less does not; the result
              ///< correlates with its oracle by 0.9995 at least (workloads of nanoBragg's port)
  permissive  ///< 3 % fails, a pass excludes 4 %: for rows that code layout moves
};
Policy preset_policy(Preset preset);

/// The first waiver whose last day lies before `today` (`2026-11-21`), or nullptr.
const Waiver* expired_waiver(const Policy& policy, std::string_view today);

/// Reads tidegate.toml: `version = 1` is required, unknown keys, wrong types and senseless values
/// (limit <= 1, error outside (0,1), ...) are errors with line and column. A limit's operator is
/// the one its own scope names (`operator`, or `min_operator`, `p95_operator` for one of the two),
/// else the one of [gate], which also holds for the limits that the metric registry sets.
Outcome<Policy> read_policy(const std::filesystem::path& path);

/// The same from a text; `name` stands in the errors.
Outcome<Policy> parse_policy(std::string_view text, const std::string& name);

/// The same policy with every limit that holds written out: those of the metric registry too.
Policy with_all_limits(Policy policy);

/// The policy as TOML that read_policy accepts and reads back to an equal policy.
std::string dump_policy(const Policy& policy);

}  // namespace tidegate::judge
