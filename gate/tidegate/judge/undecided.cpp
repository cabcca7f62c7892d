#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include <tidegate/judge/undecided.hpp>
#include <tidegate/stats/normal.hpp>
#include <tidegate/stats/sequential_test.hpp>

namespace tidegate::judge {
namespace {

double percent(double log_ratio) { return 100 * std::expm1(log_ratio); }

bool tail_is_open(const LockstepPolicy& policy, const PairsSoFar& seen) {
  return seen.high < std::log1p(policy.pass_excludes) &&
         seen.tail_estimate >= std::log1p(policy.tail_hold);
}

}  // namespace

std::optional<std::uint32_t> pairs_to_settle(const LockstepPolicy& policy, const PairsSoFar& seen) {
  if (tail_is_open(policy, seen)) return std::nullopt;
  const double half = (seen.high - seen.low) / 2;
  if (!(half > 0)) return std::nullopt;
  const double worth = std::log1p(policy.smallest_slowdown);
  // What the interval must shrink to, in units of its half width.
  double factor = half / (std::log1p(policy.pass_excludes) - seen.estimate);
  if (seen.estimate >= worth) {
    const double share = stats::share_of_look(policy.family_error, seen.rows, policy.looks);
    factor = half / seen.estimate * stats::upper_normal_quantile(0.8 * share) /
             stats::upper_normal_quantile(policy.pass_error);
  }
  const double pairs = std::ceil(seen.pairs * factor * factor);
  return static_cast<std::uint32_t>(std::clamp(pairs, seen.pairs + 1.0, 1e6));
}

std::string undecided_reason(const LockstepPolicy& policy, const PairsSoFar& seen) {
  if (tail_is_open(policy, seen)) {
    return fmt::format(
        "{} pairs, the whole budget: the low band is settled, the tail is not; its {:+.1f} % is "
        "neither below {:.0f} % nor detected",
        seen.pairs, percent(seen.tail_estimate), 100 * policy.tail_hold);
  }
  std::string text = fmt::format(
      "{} pairs, the whole budget, put the change between {:+.1f} and {:+.1f} %: a slowdown of "
      "{:.1f} % is neither detected nor excluded",
      seen.pairs, percent(seen.low), percent(seen.high), 100 * policy.smallest_slowdown);
  const auto wanted = pairs_to_settle(policy, seen);
  if (!wanted) return text;
  if (*wanted > most_pairs) return text + "; at this noise no budget would settle it";
  return text + fmt::format("; some {} pairs would settle it", *wanted);
}

}  // namespace tidegate::judge
