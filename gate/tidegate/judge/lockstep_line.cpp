#include <algorithm>
#include <cmath>
#include <memory>
#include <utility>

#include <fmt/format.h>

#include <tidegate/judge/fold.hpp>
#include <tidegate/judge/lockstep_line.hpp>
#include <tidegate/judge/pooled_echo.hpp>

namespace tidegate::judge {
namespace {

constexpr double large_change = 0.10;  ///< from here on a report says `large`

/// All pairs' samples of one side as one distribution, and raw for the bundle; the row that all
/// processes of the side amount to, or null.
std::shared_ptr<const ResultRow> fill_side(std::span<const AttemptRow> rows,
                                           std::optional<MetricSummary>& summary,
                                           std::vector<double>& samples) {
  for (const AttemptRow& row : rows) {
    const MetricSamples* times = row.find(warm_time);
    if (times != nullptr) {
      samples.insert(samples.end(), times->samples.begin(), times->samples.end());
    }
  }
  std::vector<ResultRow> folded = fold(rows);
  if (folded.empty()) return nullptr;
  const MetricSummary* found = folded.front().find(warm_time);
  if (found != nullptr) summary = *found;
  return std::make_shared<const ResultRow>(std::move(folded.front()));
}

/// The size of a change beside its detection: what was detected may well be small.
std::string_view size_of(const RatioFound& found) {
  return std::abs(std::log(found.ratio)) < std::log1p(large_change) ? "small" : "large";
}

std::string reason_of(const PairedRow& row, Verdict verdict) {
  const std::uint32_t pairs = row.pairs();
  switch (verdict) {
    case Verdict::same:
      return fmt::format("{} pairs exclude a slowdown that matters", pairs);
    case Verdict::slower:
      return fmt::format("{} pairs detect a {} slowdown of the low band", pairs,
                         size_of(row.low_band()));
    case Verdict::faster:
      return fmt::format("{} pairs detect a {} speed-up of the low band", pairs,
                         size_of(row.low_band()));
    case Verdict::shape_changed:
      return fmt::format("{} pairs detect a slower tail, while the low band did not cross", pairs);
    default:
      return row.why_undecided();
  }
}

Verdict verdict_of(Status failed, FailedSide side) {
  const bool unfaithful =
      failed == Status::fidelity_failed || failed == Status::fidelity_inconclusive;
  switch (side) {
    case FailedSide::baseline_at_start:
      return Verdict::recovered;
    case FailedSide::baseline_midway:
      return unfaithful ? Verdict::recovered : Verdict::broken;
    case FailedSide::candidate:
      break;
  }
  return unfaithful ? Verdict::unfaithful : Verdict::broken;
}

}  // namespace

GateLine lockstep_line(const Key& key, const PairedRow& row, const PairRows& rows,
                       std::uint64_t seed) {
  GateLine line;
  line.key = key;
  line.metric = warm_time;
  line.method = Method::lockstep;
  line.verdict = row.verdict().value_or(Verdict::undecided);
  line.min = row.low_band();
  line.p95 = row.tail();
  line.lockstep = row.evidence();
  line.lockstep->seed = seed;
  auto before = fill_side(rows.baseline, line.baseline, line.baseline_samples);
  auto now = fill_side(rows.candidate, line.candidate, line.candidate_samples);
  if (is_crossing(line.verdict)) {
    line.baseline_row = std::move(before);
    line.candidate_row = std::move(now);
  }
  if (!rows.baseline.empty() && !rows.candidate.empty()) {
    line.witness.code =
        same_code(rows.baseline.front().provenance, rows.candidate.front().provenance);
  }
  line.baseline_echo = pooled_echo(rows.baseline);
  line.candidate_echo = pooled_echo(rows.candidate);
  line.result_checked =
      std::all_of(rows.candidate.begin(), rows.candidate.end(),
                  [](const AttemptRow& one) { return was_checked(one.fidelity); });
  line.reason = reason_of(row, line.verdict);
  line.next_step = std::string(next_step(line.verdict));
  return line;
}

GateLine failed_line(const Key& key, const AttemptRow& failed, FailedSide side) {
  GateLine line;
  line.key = key;
  line.metric = warm_time;
  line.method = Method::lockstep;
  line.verdict = verdict_of(failed.status, side);
  const std::string why = failed.failure ? failed.failure->message : "no reason given";
  line.reason = fmt::format("the {} side was {}: {}",
                            side == FailedSide::candidate ? "candidate's" : "baseline's",
                            status_name(failed.status), why);
  line.next_step = std::string(next_step(line.verdict));
  return line;
}

GateLine new_line(const Key& key, const ResultRow* candidate, const std::string& why) {
  GateLine line;
  line.key = key;
  line.metric = warm_time;
  line.verdict = Verdict::no_baseline;
  line.method = Method::lockstep;
  if (candidate != nullptr) {
    const MetricSummary* found = candidate->find(warm_time);
    if (found != nullptr) line.candidate = *found;
    if (candidate->fidelity) line.candidate_echo = candidate->fidelity->echo;
    line.result_checked = was_checked(candidate->fidelity);
  }
  line.reason = why;
  line.next_step = std::string(next_step(line.verdict));
  return line;
}

GateLine dropped_line(const Key& key) {
  GateLine line;
  line.key = key;
  line.metric = warm_time;
  line.verdict = Verdict::dropped;
  line.method = Method::lockstep;
  line.reason = "the reference has this row, and the candidate no longer lists it";
  line.next_step = std::string(next_step(line.verdict));
  return line;
}

GateLine missing_line(const Key& key) {
  GateLine line;
  line.key = key;
  line.metric = warm_time;
  line.verdict = Verdict::broken;
  line.method = Method::lockstep;
  line.reason = "expected and missing: the worker does not list this row";
  line.next_step = "Bring the case back, or remove it from the expected rows.";
  return line;
}

}  // namespace tidegate::judge
