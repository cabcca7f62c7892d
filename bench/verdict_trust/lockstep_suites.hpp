/// Suites of rows under the gate's own procedure: judge::PairedRow, the code that the gate runs,
/// fed with recorded pairs instead of new ones.
/// Decides: which row replays which kernel, and what is counted.
/// Refuses to know: how the pools were made and how a share is printed.
#pragma once

#include <cstdint>
#include <vector>

#include <tidegate/judge/paired_compare.hpp>

#include "pair_pools.hpp"

namespace verdict_trust {

/// What became of rows.
struct RowTally {
  std::uint64_t rows = 0;
  std::uint64_t flagged = 0;  ///< slower or shape_changed: what makes a gate fail
  std::uint64_t undecided = 0;
  std::uint64_t pairs = 0;  ///< of all rows together

  RowTally& operator+=(const RowTally& more);
  bool operator==(const RowTally&) const = default;
};

/// What became of suites.
struct SuiteTally {
  std::uint64_t suites = 0;
  std::uint64_t flagged = 0;      ///< suites with at least one flagged row
  std::vector<RowTally> kernels;  ///< in the order of the pools

  SuiteTally& operator+=(const SuiteTally& more);
  RowTally all_rows() const;
  bool operator==(const SuiteTally&) const = default;
};

struct SuitePlan {
  std::uint32_t rows = 12;      ///< rows a suite; the procedure divides its error by it
  std::uint64_t suites = 1000;  ///< how many are replayed
  std::uint64_t seed = 1;
  std::uint32_t stream = 0;  ///< tells replays of one seed apart
  unsigned threads = 1;      ///< at least 1; changes nothing but the time taken
  tidegate::judge::LockstepPolicy policy;
};

/// Replays suites; `pools` has one pool a kernel, none empty. Kernels take turns over the rows,
/// from suite to suite without a break, so that all are replayed equally often. As in the gate,
/// every unsettled row gets one pair, round after round, until all are settled; the gate shuffles
/// the rows of a round, which changes nothing here, where every pair is an independent draw.
/// Errors: those of PairedRow::add.
tidegate::Outcome<SuiteTally> replay(const std::vector<Pool>& pools, const SuitePlan& plan);

}  // namespace verdict_trust
