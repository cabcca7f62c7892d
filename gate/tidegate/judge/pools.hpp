/// The values of one key's attempts, metric by metric, and what they amount to.
/// Decides: which of several attempts counts for a metric, and which of an attempt's counters and
/// stages are metrics of its result row. Refuses to know: statuses and machines.
#pragma once

#include <string>
#include <vector>

#include <tidegate/row/attempt_row.hpp>
#include <tidegate/row/result_row.hpp>

namespace tidegate::judge {

/// Metrics in the order in which they first appear.
class Pools {
 public:
  /// Takes over the samples, counters (`counter.<name>`) and stages (`stage_time.<name>`) of an
  /// attempt. Not metrics: counts that could not be taken, the machine's ceilings, and names that
  /// make no id. False when an attempt before gave a metric in another unit or direction;
  /// disputed() is its id then.
  bool add(const AttemptRow& attempt);
  const std::string& disputed() const { return disputed_; }

  /// By the fold rule of each metric's row in row/metric. A counter takes the attempt that is best
  /// in its stated direction; without one, attempts are values of a distribution: no side is taken.
  /// Imported means have no p95, however many they are: theirs is not that of the samples.
  std::vector<MetricSummary> fold() const;

 private:
  /// All values of one metric in the ok attempts of a key.
  struct Pool {
    std::string metric;
    std::string unit;
    Better better = Better::unstated;
    std::vector<std::vector<double>> attempts = {};
    bool stands_in = false;  ///< a value of it sums up samples that nobody kept
  };

  bool add(const std::string& metric, const std::string& unit, Better better,
           const std::vector<double>& samples, bool stands_in = false);
  static MetricSummary fold_pool(const Pool& pool);

  std::vector<Pool> pools_;
  std::string disputed_;
};

}  // namespace tidegate::judge
