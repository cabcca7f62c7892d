/// The record of one process that measured one key once, or of how it died.
/// Decides: which fields an attempt has. Refuses to know: JSON (row_json) and folding (judge).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <tidegate/row/case_id.hpp>
#include <tidegate/row/conduct.hpp>
#include <tidegate/row/metric.hpp>
#include <tidegate/row/provenance.hpp>
#include <tidegate/row/source_place.hpp>
#include <tidegate/row/status.hpp>
#include <tidegate/row/warning.hpp>

namespace tidegate {

/// The newest schema this build reads and the one it writes. Additions do not raise it.
inline constexpr int schema_version = 1;

/// Raw values of one metric, in the order in which they were taken.
struct MetricSamples {
  std::string metric;  ///< id from the registry; foreign rows may carry others
  std::string unit;
  std::uint64_t iterations = 1;  ///< calls that each sample averages over
  std::vector<double> samples;   ///< one value a sample, per call (elapsed / iterations)

  bool operator==(const MetricSamples&) const = default;
};

/// What one call of the timed operation does, as its author states it.
struct Work {
  std::optional<double> bytes;          ///< read + written per call
  std::optional<double> flops;          ///< floating-point operations per call
  std::optional<double> elements = {};  ///< of output per call

  bool operator==(const Work&) const = default;
};

/// Something that an attempt counted, such as residual evaluations or instructions. A count that
/// could not be taken has no value and says why: a missing number is not 0. One whose direction
/// nobody stated is shown and never judged.
struct Counter {
  std::string name;
  std::string unit = "1";  ///< SI without prefix; `1` for plain counts
  std::optional<double> value;
  std::string why;  ///< no value: why
  Better better = Better::unstated;

  bool operator==(const Counter&) const = default;
};

/// Which elements of an output were compared, where not all were.
struct Subsample {
  enum class Stratification {
    equal_blocks,  ///< a seeded draw from each of n equal blocks of the indices
    given          ///< the benchmark named them
  };
  std::uint64_t n = 0;
  double fraction = 1;  ///< of all elements
  std::uint64_t seed = 0;
  Stratification stratification = Stratification::given;

  bool operator==(const Subsample&) const = default;
};

/// The compared output in a few numbers, over its finite elements: whether two runs computed the
/// same thing shows here without either output being kept.
struct Echo {
  double mean = 0;
  double max = 0;
  double max_abs = 0;
  /// Pearson's, of the output with its reference; absent when either is constant.
  std::optional<double> correlation;

  bool operator==(const Echo&) const = default;
};

/// How far the timed output is from the oracle's.
struct Fidelity {
  /// Why nothing can be concluded.
  enum class Reason {
    none,                 ///< something was
    nothing_compared,     ///< the output has no elements
    subsample_too_small,  ///< too few elements to stand for the others
    no_oracle,            ///< nobody can compute what is right
    coupled               ///< each element hangs on all others: no oracle in fp64 is feasible
  };
  enum class Verdict { pass, fail, inconclusive };
  Verdict verdict = Verdict::inconclusive;
  std::optional<double> rel_to_tol;  ///< max |out-ref| / (atol + rtol*|ref|); pass iff <= 1;
                                     ///< null when an element is NaN on one side only
  std::optional<double> max_abs;
  std::uint64_t checked = 0;     ///< elements compared
  std::uint64_t mismatched = 0;  ///< elements beyond tolerance
  double rtol = 0;
  double atol = 0;
  std::string oracle;        ///< `fp64_full`, `fp64_subsample`, `designated_provider`, `none`
  std::string against = {};  ///< the designated provider; empty for the other oracles
  Reason reason = Reason::none;
  std::optional<Subsample> subsample = {};  ///< unset when every element was compared
  std::optional<Echo> echo = {};            ///< unset when nothing finite was compared

  bool operator==(const Fidelity&) const = default;
};

/// Whether somebody compared an output and found it right.
bool was_checked(const std::optional<Fidelity>& fidelity);

/// Why a status is not ok.
struct Failure {
  std::string phase;    ///< `start`, `prepare`, `measure`, `protocol`, `fidelity`
  std::string message;  ///< one sentence
  std::optional<int> exit_code;
  std::optional<int> signal;
  std::optional<double> limit_s;  ///< for timeouts

  bool operator==(const Failure&) const = default;
};

/// A field of the JSON that this build does not know, kept as JSON text so that a newer tool's
/// rows survive being read and written by this one. `path` is a list of object keys from the row.
struct UnknownField {
  std::vector<std::string> path;
  std::string json;

  bool operator==(const UnknownField&) const = default;
};

/// How much of a case its run set out to measure.
enum class Coverage {
  full,  ///< every selected point
  fast,  ///< `--quick`: the representative point alone. Never the current state of a case
};

struct AttemptRow {
  std::string run_id;  ///< compact UTC time, `__`, 7 digits of the commit
  Key key;
  bool reference = false;       ///< whether this provider is the case's reference
  bool representative = false;  ///< whether this point stands for the case
  Coverage coverage = Coverage::full;
  SourcePlace source;  ///< where it is declared, as the worker listed it
  Status status = Status::ok;
  std::optional<Failure> failure;
  std::string stderr_tail;  ///< the last 2,000 characters, valid UTF-8
  std::vector<MetricSamples> metrics;
  Work work;
  std::optional<Includes> includes;  ///< what a time covers; unset where it means nothing
  std::optional<Stopping> stopping;  ///< unset in rows of workers that do not say
  std::optional<Stages> stages;      ///< unset where no stage is named
  std::vector<Counter> counters;     ///< in the order counted, each name once
  std::optional<Fidelity> fidelity;
  std::string resolved_backend;   ///< what ran instead of the provider; empty: itself
  std::vector<Warning> warnings;  ///< in the order first given, each text once
  std::uint64_t seed = 0;         ///< of the inputs
  Provenance provenance;
  std::string machine_class;
  std::vector<UnknownField> unknown;

  /// The samples of `metric`, or nullptr.
  const MetricSamples* find(std::string_view metric) const;
};

}  // namespace tidegate
