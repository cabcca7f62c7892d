#include <algorithm>
#include <cmath>

#include <tidegate/judge/cut_test.hpp>
#include <tidegate/stats/paired_ratio.hpp>
#include <tidegate/stats/sequential_test.hpp>
#include <tidegate/stats/signed_rank.hpp>

namespace tidegate::judge {
namespace {

double share_of(const CutPolicy& policy) {
  return stats::share_of_look(policy.error, 1, policy.looks);
}

}  // namespace

std::string_view cut_side_name(CutSide side) {
  switch (side) {
    case CutSide::below:
      return "below";
    case CutSide::above:
      return "above";
    case CutSide::undecided:
      break;
  }
  return "undecided";
}

std::vector<std::uint32_t> plan_looks(const CutPolicy& policy) {
  return stats::plan_looks(stats::smallest_n_for(share_of(policy)), policy.max_pairs, policy.looks);
}

CutTest::CutTest(const CutPolicy& policy) : policy_(policy), looks_(plan_looks(policy)) {}

Outcome<void> CutTest::add(const PairSamples& pair) {
  if (auto sound = check_pair(pair); !sound) return sound;
  low_.push_back(stats::log_ratio(stats::low_band(pair.baseline), stats::low_band(pair.candidate)));
  if (!side_) judge();
  return {};
}

void CutTest::judge() {
  if (!std::binary_search(looks_.begin(), looks_.end(), pairs())) return;
  std::vector<double> shifted(low_);
  for (double& difference : shifted) difference -= std::log(policy_.cut);
  const stats::SignedRank test = stats::signed_rank(shifted);
  if (test.p_greater <= share_of(policy_)) side_ = CutSide::above;
  if (test.p_less <= share_of(policy_)) side_ = CutSide::below;
  if (!side_ && pairs() >= policy_.max_pairs) side_ = CutSide::undecided;
}

std::uint32_t CutTest::pairs() const { return static_cast<std::uint32_t>(low_.size()); }

RatioFound CutTest::ratio() const {
  RatioFound found;
  found.limit = Threshold{policy_.cut, Operator::greater};
  found.crossed = side_ == CutSide::above;
  if (low_.empty()) return found;
  found.ratio = std::exp(stats::hodges_lehmann(low_));
  if (const auto bounds = stats::center_bounds(low_, policy_.interval_error)) {
    found.low = std::exp(bounds->low);
    found.high = std::exp(bounds->high);
  }
  return found;
}

}  // namespace tidegate::judge
