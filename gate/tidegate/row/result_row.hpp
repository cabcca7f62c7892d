/// What all attempts of one key amount to. A committed baseline is an older result row.
/// Decides: which fields a result has, and what is kept of its acceptance. Refuses to know: how
/// they were computed (judge/fold).
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <tidegate/row/attempt_row.hpp>
#include <tidegate/row/case_id.hpp>
#include <tidegate/row/kept_text.hpp>
#include <tidegate/row/metric.hpp>
#include <tidegate/row/provenance.hpp>
#include <tidegate/row/status.hpp>

namespace tidegate {

/// A metric of a key, over all samples of all its ok attempts.
struct MetricSummary {
  KeptText metric;
  KeptText unit;
  std::uint64_t n = 0;  ///< samples behind the numbers
  double min = 0;
  double median = 0;
  double mean = 0;
  double stddev = 0;  ///< sample standard deviation; 0 when n < 2
  double iqr = 0;
  std::optional<double> p95;         ///< absent below 20 samples: refused, not guessed
  Better better = Better::unstated;  ///< of a counter, as it was stated; else row/metric knows

  bool operator==(const MetricSummary&) const = default;
};

/// Which way this metric is better: as the registry says, or as the row states for a counter.
Better direction_of(const MetricSummary& summary);

/// This key's min over the reference provider's, only between ok and faithful rows of one platform.
struct Ratio {
  std::string vs;  ///< provider
  double value = 0;

  bool operator==(const Ratio&) const = default;
};

/// Who made a row the baseline, and why: what a reviewer asks first.
struct Acceptance {
  KeptText accepted;  ///< ISO UTC
  KeptText author;    ///< `A. Person <a@example.org>`
  KeptText reason;
  std::vector<KeptText> despite;  ///< guards that were not met, by name

  bool operator==(const Acceptance&) const = default;
};

struct ResultRow {
  KeptText run_id;
  Key key;
  bool reference = false;
  bool representative = false;
  Coverage coverage = Coverage::full;  ///< fast where any attempt is of a quick run
  SourcePlace source;                  ///< where it is declared; may be unknown
  Status status = Status::ok;
  std::string failure;         ///< one sentence when status is not ok, else empty
  std::uint64_t attempts = 0;  ///< attempts folded, failed ones included
  std::uint64_t failed = 0;
  std::vector<MetricSummary> metrics;
  Work work;
  std::optional<Fidelity> fidelity;  ///< the worst of the attempts
  std::optional<Includes> includes;  ///< what its times cover
  KeptText resolved_backend;         ///< what ran instead of the provider; empty: itself
  std::vector<Warning> warnings;     ///< of all attempts, counts added up
  KeptText suspicion;                ///< why its warm time cannot be true; empty when it can
  std::optional<Ratio> ratio;
  KeptText ratio_refused;  ///< why an ok row has no ratio to a reference that is there; else empty
  KeptText machine_class;
  std::shared_ptr<const Provenance>
      provenance;                        ///< shared by the rows of a run; never null once read
  std::optional<Acceptance> acceptance;  ///< only of a committed baseline
  std::vector<UnknownField> unknown;

  const MetricSummary* find(std::string_view metric) const;
};

}  // namespace tidegate
