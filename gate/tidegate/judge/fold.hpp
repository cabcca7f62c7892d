/// From attempt rows to result rows.
/// Decides: pooling of samples, which status a mixture of attempts has, ratios to the reference.
/// Refuses to know: baselines.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include <tidegate/row/attempt_row.hpp>
#include <tidegate/row/result_row.hpp>

namespace tidegate::judge {

/// One result row per (run_id, key), sorted by key. fidelity_failed wins over every other status
/// (a wrong result is wrong however often it was right); else ok when any attempt is ok (the failed
/// ones are counted); else the status of the last attempt. Metrics come from the ok attempts of an
/// ok row; min, median, quartiles are type-7 quantiles, p95 only from 20 samples on. Metrics that
/// fold to an extreme have the extreme in all places and the number of attempts as n. Attempts that
/// give one metric in two units make the row `crashed`. Counters and stages are metrics of families
/// (judge/pools). Rates are derived (judge/rates), impossible
/// times marked (judge/suspicion). A ratio to the reference stands only between ok, faithful and
/// possible rows of one run and platform whose times include the same; else the row says why not.
std::vector<ResultRow> fold(std::span<const AttemptRow> attempts);

/// The row of all attempts of one key in one run, in their order; at least one. Without a ratio:
/// that takes the other rows of the run.
ResultRow fold_key(std::span<const AttemptRow* const> attempts);

/// The same of attempts that do not stand in memory together: key by key, run by run.
class Fold {
 public:
  /// All attempts of one key in one run, in their order; at least one. They are not needed
  /// afterwards. Rows come out in the order in which they are added.
  void add(std::span<const AttemptRow* const> attempts);
  std::vector<ResultRow> finish() &&;

 private:
  std::vector<ResultRow> rows_;
  std::vector<std::shared_ptr<const Provenance>> known_;
};

/// Status ok, and no attempt whose output was wrong or could not be checked. A row without any
/// check counts as faithful: its case has no oracle.
bool is_ok_and_faithful(const ResultRow& row);

/// Of several runs, keeps the newest row of each key and machine class (row/run_id).
std::vector<ResultRow> latest(std::vector<ResultRow> rows);

}  // namespace tidegate::judge
