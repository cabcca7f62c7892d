#include "lockstep_suites.hpp"

#include <algorithm>

#include <tidegate/judge/verdict.hpp>

#include "over_suites.hpp"

namespace verdict_trust {
namespace {

using tidegate::Outcome;
using tidegate::judge::PairedRow;
using tidegate::judge::Severity;
using tidegate::judge::Verdict;

struct Row {
  std::size_t kernel = 0;
  PairedRow judged;
};

std::vector<Row> rows_of_suite(const SuitePlan& plan, std::uint64_t suite, std::size_t kernels) {
  std::vector<Row> rows;
  rows.reserve(plan.rows);
  for (std::uint32_t row = 0; row < plan.rows; ++row) {
    const auto kernel = static_cast<std::size_t>((suite * plan.rows + row) % kernels);
    rows.push_back({kernel, PairedRow(plan.policy, plan.rows)});
  }
  return rows;
}

/// One pair for every unsettled row; whether any row is left.
Outcome<bool> visit(std::vector<Row>& rows, const std::vector<Pool>& pools, SuiteDraw& draw) {
  bool open = false;
  for (Row& row : rows) {
    if (row.judged.verdict()) continue;
    const Pool& pool = pools[row.kernel];
    const auto added = row.judged.add(pool[draw.below(pool.size())]);
    if (!added) return tidegate::pass_on(added);
    open = open || !row.judged.verdict();
  }
  return open;
}

SuiteTally counted(const std::vector<Row>& rows, std::size_t kernels) {
  SuiteTally tally{1, 0, std::vector<RowTally>(kernels)};
  for (const Row& row : rows) {
    const Verdict verdict = *row.judged.verdict();
    const bool flagged = severity(verdict) == Severity::regression;
    const bool undecided = verdict == Verdict::undecided;
    tally.kernels[row.kernel] += {1, flagged ? 1U : 0U, undecided ? 1U : 0U, row.judged.pairs()};
    if (flagged) tally.flagged = 1;
  }
  return tally;
}

}  // namespace

RowTally& RowTally::operator+=(const RowTally& more) {
  rows += more.rows;
  flagged += more.flagged;
  undecided += more.undecided;
  pairs += more.pairs;
  return *this;
}

SuiteTally& SuiteTally::operator+=(const SuiteTally& more) {
  suites += more.suites;
  flagged += more.flagged;
  kernels.resize(std::max(kernels.size(), more.kernels.size()));
  for (std::size_t i = 0; i < more.kernels.size(); ++i) kernels[i] += more.kernels[i];
  return *this;
}

RowTally SuiteTally::all_rows() const {
  RowTally sum;
  for (const RowTally& kernel : kernels) sum += kernel;
  return sum;
}

Outcome<SuiteTally> replay(const std::vector<Pool>& pools, const SuitePlan& plan) {
  const auto play = [&](std::uint64_t suite) -> Outcome<SuiteTally> {
    SuiteDraw draw(plan.seed, plan.stream, suite);
    std::vector<Row> rows = rows_of_suite(plan, suite, pools.size());
    for (bool open = true; open;) {
      const auto visited = visit(rows, pools, draw);
      if (!visited) return tidegate::pass_on(visited);
      open = *visited;
    }
    return counted(rows, pools.size());
  };
  return sum_over_suites<SuiteTally>(plan.suites, plan.threads, play);
}

}  // namespace verdict_trust
