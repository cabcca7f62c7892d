#include "lockstep_suite.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <random>
#include <utility>

#include <fmt/format.h>

#include <tidegate/judge/lockstep_line.hpp>
#include <tidegate/judge/paired_compare.hpp>
#include <tidegate/judge/pooled_echo.hpp>
#include <tidegate/run/cpu_set.hpp>
#include <tidegate/run/lockstep.hpp>

#include "interrupt.hpp"

namespace tidegate::command {
namespace {

/// One row on its way to a line.
struct RowInWork {
  const run::Planned* planned;
  std::uint64_t seed;
  judge::PairedRow pairs;
  std::vector<AttemptRow> baseline;
  std::vector<AttemptRow> candidate;
  std::optional<judge::GateLine> line;
};

/// A worker on one core is pinned to the core that the pair draws; one that uses many threads keeps
/// the machine, which is the same set for both sides.
std::vector<int> cores_for(const Key& key) {
  return run::uses_one_core(key.platform) ? run::allowed_cpus() : std::vector<int>{};
}

bool faithful(const AttemptRow& row) { return row.status == Status::ok; }

judge::FailedSide side_of(const run::PairFailed& failed) {
  if (failed.side == run::PairFailed::Side::candidate) return judge::FailedSide::candidate;
  return failed.started ? judge::FailedSide::baseline_midway : judge::FailedSide::baseline_at_start;
}

/// Measures one more pair of a row; sets its line when that settles it.
void advance(RowInWork& row, const LockstepSuite& suite) {
  const Key& key = row.planned->listing.key;
  const run::PairDraws draws =
      run::draw_pair(row.seed, row.pairs.pairs(), row.planned->spec.samples, cores_for(key));
  auto measured =
      run::measure_pair(*suite.baseline, *suite.candidate, row.planned->spec, draws, suite.limit_s);
  if (const auto* failed = std::get_if<run::PairFailed>(&measured)) {
    row.line = judge::failed_line(key, failed->row, side_of(*failed));
    return;
  }
  auto& pair = std::get<run::PairMeasured>(measured);
  // The candidate first: where both are wrong, the change under judgement is what must be mended.
  if (!faithful(pair.candidate_row)) {
    row.line = judge::failed_line(key, pair.candidate_row, judge::FailedSide::candidate);
    return;
  }
  if (!faithful(pair.baseline_row)) {
    row.candidate.push_back(std::move(pair.candidate_row));
    judge::GateLine line =
        judge::failed_line(key, pair.baseline_row, judge::FailedSide::baseline_midway);
    line.candidate_echo = judge::pooled_echo(row.candidate);
    row.line = std::move(line);
    return;
  }
  const Outcome<void> added = row.pairs.add({pair.baseline, pair.candidate});
  row.baseline.push_back(std::move(pair.baseline_row));
  row.candidate.push_back(std::move(pair.candidate_row));
  if (!added) {
    AttemptRow refused = row.candidate.back();
    refused.status = Status::crashed;
    refused.failure = Failure{"protocol", added.error().what, {}, {}, {}};
    row.line = judge::failed_line(key, refused, judge::FailedSide::candidate);
  } else if (row.pairs.verdict()) {
    row.line = judge::lockstep_line(key, row.pairs, {row.baseline, row.candidate}, row.seed);
  }
}

std::vector<RowInWork> prepare(const LockstepSuite& suite, std::mt19937_64& draw) {
  std::vector<RowInWork> rows;
  rows.reserve(suite.rows.size());
  const auto count = static_cast<std::uint32_t>(suite.rows.size());
  for (const run::Planned& planned : suite.rows) {
    rows.push_back({&planned, draw(), judge::PairedRow(suite.policy, count), {}, {}, {}});
  }
  return rows;
}

tl::unexpected<Error> stopped() {
  return fail(ErrorKind::interrupted, "interrupted before every row had a verdict",
              "Run it again; --seed repeats the same draws.");
}

MeasuredSide side_of(const std::vector<RowInWork>& rows, std::vector<AttemptRow> RowInWork::*side) {
  for (const RowInWork& row : rows) {
    if ((row.*side).empty()) continue;
    const AttemptRow& first = (row.*side).front();
    return {first.machine_class, std::make_shared<const Provenance>(first.provenance)};
  }
  return {};
}

}  // namespace

Outcome<SuiteJudged> judge_suite(const LockstepSuite& suite, const PairHook& hook) {
  std::mt19937_64 draw(suite.seed);
  std::vector<RowInWork> rows = prepare(suite, draw);
  std::vector<RowInWork*> open;
  for (RowInWork& row : rows) open.push_back(&row);

  while (!open.empty()) {
    // Random order, drawn anew each round: no row always runs at the same phase of the machine.
    for (std::size_t i = open.size() - 1; i > 0; --i) std::swap(open[i], open[draw() % (i + 1)]);
    for (RowInWork* row : open) {
      if (interrupted()) return stopped();
      hook(rows.size() - open.size(), rows.size(), row->planned->listing.key,
           row->pairs.pairs() + 1);
      advance(*row, suite);
      // The workers were killed: what their pair says is not a verdict.
      if (interrupted()) return stopped();
    }
    std::erase_if(open, [](const RowInWork* row) { return row->line.has_value(); });
  }

  SuiteJudged judged;
  judged.baseline = side_of(rows, &RowInWork::baseline);
  judged.candidate = side_of(rows, &RowInWork::candidate);
  for (RowInWork& row : rows) {
    judged.lines.push_back(std::move(*row.line));
    std::move(row.baseline.begin(), row.baseline.end(), std::back_inserter(judged.processes));
    std::move(row.candidate.begin(), row.candidate.end(), std::back_inserter(judged.processes));
  }
  return judged;
}

}  // namespace tidegate::command
