/// The exact sequential test on lockstep pairs: one row's pairs in, a verdict or "more pairs" out.
/// Decides: slower / faster / shape_changed at planned looks, same as soon as a slowdown that
/// matters is excluded, undecided when the budget is spent.
/// Refuses to know: who measured the pairs.
/// Procedure. Looks are planned for the whole suite; at each one a share F/(rows*looks) of the
/// error may be spent, 0.8 of it on the low band and 0.2 on the tail. `slower` needs an exact p
/// within its share and an estimate of at least `smallest_slowdown`; `shape_changed` the same of
/// the tail with `tail_limit`; `faster` mirrors slower, with a share of its own, since it fails
/// nobody. `same` is said at any number of pairs from `first_pass` on, once the exact bound
/// excludes `pass_excludes` and the tail's estimate is below `tail_hold`. A row that looks faster
/// by `smallest_slowdown` is not called `same` before max_pairs: its bound would always end it
/// before the first look.
///
/// Why its false-alarm rate is a theorem: with identical code the two processes of a pair are
/// exchangeable (launch order, core and sample order are drawn by us), so the sign of every log
/// ratio is a fair coin whatever the machine does, and the signed-rank distribution is exact; a
/// union bound over rows, statistics and looks gives the family error.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <tidegate/judge/gate_report.hpp>
#include <tidegate/judge/undecided.hpp>

namespace tidegate::judge {

/// Times of one pair of fresh processes, s per call, in the order taken.
struct PairSamples {
  std::vector<double> baseline;
  std::vector<double> candidate;
};

/// Both sides must have at least 20 samples, all finite and positive; else bad_input.
Outcome<void> check_pair(const PairSamples& pair);

/// The numbers of pairs at which slower/faster may be said: n1 = ceil(log2(looks*rows/(0.8*F))),
/// then geometrically to max_pairs; distinct, increasing, the last is max_pairs. When n1 >
/// max_pairs the only look is max_pairs, where the share cannot be reached: such a suite never
/// alarms.
std::vector<std::uint32_t> plan_looks(const LockstepPolicy& policy, std::uint32_t rows_in_suite);

/// One row of a suite on its way to a verdict.
class PairedRow {
 public:
  PairedRow(const LockstepPolicy& policy, std::uint32_t rows_in_suite);

  /// Adds a pair; one that check_pair refuses changes nothing.
  Outcome<void> add(const PairSamples& pair);

  /// Nothing while more pairs are needed; a verdict never changes once given.
  std::optional<Verdict> verdict() const;
  std::uint32_t pairs() const;

  /// Estimates so far: ratio of low bands with its exact interval (each side at the one-sided level
  /// `pass_error`; none below the pairs that level needs), tail ratio, evidence. `detectable` is
  /// exp(half the interval's width in logs) - 1: the smallest excess whose interval excludes 0.
  RatioFound low_band() const;
  RatioFound tail() const;
  LockstepEvidence evidence() const;
  /// Why the budget ran out without a verdict, for people.
  std::string why_undecided() const;

 private:
  void judge();
  std::optional<Verdict> alarm() const;  // slower, shape_changed or faster, at a look
  bool passes() const;
  bool tail_holds() const;
  std::optional<PairsSoFar> so_far() const;  // nothing while there is no interval

  LockstepPolicy policy_;
  std::uint32_t rows_;
  std::vector<std::uint32_t> looks_;
  std::vector<double> low_;   // d_j = ln(band candidate / band baseline)
  std::vector<double> tail_;  // e_j = ln(q95 candidate / q95 baseline)
  double p_slower_ = 1;
  double p_faster_ = 1;
  std::optional<Verdict> verdict_;
};

}  // namespace tidegate::judge
