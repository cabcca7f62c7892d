#include <algorithm>
#include <cmath>
#include <string_view>

#include <fmt/format.h>

#include <tidegate/judge/paired_compare.hpp>
#include <tidegate/stats/paired_ratio.hpp>
#include <tidegate/stats/quantile.hpp>
#include <tidegate/stats/sequential_test.hpp>
#include <tidegate/stats/signed_rank.hpp>

namespace tidegate::judge {
namespace {

/// How a look's share of the error is split between the low band and the tail.
constexpr double low_share = 0.8;
constexpr double tail_share = 0.2;
constexpr std::size_t fewest_samples = 20;
constexpr double normal_iqr = 1.349;  // interquartile range of a standard normal
/// What quotients and logarithms of times lose in their last digits: a slowdown of exactly the
/// limit crosses it, on whichever side of it the last bit fell.
constexpr double rounding = 1e-12;

Outcome<void> check_side(const std::vector<double>& times, std::string_view side) {
  if (times.size() < fewest_samples) {
    return fail(ErrorKind::bad_input,
                fmt::format("the {} side of a pair has {} samples, {} are needed", side,
                            times.size(), fewest_samples),
                "Raise lockstep.samples in tidegate.toml.");
  }
  const bool sound = std::all_of(times.begin(), times.end(),
                                 [](double time) { return std::isfinite(time) && time > 0; });
  if (sound) return {};
  return fail(
      ErrorKind::bad_input,
      fmt::format("the {} side of a pair has a time that is not above 0", side),
      "Check how the worker takes its time: a sample must be longer than the clock's tick.");
}

/// Ratio of the estimate with its exact interval, against a limit that itself crosses.
RatioFound ratio_of(const std::vector<double>& logs, double level, double excess) {
  RatioFound found;
  found.limit = Threshold{1 + excess, Operator::greater_equal};
  if (logs.empty()) return found;
  found.ratio = std::exp(stats::hodges_lehmann(logs));
  if (const auto bounds = stats::center_bounds(logs, level)) {
    found.low = std::exp(bounds->low);
    found.high = std::exp(bounds->high);
  }
  return found;
}

}  // namespace

Outcome<void> check_pair(const PairSamples& pair) {
  if (auto sound = check_side(pair.baseline, "baseline's"); !sound) return sound;
  return check_side(pair.candidate, "candidate's");
}

std::vector<std::uint32_t> plan_looks(const LockstepPolicy& policy, std::uint32_t rows_in_suite) {
  const double share =
      low_share * stats::share_of_look(policy.family_error, rows_in_suite, policy.looks);
  return stats::plan_looks(stats::smallest_n_for(share), policy.max_pairs, policy.looks);
}

PairedRow::PairedRow(const LockstepPolicy& policy, std::uint32_t rows_in_suite)
    : policy_(policy), rows_(rows_in_suite), looks_(plan_looks(policy, rows_in_suite)) {}

Outcome<void> PairedRow::add(const PairSamples& pair) {
  if (auto sound = check_pair(pair); !sound) return sound;
  low_.push_back(stats::log_ratio(stats::low_band(pair.baseline), stats::low_band(pair.candidate)));
  tail_.push_back(
      stats::log_ratio(stats::upper_tail(pair.baseline), stats::upper_tail(pair.candidate)));
  if (!verdict_) judge();
  return {};
}

void PairedRow::judge() {
  const bool look = std::binary_search(looks_.begin(), looks_.end(), pairs());
  if (look) verdict_ = alarm();
  if (!verdict_ && passes()) verdict_ = Verdict::same;
  if (!verdict_ && pairs() >= policy_.max_pairs) verdict_ = Verdict::undecided;
  if (!look && !verdict_) return;
  const stats::SignedRank test = stats::signed_rank(low_);
  p_slower_ = test.p_greater;
  p_faster_ = test.p_less;
}

std::optional<Verdict> PairedRow::alarm() const {
  const double share = stats::share_of_look(policy_.family_error, rows_, policy_.looks);
  const stats::SignedRank low = stats::signed_rank(low_);
  const double low_estimate = stats::hodges_lehmann(low_);
  const double worth = std::log1p(policy_.smallest_slowdown) - rounding;
  if (low.p_greater <= low_share * share && low_estimate >= worth) return Verdict::slower;

  const double tail_estimate = stats::hodges_lehmann(tail_);
  if (stats::signed_rank(tail_).p_greater <= tail_share * share &&
      tail_estimate >= std::log1p(policy_.tail_limit)) {
    return Verdict::shape_changed;
  }
  // Nobody is told `faster` while the tail may still turn out to be slower.
  if (low.p_less <= low_share * share && low_estimate <= -worth && tail_holds()) {
    return Verdict::faster;
  }
  return std::nullopt;
}

bool PairedRow::tail_holds() const {
  return stats::hodges_lehmann(tail_) < std::log1p(policy_.tail_hold);
}

bool PairedRow::passes() const {
  if (pairs() < policy_.first_pass || !tail_holds()) return false;
  const auto bounds = stats::center_bounds(low_, policy_.pass_error);
  if (!bounds || bounds->high >= std::log1p(policy_.pass_excludes) - rounding) return false;
  // A row that looks faster waits for the looks at which `faster` may be said.
  const bool looks_faster = bounds->estimate <= -std::log1p(policy_.smallest_slowdown) + rounding;
  return !looks_faster || pairs() >= policy_.max_pairs;
}

std::optional<Verdict> PairedRow::verdict() const { return verdict_; }

std::uint32_t PairedRow::pairs() const { return static_cast<std::uint32_t>(low_.size()); }

RatioFound PairedRow::low_band() const {
  RatioFound found = ratio_of(low_, policy_.pass_error, policy_.smallest_slowdown);
  found.crossed = verdict_ == Verdict::slower || verdict_ == Verdict::faster;
  return found;
}

RatioFound PairedRow::tail() const {
  RatioFound found = ratio_of(tail_, policy_.pass_error, policy_.tail_limit);
  found.crossed = verdict_ == Verdict::shape_changed;
  return found;
}

std::optional<PairsSoFar> PairedRow::so_far() const {
  const auto bounds = stats::center_bounds(low_, policy_.pass_error);
  if (!bounds) return std::nullopt;
  return PairsSoFar{pairs(),     rows_,        bounds->estimate,
                    bounds->low, bounds->high, stats::hodges_lehmann(tail_)};
}

std::string PairedRow::why_undecided() const {
  if (const auto seen = so_far()) return undecided_reason(policy_, *seen);
  return fmt::format("{} pairs, the whole budget, are too few to exclude anything", pairs());
}

LockstepEvidence PairedRow::evidence() const {
  LockstepEvidence evidence;
  evidence.pairs = pairs();
  evidence.p_slower = p_slower_;
  evidence.p_faster = p_faster_;
  if (const auto bounds = stats::center_bounds(low_, policy_.pass_error)) {
    evidence.detectable = std::expm1((bounds->high - bounds->low) / 2);
  }
  if (low_.size() >= 4) evidence.noise = std::expm1(stats::iqr(low_) / normal_iqr);
  if (verdict_ == Verdict::undecided) {
    if (const auto seen = so_far()) evidence.pairs_to_settle = pairs_to_settle(policy_, *seen);
  }
  evidence.log_ratio_low = low_;
  evidence.log_ratio_tail = tail_;
  return evidence;
}

}  // namespace tidegate::judge
