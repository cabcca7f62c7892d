/// On which side of a cut a build lies: one row's lockstep pairs in, `below` or `above` out.
/// Decides: both answers at planned looks, by the exact test of the gate, shifted by the cut.
/// Refuses to know: which commits the builds are of, and what follows from the answer.
///
/// Procedure. d_j = ln(band candidate / band baseline) as in paired_compare; x_j = d_j - ln(cut).
/// Looks are planned from n1 = ceil(log2(looks / error)) pairs on, geometrically to max_pairs, and
/// each may spend error / looks. `above` when the exact one-sided Wilcoxon p of the x_j being
/// greater is within that share, `below` when that of their being less is: pairs are spent where
/// the answer is in doubt. `undecided` at max_pairs. A gate asks whether anything changed at all;
/// a search between two levels that are known to differ asks which one this is, so neither answer
/// is the default and both are held to the same error.
///
/// Why an answer is wrong with probability at most `error`: where the candidate takes r times the
/// baseline's time, and the processes of a pair are exchangeable but for that factor (launch order,
/// core and sample order are drawn by us), d_j - ln(r) is distributed symmetrically about 0. With r
/// on or below the cut each x_j is then positive at most as often as a fair coin says, and the
/// signed-rank distribution bounds P(above); mirrored for `below`; a union bound over the looks.
/// Sources: Wilcoxon, Biometrics Bulletin 1 (1945) 80-83; the test of a shifted centre: Lehmann,
/// Nonparametrics (2006), 3.2 and 4.3.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include <tidegate/judge/paired_compare.hpp>

namespace tidegate::judge {

enum class CutSide {
  below,     ///< the candidate's ratio lies below the cut
  above,     ///< it lies above
  undecided  ///< the whole budget could not tell
};

std::string_view cut_side_name(CutSide side);

struct CutPolicy {
  double cut = 1.02;    ///< ratio candidate/baseline, above 0
  double error = 1e-3;  ///< chance that an answer is the wrong side
  std::uint32_t max_pairs = 60;
  std::uint32_t looks = 6;
  double interval_error = 0.025;  ///< one-sided level of the interval that is reported
};

/// The numbers of pairs at which an answer may be given; the last is max_pairs. When 2^-max_pairs
/// is above error / looks no answer but `undecided` can come.
std::vector<std::uint32_t> plan_looks(const CutPolicy& policy);

/// One build on its way to an answer.
class CutTest {
 public:
  explicit CutTest(const CutPolicy& policy);

  /// Errors (bad_input): as check_pair; nothing changes then.
  Outcome<void> add(const PairSamples& pair);

  /// Nothing while more pairs are needed; an answer never changes once given.
  std::optional<CutSide> side() const { return side_; }
  std::uint32_t pairs() const;
  /// The ratio so far with its interval; `limit` is the cut.
  RatioFound ratio() const;
  const std::vector<double>& log_ratios() const { return low_; }

 private:
  void judge();

  CutPolicy policy_;
  std::vector<std::uint32_t> looks_;
  std::vector<double> low_;  // d_j
  std::optional<CutSide> side_;
};

}  // namespace tidegate::judge
